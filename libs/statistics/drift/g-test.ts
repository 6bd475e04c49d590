import { gTest as likelihoodRatioTest } from '../inference';
import { countPair, occupied } from './count-pair';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';

/**
 * Likelihood-ratio test of homogeneity (G-test) on the 2 × K table of counts: G = 2·Σ observed·ln(observed / expected),
 * K − 1 degrees of freedom, without continuity correction. `value` is G. Sides of any sizes: unlike Evidently's `g_test`
 * the reference counts are not taken for expected ones. Categories empty on both sides are left out.
 * Source: scipy's chi2_contingency(lambda_='log-likelihood'); Sokal and Rohlf, Biometry (1981).
 * Throws RangeError when the lists differ in length.
 */
export function gTest(referenceCounts: readonly number[], currentCounts: readonly number[]): DriftResult {
  const table = occupied(countPair(referenceCounts, currentCounts));
  const parameters = { categories: table.reference.length };
  const basis = { method: 'g_test' as const, n: table.n, parameters };
  const reason = emptySide(table.n) ?? (table.reference.length < 2 ? 'single_category' : null);
  if (reason !== null) return noDrift(basis, reason);
  const test = likelihoodRatioTest([table.reference, table.current]);
  if (test.status !== 'ok') return noDrift(basis, test.reason);
  const { statistic, pValue, degreesOfFreedom = table.reference.length - 1 } = test;
  return drift({ ...basis, parameters: { ...parameters, degreesOfFreedom } }, statistic, pValue);
}
