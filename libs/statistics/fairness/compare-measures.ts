import {
  type Estimate,
  type Interval,
  known,
  newcombeInterval,
  notComputable,
  ratioInterval,
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
 * The measure of `first` over that of `second`, unfolded (0 to any size), with `ratioInterval`, or, where the
 * measure is no rate, one that joins the logarithms of the two groups' own intervals. Not computable where the measure of `second` is 0.
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
    ? ratioInterval(first.parts[0]!, second.parts[0]!, confidenceLevel)
    : joinedRatioInterval(first, second);
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

/** Zou and Donner's interval of the difference of the logarithms; null where a logarithm is infinite. */
function joinedRatioInterval(first: GroupMeasure, second: GroupMeasure): Interval | null {
  const [a, b] = [first.interval, second.interval];
  if (!(first.value > 0 && a.lower > 0 && b.lower > 0)) return null;
  const ratio = first.value / second.value;
  const below = Math.hypot(Math.log(first.value / a.lower), Math.log(b.upper / second.value));
  const above = Math.hypot(Math.log(a.upper / first.value), Math.log(second.value / b.lower));
  return {
    lower: ratio * Math.exp(-below),
    upper: ratio * Math.exp(above),
    confidenceLevel: a.confidenceLevel,
    method: 'mover_log',
  };
}
