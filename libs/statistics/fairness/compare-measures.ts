import {
  type Estimate,
  type Interval,
  katzInterval,
  known,
  newcombeInterval,
  notComputable,
  twoSidedZ,
} from '../inference';
import { type GroupMeasure } from './group-measure';

/** What the estimates of a comparison are called, and how sure their intervals are to be. */
export interface ComparisonBasis {
  /** Name of the measure, such as `selection_rate`. */
  readonly measure: string;
  /** In (0, 1); 0.95 unless told otherwise. */
  readonly confidenceLevel?: number;
}

/**
 * The measure of `first` minus that of `second`. For rates one division of integers, so that a difference of exactly .2
 * meets a limit of .2 (9/10 − 7/10 would not), with Newcombe's interval; otherwise the interval joins the two groups'
 * own intervals in Newcombe's way.
 */
export function measureDifference(
  first: GroupMeasure,
  second: GroupMeasure,
  { measure, confidenceLevel }: ComparisonBasis,
): Estimate {
  const [a, b] = [first.fraction, second.fraction];
  const value =
    a === null || b === null
      ? first.value - second.value
      : (a.numerator * b.denominator - b.numerator * a.denominator) / (a.denominator * b.denominator);
  const interval = isRate(first)
    ? newcombeInterval(first.parts[0]!, second.parts[0]!, confidenceLevel)
    : joinedInterval(first, second);
  return known({ n: first.n + second.n, method: `difference_of_${measure}`, value, interval });
}

/**
 * The measure of `first` over that of `second`, unfolded (0 to any size), with Katz's interval of the log ratio, or its
 * like by the delta method where the measure is no rate. Not computable where the measure of `second` is 0.
 */
export function measureRatio(
  first: GroupMeasure,
  second: GroupMeasure,
  { measure, confidenceLevel }: ComparisonBasis,
): Estimate {
  const basis = { n: first.n + second.n, method: `ratio_of_${measure}` };
  if (second.value === 0) return notComputable({ ...basis, reason: 'zero_reference' });
  const [a, b] = [first.fraction, second.fraction];
  const value =
    a === null || b === null
      ? first.value / second.value
      : (a.numerator * b.denominator) / (a.denominator * b.numerator);
  const interval = isRate(first)
    ? katzInterval(first.parts[0]!, second.parts[0]!, confidenceLevel)
    : logRatioInterval(first, second, confidenceLevel);
  return known({ ...basis, value, ...(interval && { interval }) });
}

function isRate({ interval }: GroupMeasure): boolean {
  return interval.method === 'wilson';
}

/** Zou and Donner's interval of a difference from two intervals; Newcombe's is the case of Wilson intervals. */
function joinedInterval(first: GroupMeasure, second: GroupMeasure): Interval {
  const [a, b] = [first.interval, second.interval];
  const value = first.value - second.value;
  return {
    lower: value - Math.hypot(first.value - a.lower, b.upper - second.value),
    upper: value + Math.hypot(a.upper - first.value, second.value - b.lower),
    confidenceLevel: a.confidenceLevel,
    method: 'mover',
  };
}

function logRatioInterval(
  first: GroupMeasure,
  second: GroupMeasure,
  confidenceLevel = 0.95,
): Interval | null {
  if (first.logVariance === null || second.logVariance === null) return null;
  const variance = first.logVariance + second.logVariance;
  if (variance === 0) return null;
  const half = twoSidedZ(confidenceLevel) * Math.sqrt(variance);
  const logRatio = Math.log(first.value) - Math.log(second.value);
  return {
    lower: Math.exp(logRatio - half),
    upper: Math.exp(logRatio + half),
    confidenceLevel,
    method: 'log_delta',
  };
}
