import { chiSquareUpperTail } from '../inference';
import { countPair, occupied } from './count-pair';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { homogeneity } from './homogeneity';

/**
 * Pearson's chi-square test of homogeneity on the 2 × K table of counts: `value` is the statistic, with K − 1 degrees of
 * freedom, without continuity correction. Categories empty on both sides are left out.
 * The p-value is an approximation that wants expected counts of 5 or more; the smallest one is among the parameters.
 * Throws RangeError when the lists differ in length.
 */
export function chiSquareContingency(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
): DriftResult {
  const table = occupied(countPair(referenceCounts, currentCounts));
  const basis = {
    method: 'chi_square_contingency' as const,
    n: table.n,
    parameters: { categories: table.reference.length },
  };
  const reason = emptySide(table.n) ?? (table.reference.length < 2 ? 'single_category' : null);
  if (reason !== null) return noDrift(basis, reason);
  const { statistic, degreesOfFreedom, smallestExpected } = homogeneity(table);
  const parameters = { ...basis.parameters, degreesOfFreedom, smallestExpected };
  return drift({ ...basis, parameters }, statistic, chiSquareUpperTail(statistic, degreesOfFreedom));
}
