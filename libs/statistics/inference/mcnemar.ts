import { binomialLowerTail } from '../distributions';
import { chiSquareUpperTail } from './chi-square-upper-tail';
import { type TestResult } from './test-result';

/** Pairs in which the two sides differ; those in which they agree say nothing about the difference. */
export interface DiscordantPairs {
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

/**
 * McNemar's test on paired outcomes, such as champion and challenger on the same rows: are `onlyFirst` and `onlySecond`
 * equally likely? `exact` is the two-sided binomial test (statistic: the smaller count); `asymptotic` the chi-square
 * (b − c)² / (b + c) with one degree of freedom, without continuity correction, for 25 discordant pairs or more.
 * Not computable without a discordant pair. Throws RangeError unless both counts are integers of at least 0.
 */
export function mcnemar(
  { onlyFirst, onlySecond }: DiscordantPairs,
  form: 'exact' | 'asymptotic' = 'exact',
): TestResult {
  const method = `mcnemar_${form}`;
  if (![onlyFirst, onlySecond].every((count) => Number.isInteger(count) && count >= 0)) {
    throw new RangeError(`counts of pairs are needed, got ${onlyFirst} and ${onlySecond}`);
  }
  const n = onlyFirst + onlySecond;
  if (n === 0) return { status: 'not_computable', reason: 'zero_variance', method };
  if (form === 'asymptotic') {
    const statistic = (onlyFirst - onlySecond) ** 2 / n;
    return { status: 'ok', statistic, pValue: chiSquareUpperTail(statistic, 1), degreesOfFreedom: 1, method };
  }
  const statistic = Math.min(onlyFirst, onlySecond);
  return {
    status: 'ok',
    statistic,
    pValue: Math.min(1, 2 * binomialLowerTail(statistic, { n, p: 0.5 })),
    method,
  };
}
