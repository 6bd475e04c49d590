import { chiSquareUpperTail } from '../inference';
import { countPair, occupied } from './count-pair';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';

/**
 * Pearson's chi-square test of the current counts against the reference shares, taken as known: Σ (c − e)² / e with
 * e = the reference share times the current n, and K − 1 degrees of freedom. `value` is the statistic. Treating the
 * reference as exact makes it too sure of itself unless the reference is much larger: `chi_square_contingency` does not.
 * A category that the reference lacks has an expected count of 0: no value (`zero_reference`), where Evidently's
 * division by zero gives p = 0. Categories empty on both sides are left out.
 * Source: Pearson (1900); Evidently's `chisquare`.
 * Throws RangeError when the lists differ in length.
 */
export function chiSquareGoodnessOfFit(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
): DriftResult {
  const table = occupied(countPair(referenceCounts, currentCounts));
  const parameters = { categories: table.reference.length };
  const basis = { method: 'chi_square' as const, n: table.n, parameters };
  const reason = emptySide(table.n) ?? (table.reference.length < 2 ? 'single_category' : null);
  if (reason !== null) return noDrift(basis, reason);
  if (table.reference.includes(0)) return noDrift(basis, 'zero_reference');
  const scale = table.n.current / table.n.reference;
  const expected = table.reference.map((count) => count * scale);
  const statistic = expected.reduce((sum, e, bin) => sum + (table.current[bin]! - e) ** 2 / e, 0);
  const degreesOfFreedom = expected.length - 1;
  const smallestExpected = expected.reduce((least, e) => Math.min(least, e), Infinity);
  return drift(
    { ...basis, parameters: { ...parameters, degreesOfFreedom, smallestExpected } },
    statistic,
    chiSquareUpperTail(statistic, degreesOfFreedom),
  );
}
