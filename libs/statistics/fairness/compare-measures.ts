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
  const both = ownIntervals(first, second);
  const interval = both
    ? joinedInterval(first.value - second.value, both)
    : newcombeInterval(first.parts[0]!, second.parts[0]!, confidenceLevel);
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
  const n = first.n + second.n;
  const method = `ratio_of_${measure}`;
  if (second.value === 0) return notComputable({ n, method, reason: 'zero_reference' });
  const [a, b] = [first.fraction, second.fraction];
  const value =
    a === null || b === null
      ? first.value / second.value
      : (a.numerator * b.denominator) / (a.denominator * b.numerator);
  const both = ownIntervals(first, second);
  const interval = both
    ? joinedRatioInterval(both)
    : ratioInterval(first.parts[0]!, second.parts[0]!, confidenceLevel);
  return known(interval ? { n, method, value, interval } : { n, method, value });
}

/** Two measures with their own intervals; null where they are rates. */
function ownIntervals(first: GroupMeasure, second: GroupMeasure) {
  if (first.interval === null || second.interval === null) return null;
  return {
    first: { value: first.value, ...first.interval },
    second: { value: second.value, ...second.interval },
  };
}

type OwnIntervals = NonNullable<ReturnType<typeof ownIntervals>>;

/** Zou and Donner's interval of a difference from two intervals; Newcombe's is the case of Wilson intervals. */
function joinedInterval(difference: number, { first, second }: OwnIntervals): Interval {
  return {
    lower: difference - Math.hypot(first.value - first.lower, second.upper - second.value),
    upper: difference + Math.hypot(first.upper - first.value, second.value - second.lower),
    confidenceLevel: first.confidenceLevel,
    method: 'mover',
  };
}

/** Zou and Donner's interval of the difference of the logarithms; null where a logarithm is infinite. */
function joinedRatioInterval({ first, second }: OwnIntervals): Interval | null {
  if (!(first.value > 0 && first.lower > 0 && second.lower > 0)) return null;
  const ratio = first.value / second.value;
  const below = Math.hypot(Math.log(first.value / first.lower), Math.log(second.upper / second.value));
  const above = Math.hypot(Math.log(first.upper / first.value), Math.log(second.value / second.lower));
  return {
    lower: ratio * Math.exp(-below),
    upper: ratio * Math.exp(above),
    confidenceLevel: first.confidenceLevel,
    method: 'mover_log',
  };
}
