import { fisherExact as exactTest, type ProportionCount } from '../inference';
import { countPair, notTwo, occupied } from './count-pair';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';

/**
 * Fisher's exact test for a column of two values: among all 2 × 2 tables with the same margins, the probability of those
 * no likelier than the observed one (two-sided). `value` is the difference of the two shares of the second value,
 * current less reference, in [−1, 1]; the odds ratio, infinite for an empty cell, is among the parameters where it
 * exists. A table of more than two categories has no answer (`unsuitable_table`). O(smallest margin).
 * Source: Fisher (1935); scipy's fisher_exact. Throws RangeError when the lists differ in length.
 */
export function fisherExact(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
): DriftResult {
  const table = occupied(countPair(referenceCounts, currentCounts));
  const basis = {
    method: 'fisher_exact' as const,
    n: table.n,
    parameters: { categories: table.reference.length },
  };
  const reason = emptySide(table.n) ?? notTwo(table.reference.length);
  if (reason !== null) return noDrift(basis, reason);
  const side = (counts: readonly number[], n: number): ProportionCount => ({ successes: counts[1]!, n });
  const reference = side(table.reference, table.n.reference);
  const current = side(table.current, table.n.current);
  const test = exactTest(current, reference);
  if (test.status !== 'ok') return noDrift(basis, test.reason);
  const value = current.successes / current.n - reference.successes / reference.n;
  const parameters = { ...basis.parameters, ...(test.oddsRatio !== null && { oddsRatio: test.oddsRatio }) };
  return drift({ ...basis, parameters }, value, test.pValue);
}
