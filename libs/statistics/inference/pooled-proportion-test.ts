import { normalCdf } from './normal-cdf';
import { assertProportionCount, type ProportionCount } from './proportion-count';
import { type TestResult } from './test-result';

/**
 * Two-sided test that two independent proportions are equal, with the pooled standard error:
 * z = (p₁ − p₂) / √(p(1−p)(1/n₁ + 1/n₂)), p being the share of both together.
 * Not computable where nobody or everybody is a success, since the pooled error is then zero.
 * Assumes counts large enough for the normal approximation (each expected cell at least 5).
 * Throws RangeError unless both sides have n ≥ 1 and 0 ≤ successes ≤ n.
 */
export function pooledProportionTest(first: ProportionCount, second: ProportionCount): TestResult {
  const method = 'pooled_z';
  assertProportionCount(first);
  assertProportionCount(second);
  const pooled = (first.successes + second.successes) / (first.n + second.n);
  if (pooled === 0 || pooled === 1) return { status: 'not_computable', reason: 'zero_variance', method };
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.n + 1 / second.n));
  const statistic = (first.successes / first.n - second.successes / second.n) / error;
  return { status: 'ok', statistic, pValue: 2 * normalCdf(-Math.abs(statistic)), method };
}
