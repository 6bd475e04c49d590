import { word } from '../../format/words';
import { t } from '../../texts';
import type { Audit, AttributeAudit, ForestRow } from './forest';
import { judgedGap, type JudgedGap, limitText } from './judged-gap';

/** A criterion as a line of a forest plot. */
export interface CriterionRow extends ForestRow {
  /** What the gap has to lie between; one end where it can lie on one side alone. */
  limits: readonly number[];
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
    const { estimate } = gap;
    return {
      group: word('criterion', disparity.criterion),
      isHidden: estimate === null,
      n: estimate?.n ?? null,
      eligible: disparity.verdict === 'PASS' || disparity.verdict === 'FAIL',
      value: estimate?.value ?? null,
      lower: estimate?.lower ?? null,
      upper: estimate?.upper ?? null,
      limits: limitsOf(gap),
      limitText: limitText(gap),
      verdict: disparity.verdict,
    };
  });

/** A difference may lie as far below 0 as above it; a ratio as many times below 1 as above. */
function limitsOf({ limit, isRatio }: Pick<JudgedGap, 'limit' | 'isRatio'>): number[] {
  if (limit === null) return [];
  return isRatio ? [limit, 1 / limit] : [-limit, limit];
}

/** The ends of an axis that shows every gap with its interval whole, in quarters. */
export function axisEnds(rows: readonly CriterionRow[]): [start: number, end: number] {
  const ends = rows.flatMap(({ value, lower, upper }) => [value ?? 0, lower ?? 0, upper ?? 0]);
  return [Math.floor(4 * Math.min(0, ...ends)) / 4, Math.ceil(4 * Math.max(1, ...ends)) / 4];
}

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
