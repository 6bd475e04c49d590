import { useMemo, type ReactElement } from 'react';
import { formatCount, formatNumber } from '../../format/numbers';
import { windowLabel } from '../../format/times';
import { methodName, word } from '../../format/words';
import { t } from '../../texts';
import { axisStyle, type ChartDrawing } from '../../ui/chart-option';
import { ChartFigure } from '../../ui/chart-figure';
import type { TableTwin } from '../../ui/csv';
import { limitText, type Result } from '../monitoring/result';
import { axisRange, metricFinding, metricSentence } from './metric-line';

const band = (line: readonly Result[]) => ({
  lower: line.map(({ estimate }) => estimate.lower ?? null),
  width: line.map(({ estimate: { lower, upper } }) =>
    lower == null || upper == null ? null : upper - lower,
  ),
});

/** The value per window with its confidence band stacked under it, and the alert line. */
const drawLine =
  (line: readonly Result[], metric: string): ChartDrawing =>
  (palette) => {
    const { lower, width } = band(line);
    const hidden = { symbol: 'none', silent: true, tooltip: { show: false } };
    return {
      grid: { left: 64, right: 90, top: 32, bottom: 48 },
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value) => (value == null ? '' : formatNumber(Number(value))),
      },
      xAxis: { type: 'category', data: line.map(({ window }) => windowLabel(window)), ...axisStyle(palette) },
      yAxis: {
        type: 'value',
        name: methodName(metric),
        ...axisRange(line),
        ...axisStyle(palette),
        axisLabel: { color: palette.ink, formatter: (value: number) => formatNumber(value) },
      },
      series: [
        { type: 'line', data: lower, stack: 'band', lineStyle: { opacity: 0 }, ...hidden },
        {
          type: 'line',
          data: width,
          stack: 'band',
          lineStyle: { opacity: 0 },
          areaStyle: { color: palette.baseline, opacity: 0.22 },
          ...hidden,
        },
        {
          type: 'line',
          name: methodName(metric),
          data: line.map(({ estimate }) => estimate.value ?? null),
          symbol: 'circle',
          symbolSize: 8,
          lineStyle: { color: palette.baseline, width: 2 },
          itemStyle: { color: palette.baseline },
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: palette.alert, type: 'dashed', width: 2 },
            label: { color: palette.ink, formatter: t('monitoring.performance.alert') },
            data: line[0] ? [{ yAxis: line[0].alert }] : [],
          },
        },
      ],
    };
  };

const twin = (line: readonly Result[]): TableTwin => ({
  columns: [
    t('monitoring.window'),
    t('monitoring.performance.value'),
    t('monitoring.performance.lower'),
    t('monitoring.performance.upper'),
    t('monitoring.performance.n'),
    t('monitoring.performance.alert'),
    t('monitoring.performance.verdict'),
    t('monitoring.performance.reason'),
  ],
  rows: line.map(({ window, estimate, alert, verdict }) => [
    windowLabel(window),
    estimate.value ?? null,
    estimate.lower ?? null,
    estimate.upper ?? null,
    estimate.n,
    alert,
    word('verdict', verdict),
    estimate.reason ?? '',
  ]),
});

/** One metric over the windows of a run. */
export function MetricFigure(props: {
  line: readonly Result[];
  metric: string;
  runId: string;
}): ReactElement {
  const { line, metric, runId } = props;
  const drawing = useMemo(() => drawLine(line, metric), [line, metric]);
  const [first] = line;
  const labelled = line.reduce((sum, { estimate }) => sum + estimate.n, 0);
  return (
    <ChartFigure
      finding={metricFinding(line, metric)}
      sentence={metricSentence(line, metric)}
      sizes={[
        { label: t('monitoring.performance.labelled'), n: labelled },
        { label: t('monitoring.baseline'), n: first?.baselineN ?? 0 },
      ]}
      caption={t('monitoring.performance.caption', {
        limit: first ? limitText(first.alert, first.direction) : t('ui.none'),
        n: formatCount(first?.baselineN ?? 0),
      })}
      fileName={`performance-${metric}-${runId}`}
      drawing={drawing}
      table={twin(line)}
    />
  );
}
