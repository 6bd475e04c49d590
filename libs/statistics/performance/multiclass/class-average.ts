import { type Estimate, known, notComputable, type ReasonCode } from '../../inference';
import { fewestOfClass } from '../fewest-rows';
import { reaching, wilsonByVariance } from '../wilson-by-variance';
import { type ClassConfusion } from './class-confusion';
import { type ClassMargins, marginsOf } from './class-margins';
import { multinomialSpread } from './multinomial-spread';

/** Fewest rows under the fraction of a class behind the interval of a mean; under F1's, actual and predicted ones together. */
const fewestUnder = { recall: fewestOfClass, precision: fewestOfClass, specificity: fewestOfClass, f1: 10 };

/** Fewest rows behind the interval of a mean weighted by the rows of the classes. */
const fewestWeighted = 100;

export type ClassMetricName = 'precision' | 'recall' | 'specificity' | 'f1';

/** `macro` weighs every class alike, `weighted` by its rows, `present` alike those with rows only. */
export type ClassWeighting = 'macro' | 'weighted' | 'present';

/** A class metric as a share, and how it moves with the counts: its value times the slope of what it is divided by. */
interface ClassShares {
  readonly hits: Float64Array;
  readonly of: Float64Array;
  readonly reason: ReasonCode;
  /** Derivative, by the count of (actual, predicted), of the mean with these weights. */
  readonly slope: (
    weights: Float64Array,
    values: Float64Array,
  ) => (actual: number, predicted: number) => number;
}

/**
 * Mean of a class metric over the classes. Not computable when a class that has a weight has no value, such as the precision
 * of a class that is never predicted: scikit-learn counts it as 0 there and warns. Everywhere else it equals scikit-learn's.
 * Its 95 % interval is Wilson's for the delta method's variance over multinomial counts, after one row has been spread over
 * all cells, so that perfect classes and empty cells do not pass for certainty, and with Student's quantile by the rows of
 * the classes. Absent for a single class, where a class's metric is
 * divided by fewer than 20 rows (F1: 10, actual and predicted together), and of weighted means, in which such a class
 * weighs little, below 100 rows.
 */
export function classAverage(
  confusion: ClassConfusion,
  name: ClassMetricName,
  weighting: ClassWeighting,
): Estimate {
  const basis = { n: confusion.n, method: `${name}_${weighting}` };
  if (confusion.n === 0) return notComputable({ ...basis, reason: 'no_rows' });
  const { counts } = confusion;
  const margins = marginsOf(counts);
  const weights = weightsOf(margins, weighting);
  const { of, reason } = sharesOf[name](counts, margins);
  if (weights.some((weight, at) => weight > 0 && of[at] === 0)) return notComputable({ ...basis, reason });
  const { value } = averageOf(counts, { name, weights });
  if (isTooFew({ n: confusion.n, of, fewest: fewestUnder[name] }, weighting, weights))
    return known({ ...basis, value, intervalReason: 'too_few_rows' });
  const spread = counts.map((count) => count + 1 / counts.length);
  const spreadWeights = weighting === 'weighted' ? weightsOf(marginsOf(spread), weighting) : weights;
  const smooth = averageOf(spread, { name, weights: spreadWeights });
  const slope = (actual: number, predicted: number): number =>
    smooth.slope(actual, predicted) +
    (weighting === 'weighted' ? (smooth.values[actual]! - smooth.value) / (margins.n + 1) : 0);
  const by = name === 'precision' ? 'predicted' : 'actual';
  const { standardError, degreesOfFreedom } = multinomialSpread(spread, slope, by);
  const interval = wilsonByVariance(
    { value: smooth.value, variance: standardError ** 2, degreesOfFreedom },
    'wilson_delta',
  );
  return known({ ...basis, value, ...(interval && { interval: reaching(interval, value) }) });
}

function isTooFew(
  { n, of, fewest }: { n: number; of: Float64Array; fewest: number },
  weighting: ClassWeighting,
  weights: Float64Array,
): boolean {
  if (weighting === 'weighted') return n < fewestWeighted;
  return of.some((rows, at) => weights[at]! > 0 && rows < fewest);
}

interface WeightedMetric {
  readonly name: ClassMetricName;
  readonly weights: Float64Array;
}

function averageOf(counts: Float64Array, { name, weights }: WeightedMetric) {
  const shares = sharesOf[name](counts, marginsOf(counts));
  const values = shares.hits.map((hits, at) => (weights[at] === 0 ? 0 : hits / shares.of[at]!));
  const value = values.reduce((sum, part, at) => sum + weights[at]! * part, 0);
  return { values, value, slope: shares.slope(weights, values) };
}

function weightsOf({ n, actual }: ClassMargins, weighting: ClassWeighting): Float64Array {
  if (weighting === 'weighted') return actual.map((rows) => rows / n);
  if (weighting === 'macro') return actual.map(() => 1 / actual.length);
  const present = actual.reduce((count, rows) => count + Number(rows > 0), 0);
  return actual.map((rows) => (rows > 0 ? 1 / present : 0));
}

const diagonal = (counts: Float64Array, { actual }: ClassMargins): Float64Array =>
  actual.map((_, at) => counts[at * actual.length + at]!);

const sharesOf: Record<ClassMetricName, (counts: Float64Array, margins: ClassMargins) => ClassShares> = {
  recall: (counts, margins) => ({
    hits: diagonal(counts, margins),
    of: margins.actual,
    reason: 'no_positives',
    slope: (weights, values) => (i, j) =>
      weights[i] === 0 ? 0 : (weights[i]! * (Number(i === j) - values[i]!)) / margins.actual[i]!,
  }),
  precision: (counts, margins) => ({
    hits: diagonal(counts, margins),
    of: margins.predicted,
    reason: 'no_predicted_positives',
    slope: (weights, values) => (i, j) =>
      (weights[j]! * (Number(i === j) - values[j]!)) / margins.predicted[j]!,
  }),
  f1: (counts, margins) => {
    const of = margins.actual.map((rows, at) => rows + margins.predicted[at]!);
    return {
      hits: diagonal(counts, margins).map((rows) => 2 * rows),
      of,
      reason: 'no_positives',
      slope: (weights, values) => {
        const part = (at: number, isHit: number): number => (weights[at]! * (isHit - values[at]!)) / of[at]!;
        return (i, j) => part(i, Number(i === j)) + part(j, Number(i === j));
      },
    };
  },
  specificity: (counts, margins) => {
    const of = margins.actual.map((rows) => margins.n - rows);
    const hits = diagonal(counts, margins).map((rows, at) => of[at]! - margins.predicted[at]! + rows);
    return { hits, of, reason: 'no_negatives', slope: slopeOfSpecificity(of) };
  },
};

/** A row that is not of a class raises the class's specificity, unless it is predicted as that class. */
function slopeOfSpecificity(of: Float64Array): ClassShares['slope'] {
  return (weights, values) => {
    const gains = of.map((rows, at) => (weights[at] === 0 ? 0 : (weights[at]! * (1 - values[at]!)) / rows));
    const all = gains.reduce((sum, gain) => sum + gain, 0);
    return (i, j) => all - gains[i]! - (i === j || weights[j] === 0 ? 0 : weights[j]! / of[j]!);
  };
}
