import { assertProportionCount, type ProportionCount } from './proportion-count';
import { type TestResult } from './test-result';

/** Outcome of Fisher's test; its statistic is the count of successes of the first side. */
export type FisherExactResult = TestResult & {
  /** The sample odds ratio x₁ (n₂ − x₂) / (x₂ (n₁ − x₁)); null where it would divide by 0 or nothing could be tested. */
  readonly oddsRatio: number | null;
};

/** Tables this close in probability to the observed one count as equally likely, as in R. */
const tie = 1 + 1e-7;

/**
 * Fisher's exact test, two-sided, that two proportions are equal: the probability, given all margins, of the tables that are
 * no likelier than the one seen. Not computable where nobody or everybody is a success: then only one table exists.
 * Each table's probability follows from its neighbour's by one quotient and the sum of all is 1, so no factorial is needed
 * and the time is O(smallest margin). Throws RangeError unless both sides are integers with n ≥ 1 and 0 ≤ successes ≤ n.
 * @example fisherExact({ successes: 8, n: 10 }, { successes: 1, n: 6 }) // p 0.034965, odds ratio 20
 */
export function fisherExact(first: ProportionCount, second: ProportionCount): FisherExactResult {
  const method = 'fisher_exact';
  for (const side of [first, second]) {
    assertProportionCount(side);
    if (!Number.isInteger(side.successes) || !Number.isInteger(side.n)) {
      throw new RangeError(`Fisher's test counts in integers, got ${side.successes} of ${side.n}`);
    }
  }
  const successes = first.successes + second.successes;
  if (successes === 0 || successes === first.n + second.n) {
    return { status: 'not_computable', reason: 'zero_variance', method, oddsRatio: null };
  }
  const against = second.successes * (first.n - first.successes);
  return {
    status: 'ok',
    statistic: first.successes,
    oddsRatio: against === 0 ? null : (first.successes * (second.n - second.successes)) / against,
    pValue: pValueGivenMargins(first, second, successes),
    method,
  };
}

function pValueGivenMargins(first: ProportionCount, second: ProportionCount, successes: number): number {
  const least = Math.max(0, successes - second.n);
  const most = Math.min(first.n, successes);
  const weights = relativeProbabilities(least, most, (k) => {
    const up = (first.n - k) * (successes - k);
    return up / ((k + 1) * (second.n - successes + k + 1));
  });
  const limit = weights[first.successes - least]! * tie;
  let all = 0;
  let extreme = 0;
  // From both ends to the mode, small terms first: large ones would swallow them.
  const mode = weights.indexOf(1);
  const add = (weight: number): void => {
    all += weight;
    if (weight <= limit) extreme += weight;
  };
  for (let k = 0; k < mode; k += 1) add(weights[k]!);
  for (let k = weights.length - 1; k >= mode; k -= 1) add(weights[k]!);
  return Math.min(1, extreme / all);
}

/** Probabilities of least, …, most in units of the largest; `quotient(k)` is that of k + 1 over that of k and falls with k. */
function relativeProbabilities(least: number, most: number, quotient: (k: number) => number): Float64Array {
  const weights = new Float64Array(most - least + 1);
  let mode = least;
  for (let high = most; mode < high;) {
    const middle = Math.floor((mode + high) / 2);
    if (quotient(middle) > 1) mode = middle + 1;
    else high = middle;
  }
  weights[mode - least] = 1;
  for (let k = mode; k < most; k += 1) weights[k + 1 - least] = weights[k - least]! * quotient(k);
  for (let k = mode; k > least; k -= 1) weights[k - 1 - least] = weights[k - least]! / quotient(k - 1);
  return weights;
}
