import { studentUpperTail } from '../distributions';
import { type TestResult } from './test-result';

/**
 * Student's paired t test that the mean of first − second is 0, with n − 1 degrees of freedom; it assumes that the
 * differences are about normal, or many. Not computable with fewer than two pairs or with equal differences throughout.
 * Throws RangeError when the lists differ in length or hold a value that is not finite. O(n).
 */
export function pairedTTest(first: ArrayLike<number>, second: ArrayLike<number>): TestResult {
  const method = 'paired_t';
  if (first.length !== second.length) {
    throw new RangeError(`pairs are needed, got ${first.length} and ${second.length} values`);
  }
  const n = first.length;
  if (n < 2) return { status: 'not_computable', reason: 'too_few_rows', method };
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < n; i += 1) {
    const difference = first[i]! - second[i]!;
    if (!Number.isFinite(difference)) throw new RangeError(`a finite difference is needed in pair ${i}`);
    const step = difference - mean;
    mean += step / (i + 1);
    squares += step * (difference - mean);
  }
  if (squares === 0) return { status: 'not_computable', reason: 'zero_variance', method };
  const degreesOfFreedom = n - 1;
  const statistic = mean / Math.sqrt(squares / degreesOfFreedom / n);
  const pValue = 2 * studentUpperTail(Math.abs(statistic), degreesOfFreedom);
  return { status: 'ok', statistic, pValue, degreesOfFreedom, method };
}
