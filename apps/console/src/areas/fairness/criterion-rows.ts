import { word } from '../../format/words';
import { t } from '../../texts';
import type { Audit, AttributeAudit, ForestRow } from './forest';
import { judgedGap, limitText } from './judged-gap';

/** A criterion as a line of a forest plot. */
export interface CriterionRow extends ForestRow {
  limit: number | null;
  limitText: string;
  verdict: AttributeAudit['disparities'][number]['verdict'];
}

/** The criteria of a part in the order of its table; a hidden gap has no number, nor has one that is not computable. */
export const criterionRows = (
  criteria: Audit['criteria'],
  { disparities }: Pick<AttributeAudit, 'disparities'>,
): CriterionRow[] =>
  disparities.map((disparity) => {
    const gap = judgedGap(criteria, disparity);
    const { estimate, limit } = gap;
    return {
      group: word('criterion', disparity.criterion),
      isHidden: estimate === null,
      n: estimate?.n ?? null,
      eligible: disparity.verdict === 'PASS' || disparity.verdict === 'FAIL',
      value: estimate?.value ?? null,
      lower: estimate?.lower ?? null,
      upper: estimate?.upper ?? null,
      limit,
      limitText: limitText(gap),
      verdict: disparity.verdict,
    };
  });

/** Whether there is anything to draw: not where every gap is hidden or not computable. */
export const isDrawable = (rows: readonly CriterionRow[]): boolean =>
  rows.some(({ value }) => value !== null);

/** How many of the gaps that are shown fail, as a finding. */
export function criterionFinding(rows: readonly CriterionRow[]): string {
  const shown = rows.filter(({ value }) => value !== null);
  const count = shown.filter(({ verdict }) => verdict === 'FAIL').length;
  const isWhole = rows.every(({ isHidden }) => !isHidden);
  return t(isWhole ? 'fairness.gaps.finding' : 'fairness.gaps.findingShown', {
    count,
    of: shown.length,
    all: rows.length,
  });
}
