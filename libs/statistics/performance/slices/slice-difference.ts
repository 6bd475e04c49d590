import { studentQuantile, studentUpperTail } from '../../distributions';
import {
  type Estimate,
  fisherExact,
  known,
  newcombeInterval,
  notComputable,
  pooledProportionTest,
  type ProportionCount,
} from '../../inference';
import { type SliceTotals } from './slice-totals';

export interface SliceDifference {
  /** Mean of the slice minus mean of the rest. */
  readonly difference: Estimate;
  /** Two-sided; null where no test is possible. */
  readonly pValue: number | null;
}

/**
 * A slice against the rest of the rows, which are other rows, so the two are independent. Shares: Newcombe's interval, and
 * the pooled z test or, where a cell of the table is expected below 5, Fisher's exact one.
 * Other means: Welch's t interval and test, with the variance of either side. `isShare` says that every value is 0
 * or 1, which then must not be centred.
 */
export function sliceDifference(slice: SliceTotals, rest: SliceTotals, isShare: boolean): SliceDifference {
  const basis = { n: slice.n + rest.n, method: 'slice_minus_rest' };
  if (slice.n < 2 || rest.n < 2) {
    return { difference: notComputable({ ...basis, reason: 'too_few_rows' }), pValue: null };
  }
  const value = slice.sum / slice.n - rest.sum / rest.n;
  if (isShare) {
    const sides: [ProportionCount, ProportionCount] = [shareOf(slice), shareOf(rest)];
    const test = hasSmallCell(...sides) ? fisherExact(...sides) : pooledProportionTest(...sides);
    const interval = newcombeInterval(...sides);
    return {
      difference: known({ ...basis, value, interval }),
      pValue: test.status === 'ok' ? test.pValue : null,
    };
  }
  const { standardError, degreesOfFreedom } = welch(slice, rest);
  if (!(standardError > 0)) return { difference: known({ ...basis, value }), pValue: null };
  const confidenceLevel = 0.95;
  const half = studentQuantile((1 + confidenceLevel) / 2, degreesOfFreedom) * standardError;
  const interval = { lower: value - half, upper: value + half, confidenceLevel, method: 'welch' };
  return {
    difference: known({ ...basis, value, interval }),
    pValue: 2 * studentUpperTail(Math.abs(value) / standardError, degreesOfFreedom),
  };
}

/** Standard error of the difference of two means, and Satterthwaite's degrees of freedom. */
function welch(first: SliceTotals, second: SliceTotals) {
  const [a, b] = [varianceOfMean(first), varianceOfMean(second)];
  return {
    standardError: Math.sqrt(a + b),
    degreesOfFreedom: (a + b) ** 2 / (a ** 2 / (first.n - 1) + b ** 2 / (second.n - 1)),
  };
}

const shareOf = ({ n, sum }: SliceTotals): ProportionCount => ({ successes: sum, n });

/** Whether a cell of the two-by-two table is expected below 5, where the normal approximation is poor. */
function hasSmallCell(a: ProportionCount, b: ProportionCount): boolean {
  const successes = a.successes + b.successes;
  const rarer = Math.min(successes, a.n + b.n - successes);
  return (rarer * Math.min(a.n, b.n)) / (a.n + b.n) < 5;
}

function varianceOfMean({ n, sum, squares }: SliceTotals): number {
  return Math.max(0, squares - (sum * sum) / n) / (n - 1) / n;
}
