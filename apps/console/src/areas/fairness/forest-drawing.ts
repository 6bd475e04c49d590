import { formatCount, formatPercent } from '../../format/numbers';
import { t } from '../../texts';
import { axisStyle, type ChartDrawing } from '../../ui/chart-option';
import type { ForestRow } from './forest';
import { forestMark, limitMark } from './forest-mark';

const rowHeight = 36;

/** Pixels of a picture; a row may have to hold more than two lines of words. */
export const forestHeight = (rows: readonly unknown[], height = rowHeight): number =>
  rows.length * height + 50;

interface ForestOptions<Row extends ForestRow> {
  nameOf?: (row: Row) => string;
  /** The ends of the axis; 0 and 1 unless told otherwise. */
  ends?: readonly [start: number, end: number];
  /** What the ticks of the axis say. */
  format?: (value: number) => string;
  /** Limits drawn across the line of a row. */
  limitsOf?: (row: Row) => readonly number[];
}

/** One line per group: its interval as a bar, its rate as a dot; hollow and dashed when the group is too small, hatched when it is hidden. */
export const drawForest =
  <Row extends ForestRow>(
    rows: readonly Row[],
    rate: string,
    {
      nameOf = rowName,
      ends: [start, end] = [0, 1],
      format = formatPercent,
      limitsOf = () => [],
    }: ForestOptions<Row> = {},
  ): ChartDrawing =>
  (palette) => ({
    grid: { left: 8, right: 24, top: 8, bottom: 24, containLabel: true },
    xAxis: {
      type: 'value',
      min: start,
      max: end,
      interval: Math.ceil((end - start) / 2) / 4,
      name: rate,
      nameLocation: 'middle',
      nameGap: 28,
      ...axisStyle(palette),
      axisLabel: { color: palette.ink, hideOverlap: true, formatter: format },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(nameOf),
      ...axisStyle(palette),
      axisLabel: { color: palette.ink, width: 130, overflow: 'break', lineHeight: 14 },
    },
    series: [
      {
        type: 'custom',
        data: rows.map((row, index) => [
          ...[row.value, index, row.lower, row.upper],
          ...[row.eligible ? 1 : 0, row.isHidden ? 1 : 0],
        ]),
        clip: true,
        renderItem: (_parameters, api) => forestMark(api, palette),
      },
      {
        type: 'custom',
        data: rows.flatMap((row, index) => limitsOf(row).map((limit) => [limit, index])),
        renderItem: (_parameters, api) => limitMark(api, palette),
      },
    ],
  });

/** More than this stands on two lines, so that a number is not broken in the midst. */
const longestName = 20;

/** A group with its n. */
export function rowName({ group, n }: ForestRow): string {
  const size =
    n === null ? t('fairness.figure.hiddenSize') : t('fairness.figure.size', { n: formatCount(n) });
  return group.length + size.length < longestName ? `${group} ${size}` : `${group}\n${size}`;
}
