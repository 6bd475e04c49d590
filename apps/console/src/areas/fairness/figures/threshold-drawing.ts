import { scoreEdges } from '@countersign/domain/fairness';
import { t } from '../../../texts';
import { axisStyle, type ChartDrawing } from '../../../ui/chart-option';
import type { Palette } from '../../../ui/palette';
import { lineStyle } from './line-style';

/** Pixels between the picture and its plot; the marker and the slider keep to the same. */
export const plotInset = { left: 56, right: 16, top: 14, bottom: 44 } as const;

/** A number of one group at every threshold. */
interface ThresholdLine {
  name: string;
  /** Whether the audit leaves the group out of verdicts for its size. */
  isSmall: boolean;
  /** Null where it has none. */
  values: readonly (number | null)[];
}

interface ThresholdPicture {
  lines: readonly ThresholdLine[];
  /** What the ticks of the upright axis say. */
  format: (value: number) => string;
  /** Where the lines are shares, they keep to 0 and 1; their name stands above the axis of the picture taken away. */
  share?: string;
  /** The threshold of the model, drawn across. */
  nearest?: number | null;
}

const line = ({ name, values, isSmall }: ThresholdLine, at: number, palette: Palette) => {
  const { colour, dash } = lineStyle(at);
  return {
    type: 'line' as const,
    name,
    data: scoreEdges.map((edge, bin) => [edge, values[bin] ?? null]),
    symbol: 'none',
    silent: true,
    color: palette[colour],
    lineStyle: { color: palette[colour], type: dash, width: isSmall ? 1 : 2 },
  };
};

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

const draw =
  ({ lines, format, share, nearest = null }: ThresholdPicture, hasLegend: boolean): ChartDrawing =>
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
      ...(share !== undefined && { max: 1, interval: 0.25, ...(hasLegend && { name: share }) }),
      ...axisStyle(palette),
      axisLabel: { color: palette.ink, formatter: format },
    },
    series: lines.map((each, at) => ({
      ...line(each, at, palette),
      ...(at === 0 && nearest !== null && { markLine: modelLine(scoreEdges[nearest] ?? 0, palette.muted) }),
    })),
  });

/** One line a group over the thresholds: for the page, which names the lines by its own means, and to be taken away. */
export const thresholdDrawings = (picture: ThresholdPicture) => ({
  onPage: draw(picture, false),
  taken: draw(picture, true),
});
