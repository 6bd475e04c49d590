import type { LineSeriesOption } from 'echarts/charts';
import { useMemo, type ReactElement } from 'react';
import { formatMeasure, formatNumber } from '../../format/numbers';
import { windowLabel } from '../../format/times';
import { methodName, word } from '../../format/words';
import { t } from '../../texts';
import { axisStyle, type ChartDrawing } from '../../ui/chart-option';
import { ChartFigure } from '../../ui/chart-figure';
import type { TableTwin } from '../../ui/csv';
import type { Palette } from '../../ui/palette';
import { limitText, type Result } from '../monitoring/result';
import { axisRange, metricFinding, metricSentence } from './metric-line';

const band = (line: readonly Result[]) => ({
  lower: line.map(({ estimate }) => estimate.lower ?? null),
  width: line.map(({ estimate: { lower, upper } }) =>
    lower == null || upper == null ? null : upper - lower,
  ),
});

/** The two lines that give a verdict: each on its own side of the picture, its label on the bad side of it. */
function markLines(line: readonly Result[], palette: Palette): LineSeriesOption['markLine'] {
  const [first] = line;
  if (!first) return undefined;
  const side = first.direction === 'BELOW' ? 'Bottom' : 'Top';
  const label = { color: palette.ink, fontSize: 12 };
  const alert = {
    yAxis: first.alert,
    lineStyle: { color: palette.alert, type: 'dashed', width: 2 },
    label: {
      ...label,
      position: `insideStart${side}`,
      formatter: t('monitoring.performance.alertAt', { value: formatNumber(first.alert) }),
    },
  } as const;
  const warning = (value: number) =>
    ({
      yAxis: value,
      lineStyle: { color: palette.warning, type: 'dotted', width: 2 },
      label: {
        ...label,
        position: `insideEnd${side}`,
        formatter: t('monitoring.performance.warningAt', { value: formatNumber(value) }),
      },
    }) as const;
  const data = first.warning == null ? [alert] : [alert, warning(first.warning)];
  // The library rounds the place of such a line to two decimals unless told otherwise.
  return { silent: true, symbol: 'none', precision: 12, data };
}

/** The confidence band, as a coloured series stacked on an unseen one. */
const bandSeries = (line: readonly Result[], palette: Palette): LineSeriesOption[] => {
  const { lower, width } = band(line);
  const hidden = {
    type: 'line',
    stack: 'band',
    lineStyle: { opacity: 0 },
    symbol: 'none',
    silent: true,
    tooltip: { show: false },
  } as const;
  return [
    { ...hidden, data: lower },
    { ...hidden, data: width, areaStyle: { color: palette.baseline, opacity: 0.22 } },
  ];
};

/** The value per window with its confidence band stacked under it, and the alert and warning lines. */
const drawLine =
  (line: readonly Result[], metric: string): ChartDrawing =>
  (palette) => {
    const { min, max, interval, cut } = axisRange(line);
    const name = methodName(metric);
    const from = formatNumber(min);
    return {
      grid: { left: 56, right: 16, top: 36, bottom: 28 },
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value) => (value == null ? '' : formatMeasure(Number(value))),
      },
      xAxis: { type: 'category', data: line.map(({ window }) => windowLabel(window)), ...axisStyle(palette) },
      yAxis: {
        type: 'value',
        name: cut ? t('monitoring.performance.axisCut', { metric: name, from }) : name,
        min,
        max,
        interval,
        ...axisStyle(palette),
        nameTextStyle: { color: palette.ink, align: 'left', padding: [0, 0, 0, -48] },
        axisLabel: { color: palette.ink, formatter: (value: number) => formatNumber(value) },
      },
      series: [
        ...bandSeries(line, palette),
        {
          type: 'line',
          name,
          data: line.map(({ estimate }) => estimate.value ?? null),
          symbol: 'circle',
          symbolSize: 8,
          lineStyle: { color: palette.baseline, width: 2 },
          itemStyle: { color: palette.baseline },
          markLine: markLines(line, palette),
        },
      ],
    };
  };

/** What the caption says of the lines: of the dotted one only where there is one. */
function limitsSentence([first]: readonly Result[]): string {
  if (!first) return '';
  const alert = t('monitoring.performance.dashed', { limit: limitText(first.alert, first.direction) });
  if (first.warning == null) return alert;
  const limit = limitText(first.warning, first.direction);
  return `${alert} ${t('monitoring.performance.dotted', { limit })}`;
}

const twin = (line: readonly Result[]): TableTwin => ({
  columns: [
    t('monitoring.window'),
    t('monitoring.performance.value'),
    t('monitoring.performance.lower'),
    t('monitoring.performance.upper'),
    t('monitoring.performance.n'),
    t('monitoring.performance.alert'),
    t('monitoring.performance.warning'),
    t('monitoring.performance.verdict'),
    t('monitoring.performance.reason'),
  ],
  rows: line.map(({ window, estimate, alert, warning, verdict }) => [
    windowLabel(window),
    estimate.value ?? null,
    estimate.lower ?? null,
    estimate.upper ?? null,
    estimate.n,
    alert,
    warning ?? null,
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
  const { min, cut } = axisRange(line);
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
        limits: limitsSentence(line),
        axis: cut ? t('monitoring.performance.axisNote', { from: formatNumber(min) }) : '',
      })}
      fileName={`performance-${metric}-${runId}`}
      drawing={drawing}
      table={twin(line)}
    />
  );
}
