import { useMemo, type ReactElement } from 'react';
import { formatCount, formatPercent } from '../../format/numbers';
import { t } from '../../texts';
import { axisStyle, type ChartDrawing } from '../../ui/chart-option';
import { ChartFigure } from '../../ui/chart-figure';
import { largestChange, overlayBars, type Distribution, type OverlayBar } from './distribution';

/** Two histograms on the same bins: the baseline filled, the window as a hatched outline over it. */
const drawOverlay =
  (bars: readonly OverlayBar[], window: string): ChartDrawing =>
  (palette) => ({
    aria: { enabled: false, decal: { show: false } },
    grid: { left: 60, right: 16, top: 40, bottom: 86 },
    legend: { top: 0, textStyle: { color: palette.ink } },
    tooltip: { trigger: 'axis', valueFormatter: (value) => formatPercent(Number(value)) },
    xAxis: {
      type: 'category',
      data: bars.map((bar) => bar.label),
      ...axisStyle(palette),
      axisLabel: { color: palette.ink, rotate: 35, hideOverlap: true, width: 110, overflow: 'truncate' },
    },
    yAxis: {
      type: 'value',
      min: 0,
      name: t('monitoring.overlay.share'),
      ...axisStyle(palette),
      axisLabel: { color: palette.ink, formatter: (value: number) => formatPercent(value) },
    },
    series: [
      {
        type: 'bar',
        name: t('monitoring.overlay.baseline'),
        data: bars.map((bar) => bar.baseline),
        barWidth: '82%',
        itemStyle: { color: palette.baseline, opacity: 0.55 },
      },
      {
        type: 'bar',
        name: window,
        data: bars.map((bar) => bar.current),
        barWidth: '82%',
        barGap: '-100%',
        itemStyle: { color: 'transparent', borderColor: palette.current, borderWidth: 3 },
      },
    ],
  });

/** The distribution of one column in a window over that of the baseline. */
export function DistributionFigure(props: { distribution: Distribution; window: string }): ReactElement {
  const { distribution, window } = props;
  const bars = useMemo(() => overlayBars(distribution.bins), [distribution]);
  const drawing = useMemo(() => drawOverlay(bars, window), [bars, window]);
  const { column } = distribution;
  const change = largestChange(bars);
  const values = {
    column,
    window,
    bin: change?.label ?? '',
    before: formatPercent(change?.baseline ?? 0),
    after: formatPercent(change?.current ?? 0),
  };
  return (
    <ChartFigure
      finding={change ? t('monitoring.overlay.finding', values) : t('monitoring.overlay.findingSame', values)}
      sentence={
        change ? t('monitoring.overlay.sentence', values) : t('monitoring.overlay.findingSame', values)
      }
      sizes={[
        { label: t('monitoring.baseline'), n: distribution.baselineN },
        { label: window, n: distribution.currentN },
      ]}
      caption={t('monitoring.overlay.caption', {
        baselineMissing: formatCount(distribution.baselineMissing),
        baselineN: formatCount(distribution.baselineN),
        currentMissing: formatCount(distribution.currentMissing),
        currentN: formatCount(distribution.currentN),
      })}
      fileName={`distribution-${column}-${window}`}
      drawing={drawing}
      height={360}
      level={3}
      table={{
        columns: [
          t('monitoring.overlay.bin'),
          t('monitoring.overlay.baselineCount'),
          t('monitoring.overlay.currentCount'),
          t('monitoring.overlay.baseline'),
          t('monitoring.overlay.current'),
        ],
        rows: bars.map((bar) => [bar.label, bar.baselineCount, bar.currentCount, bar.baseline, bar.current]),
      }}
    />
  );
}
