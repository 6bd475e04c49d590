import { useMemo, type ReactElement } from 'react';
import { formatCount } from '../../format/numbers';
import { t } from '../../texts';
import { ChartFigure } from '../../ui/chart-figure';
import {
  attributeKey,
  forestFinding,
  forestRows,
  type Audit,
  type AttributeAudit,
  type Rate,
} from './forest';
import { drawForest, forestHeight } from './forest-drawing';
import { judgedText } from './shown-number';

const cellOf = (value: number | null, isHidden: boolean): number | string | null =>
  isHidden ? t('fairness.hidden.word') : value;

/** The people of the groups that are shown. */
const peopleOf = ({ groups }: AttributeAudit): number => groups.reduce((sum, { n }) => sum + (n ?? 0), 0);

/** Rates of the groups of one attribute with their intervals. */
export function ForestFigure(props: { audit: Audit; part: AttributeAudit; rate: Rate }): ReactElement {
  const { audit, part, rate } = props;
  const rows = useMemo(() => forestRows(part.groups, rate), [part, rate]);
  const drawing = useMemo(() => drawForest(rows, t(`fairness.rates.${rate}`)), [rows, rate]);
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
      height={forestHeight(rows)}
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
