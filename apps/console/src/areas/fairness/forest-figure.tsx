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

const rowHeight = 36;

/** One line per group: its interval as a bar, its rate as a dot; hollow and dashed when the group is too small. */
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
      data: rows.map((row) => `${row.group} (n ${formatCount(row.n)})`),
      ...axisStyle(palette),
      axisLabel: { color: palette.ink, width: 130, overflow: 'break', lineHeight: 14 },
    },
    series: [
      {
        type: 'custom',
        data: rows.map((row, index) => [row.value, index, row.lower, row.upper, row.eligible ? 1 : 0]),
        renderItem: (_parameters, api) => forestMark(api, palette),
      },
    ],
  });

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
      sizes={[{ label: t('fairness.sizes'), n: part.groups.reduce((sum, group) => sum + group.n, 0) }]}
      caption={t('fairness.figure.caption', {
        method: part.groups[0]?.[rate].method ?? t('ui.none'),
        minimum: formatCount(audit.minimumGroupSize),
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
          row.n,
          row.value,
          row.lower,
          row.upper,
          row.eligible ? t('fairness.groups.yes') : t('fairness.groups.no'),
        ]),
      }}
    />
  );
}
