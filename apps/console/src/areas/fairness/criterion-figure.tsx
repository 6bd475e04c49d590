import { useMemo, type ReactElement } from 'react';
import { formatNumber } from '../../format/numbers';
import { word } from '../../format/words';
import { t } from '../../texts';
import { ChartFigure } from '../../ui/chart-figure';
import { attributeKey, type Audit, type AttributeAudit } from './forest';
import { drawForest, forestHeight, rowName } from './forest-drawing';
import { axisEnds, criterionRows, criterionFinding, isDrawable, type CriterionRow } from './criterion-rows';

const cellOf = (value: number | null, { isHidden }: CriterionRow): number | string | null =>
  isHidden ? t('fairness.hidden.word') : value;

/** The gap of every criterion of one attribute with its interval, beside its limit; nothing where no gap is shown. */
export function CriterionFigure({
  audit,
  part,
}: {
  audit: Audit;
  part: AttributeAudit;
}): ReactElement | null {
  const rows = useMemo(() => criterionRows(audit.criteria, part), [audit, part]);
  const drawing = useMemo(() => {
    const ends = axisEnds(rows);
    return drawForest(rows, t('fairness.gaps.axis'), {
      nameOf: (row) => `${rowName(row)}\n${row.limitText}`,
      ends,
      format: formatNumber,
      limitsOf: ({ limits }) => limits.filter((limit) => limit > ends[0] && limit < ends[1]),
    });
  }, [rows]);
  if (!isDrawable(rows)) return null;
  const finding = criterionFinding(rows);
  return (
    <ChartFigure
      level={3}
      finding={finding}
      sentence={t('fairness.gaps.sentence', { count: rows.length, finding })}
      sizes={[{ label: t('fairness.sizes'), n: audit.n }]}
      caption={t('fairness.gaps.caption', {
        hidden: rows.some(({ isHidden }) => isHidden) ? t('fairness.figure.hidden') : '',
      })}
      fileName={`fairness-${attributeKey(part)}-criteria`}
      drawing={drawing}
      height={forestHeight(rows, 52)}
      table={{
        columns: [
          t('fairness.criteria.name'),
          t('fairness.groups.n'),
          t('fairness.criteria.measured'),
          t('monitoring.performance.lower'),
          t('monitoring.performance.upper'),
          t('fairness.criteria.limit'),
          t('fairness.criteria.verdict'),
        ],
        rows: rows.map((row) => [
          row.group,
          ...[row.n, row.value, row.lower, row.upper].map((value) => cellOf(value, row)),
          row.limitText,
          word('verdict', row.verdict),
        ]),
      }}
    />
  );
}
