import { chiSquareUpperTail } from '../inference';
import { countPair, occupied } from './count-pair';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { homogeneity } from './homogeneity';

/**
 * Cramér's V of the 2 × K table of counts: √(χ² / n), in [0, 1], without bias correction. An effect size: unlike the
 * p-value of the same table it does not grow with the number of rows. Categories empty on both sides are left out.
 * Throws RangeError when the lists differ in length.
 */
export function cramersV(referenceCounts: readonly number[], currentCounts: readonly number[]): DriftResult {
  const table = occupied(countPair(referenceCounts, currentCounts));
  const parameters = { categories: table.reference.length, biasCorrection: 'none' };
  const basis = { method: 'cramers_v' as const, n: table.n, parameters };
  const reason = emptySide(table.n) ?? (table.reference.length < 2 ? 'single_category' : null);
  if (reason !== null) return noDrift(basis, reason);
  const { statistic, degreesOfFreedom } = homogeneity(table);
  const value = Math.min(1, Math.sqrt(statistic / (table.n.reference + table.n.current)));
  return drift(basis, value, chiSquareUpperTail(statistic, degreesOfFreedom));
}
