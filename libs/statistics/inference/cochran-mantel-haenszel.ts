import { chiSquareUpperTail } from './chi-square-upper-tail';
import { type Estimate, known, notComputable } from './estimate';
import { assertProportionCount, type ProportionCount } from './proportion-count';
import { type TestResult } from './test-result';
import { twoSidedZ } from './two-sided-z';

/** Both groups within one stratum; a side may be empty (n = 0), the stratum then says nothing. */
export interface Stratum {
  readonly first: ProportionCount;
  readonly second: ProportionCount;
}

/** One stratum as the fourfold table a b / c d: successes and failures of the first, then of the second group. */
interface Fourfold {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly n: number;
}

/**
 * The Cochran–Mantel–Haenszel test that two groups have the same odds of success within every stratum:
 * (Σ(a − E))² / Σ r₁ r₂ c₁ c₂ / (N² (N − 1)), chi-square with one degree of freedom, without continuity correction (a
 * correction would hide marginal gaps). Strata that hold one side or one outcome only contribute nothing.
 * Source: Mantel and Haenszel, JNCI 22 (1959). Throws RangeError unless every side has 0 ≤ successes ≤ n.
 */
export function cochranMantelHaenszel(strata: readonly Stratum[]): TestResult {
  const method = 'cochran_mantel_haenszel';
  const tables = fourfoldTables(strata);
  if (tables.length === 0) return { status: 'not_computable', reason: 'no_common_stratum', method };
  let excess = 0;
  let variance = 0;
  for (const { a, b, c, d, n } of tables) {
    if (n < 2) continue;
    excess += a - ((a + b) * (a + c)) / n;
    variance += ((((a + b) * (c + d)) / n) * (((a + c) * (b + d)) / n)) / (n - 1);
  }
  if (variance === 0) return { status: 'not_computable', reason: 'zero_variance', method };
  const statistic = (excess * excess) / variance;
  return { status: 'ok', statistic, pValue: chiSquareUpperTail(statistic, 1), degreesOfFreedom: 1, method };
}

/**
 * The Mantel–Haenszel odds ratio Σ(ad / N) / Σ(bc / N) of the first group over the second, common to all strata, with the
 * interval of Robins, Breslow and Greenland (Biometrics 42, 1986) on its logarithm.
 * Where Σ(bc / N) is 0 there is nothing to divide by; where Σ(ad / N) is 0 the ratio is 0 and has no interval.
 * Throws RangeError unless every side has 0 ≤ successes ≤ n and 0 < confidenceLevel < 1.
 */
export function mantelHaenszelOddsRatio(strata: readonly Stratum[], confidenceLevel = 0.95): Estimate {
  const method = 'mantel_haenszel_odds_ratio';
  const z = twoSidedZ(confidenceLevel);
  const tables = fourfoldTables(strata);
  const basis = { n: tables.reduce((sum, { n }) => sum + n, 0), method };
  if (tables.length === 0) return notComputable({ ...basis, reason: 'no_common_stratum' });
  const { r, s, variance } = logVariance(tables);
  if (s === 0) return notComputable({ ...basis, reason: 'zero_reference' });
  const value = r / s;
  if (r === 0) return known({ ...basis, value });
  const half = z * Math.sqrt(variance);
  const interval = {
    lower: value * Math.exp(-half),
    upper: value * Math.exp(half),
    confidenceLevel,
    method: 'robins_breslow_greenland',
  };
  return known({ ...basis, value, interval });
}

function logVariance(tables: readonly Fourfold[]): { r: number; s: number; variance: number } {
  let [r, s, pr, mixed, qs] = [0, 0, 0, 0, 0];
  for (const { a, b, c, d, n } of tables) {
    const p = (a + d) / n;
    const q = (b + c) / n;
    r += (a * d) / n;
    s += (b * c) / n;
    pr += p * ((a * d) / n);
    mixed += p * ((b * c) / n) + q * ((a * d) / n);
    qs += q * ((b * c) / n);
  }
  return { r, s, variance: pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s) };
}

/** The strata that hold both sides. */
function fourfoldTables(strata: readonly Stratum[]): Fourfold[] {
  const tables: Fourfold[] = [];
  for (const { first, second } of strata) {
    for (const side of [first, second]) if (side.n !== 0 || side.successes !== 0) assertProportionCount(side);
    if (first.n === 0 || second.n === 0) continue;
    tables.push({
      a: first.successes,
      b: first.n - first.successes,
      c: second.successes,
      d: second.n - second.successes,
      n: first.n + second.n,
    });
  }
  return tables;
}
