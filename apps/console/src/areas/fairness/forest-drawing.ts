import { formatCount, formatPercent } from '../../format/numbers';
import { t } from '../../texts';
import { axisStyle, type ChartDrawing } from '../../ui/chart-option';
import type { ForestRow } from './forest';
import { forestMark } from './forest-mark';

const rowHeight = 36;

export const forestHeight = (rows: readonly unknown[]): number => rows.length * rowHeight + 70;

/** One line per group: its interval as a bar, its rate as a dot; hollow and dashed when the group is too small, hatched when it is hidden. */
export const drawForest =
  (rows: readonly ForestRow[], rate: string, nameOf: (row: ForestRow) => string = rowName): ChartDrawing =>
  (palette) => ({
    grid: { left: 8, right: 24, top: 8, bottom: 44, containLabel: true },
    xAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      name: rate,
      nameLocation: 'middle',
      nameGap: 28,
      ...axisStyle(palette),
      axisLabel: {
        color: palette.ink,
        hideOverlap: true,
        formatter: (value: number) => formatPercent(value),
      },
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
        renderItem: (_parameters, api) => forestMark(api, palette),
      },
    ],
  });

/** A group with its n. */
export const rowName = ({ group, n }: ForestRow): string =>
  n === null
    ? t('fairness.figure.hiddenRow', { group, hidden: t('fairness.hidden.word') })
    : `${group} (n ${formatCount(n)})`;
