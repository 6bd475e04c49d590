import { type AssessedDisparity } from '@countersign/statistics/fairness';
import { type FairnessPolicy, type GroupResult } from '../fairness';
import { percent } from './estimate-text';
import { isSame } from './section-name';

/** What a reader must know of a group beside its numbers; empty where that is nothing. */
export function groupNote(
  { group, n, eligible }: GroupResult,
  { minimums }: FairnessPolicy,
  impact: AssessedDisparity | undefined,
): string {
  if (!eligible) {
    const least = n < minimums.groupSize ? `${minimums.groupSize} people` : percent(minimums.share);
    return `below the minimum of ${least}: takes no part`;
  }
  const reference = impact?.comparisons[0]?.reference;
  if (reference && isSame(group, reference)) return 'reference';
  return n < minimums.forPass ? `too small for a pass (${minimums.forPass} people)` : '';
}
