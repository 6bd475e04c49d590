import { pooledProportionTest } from '../inference';
import { countPair, notTwo, occupied } from './count-pair';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';

/**
 * Two-proportion z-test for a column of two values: z = (r − c) / √(p(1−p)(1/n + 1/m)), r and c being the shares of the
 * second value and p that of both sides together. `value` is z, its sign says which side has more; the p-value is
 * two-sided. A table of more than two categories has no z (`unsuitable_table`).
 * Assumes counts large enough for the normal approximation (each expected cell at least 5).
 * Source: Evidently's `z`. Throws RangeError when the lists differ in length.
 */
export function zProportion(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
): DriftResult {
  const table = occupied(countPair(referenceCounts, currentCounts));
  const basis = {
    method: 'z_proportion' as const,
    n: table.n,
    parameters: { categories: table.reference.length },
  };
  const reason = emptySide(table.n) ?? notTwo(table.reference.length);
  if (reason !== null) return noDrift(basis, reason);
  const test = pooledProportionTest(
    { successes: table.reference[1]!, n: table.n.reference },
    { successes: table.current[1]!, n: table.n.current },
  );
  return test.status === 'ok' ? drift(basis, test.statistic, test.pValue) : noDrift(basis, test.reason);
}
