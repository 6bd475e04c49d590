import { formatPercent } from '../../../format/numbers';
import { t } from '../../../texts';
import { axisStyle, type ChartDrawing } from '../../../ui/chart-option';
import { lineStyle } from './line-style';
import type { SweepLine } from './sweep-lines';

/** Pixels between the picture and its plot; the marker and the slider keep to the same. */
export const plotInset = { left: 56, right: 16, top: 14, bottom: 44 } as const;

interface SweepDrawing {
  lines: readonly SweepLine[];
  edges: readonly number[];
  rate: string;
  /** The threshold nearest to the model's. */
  nearest: number | null;
  /** Drawn on the page by its own means, and in the picture that is taken away. */
  hasLegend: boolean;
}

/** One line for each group over the thresholds, and the threshold of the model across them. */
export const drawSweep =
  ({ lines, edges, rate, nearest, hasLegend }: SweepDrawing): ChartDrawing =>
  (palette) => ({
    grid: { ...plotInset, top: hasLegend ? 70 : plotInset.top },
    ...(hasLegend && { legend: { top: 0, textStyle: { color: palette.ink } } }),
    xAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      name: t('fairnessFigures.sweep.axis'),
      nameLocation: 'middle',
      nameGap: 26,
      ...axisStyle(palette),
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      ...(hasLegend && { name: rate }),
      ...axisStyle(palette),
      axisLabel: { color: palette.ink, formatter: (value: number) => formatPercent(value) },
    },
    series: lines.map((line, at) => {
      const { colour, dash } = lineStyle(at);
      return {
        type: 'line' as const,
        name: line.name,
        data: edges.map((edge, bin) => [edge, line.values[bin] ?? null]),
        symbol: 'none',
        silent: true,
        color: palette[colour],
        lineStyle: {
          color: palette[colour],
          type: dash,
          width: line.isSmall ? 1 : 2,
        },
        ...(at === 0 && nearest !== null && { markLine: modelLine(edges[nearest] ?? 0, palette.muted) }),
      };
    }),
  });

const modelLine = (threshold: number, colour: string) => ({
  silent: true,
  symbol: 'none',
  data: [{ xAxis: threshold }],
  lineStyle: { color: colour, type: 'dashed' as const, width: 1 },
  label: {
    formatter: t('fairnessFigures.sweep.model'),
    color: colour,
    position: 'end' as const,
    distance: 2,
  },
});
