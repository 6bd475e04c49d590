import { useMemo, type ReactElement } from 'react';
import { formatCount, formatPercent } from '../../format/numbers';
import { t } from '../../texts';
import { axisStyle, type ChartDrawing } from '../../ui/chart-option';
import { ChartFigure } from '../../ui/chart-figure';
import {
  attributeKey,
  forestFinding,
  forestRows,
  type Audit,
  type AttributeAudit,
  type ForestRow,
  type Rate,
} from './forest';
import { forestMark } from './forest-mark';
import { judgedText } from './shown-number';

const rowHeight = 36;

/** One line per group: its interval as a bar, its rate as a dot; hollow and dashed when the group is too small, hatched when it is hidden. */
const drawForest =
  (rows: readonly ForestRow[], rate: Rate): ChartDrawing =>
  (palette) => ({
    grid: { left: 8, right: 24, top: 8, bottom: 44, containLabel: true },
    xAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      name: t(`fairness.rates.${rate}`),
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
      data: rows.map(rowName),
      ...axisStyle(palette),
      axisLabel: { color: palette.ink, width: 130, overflow: 'break', lineHeight: 14 },
    },
    series: [
      {
        type: 'custom',
        data: rows.map((row, index) => [
          row.value,
          index,
          row.lower,
          row.upper,
          row.eligible ? 1 : 0,
          row.isHidden ? 1 : 0,
        ]),
        renderItem: (_parameters, api) => forestMark(api, palette),
      },
    ],
  });

const rowName = ({ group, n }: ForestRow): string =>
  n === null
    ? t('fairness.figure.hiddenRow', { group, hidden: t('fairness.hidden.word') })
    : `${group} (n ${formatCount(n)})`;

const cellOf = (value: number | null, isHidden: boolean): number | string | null =>
  isHidden ? t('fairness.hidden.word') : value;

/** The people of the groups that are shown. */
const peopleOf = ({ groups }: AttributeAudit): number => groups.reduce((sum, { n }) => sum + (n ?? 0), 0);

/** Rates of the groups of one attribute with their intervals. */
export function ForestFigure(props: { audit: Audit; part: AttributeAudit; rate: Rate }): ReactElement {
  const { audit, part, rate } = props;
  const rows = useMemo(() => forestRows(part.groups, rate), [part, rate]);
  const drawing = useMemo(() => drawForest(rows, rate), [rows, rate]);
  const finding = forestFinding(rows, rate);
  return (
    <ChartFigure
      finding={finding}
      sentence={t('fairness.figure.sentence', {
        rate: t(`fairness.rates.${rate}`),
        groups: rows.length,
        finding,
      })}
      sizes={[{ label: t('fairness.sizes'), n: peopleOf(part) }]}
      caption={t('fairness.figure.caption', {
        method: part.groups.flatMap((group) => group[rate] ?? [])[0]?.method ?? t('ui.none'),
        minimum: formatCount(audit.minimumGroupSize),
        hidden: rows.some((row) => row.isHidden) ? t('fairness.figure.hidden') : '',
        unknown: part.unknown > 0 ? t('fairness.figure.unknown', { n: formatCount(part.unknown) }) : '',
      })}
      fileName={`fairness-${attributeKey(part)}-${rate}`}
      drawing={drawing}
      height={rows.length * rowHeight + 70}
      table={{
        columns: [
          t('fairness.groups.group'),
          t('fairness.groups.n'),
          t(`fairness.rates.${rate}`),
          t('monitoring.performance.lower'),
          t('monitoring.performance.upper'),
          t('fairness.groups.judged'),
        ],
        rows: rows.map((row) => [
          row.group,
          cellOf(row.n, row.n === null),
          cellOf(row.value, row.isHidden),
          cellOf(row.lower, row.isHidden),
          cellOf(row.upper, row.isHidden),
          judgedText(row.eligible),
        ]),
      }}
    />
  );
}
