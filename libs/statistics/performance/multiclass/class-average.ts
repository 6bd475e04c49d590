import { type Estimate, known, notComputable, type ReasonCode } from '../../inference';
import { normalInterval } from '../normal-interval';
import { type ClassConfusion } from './class-confusion';
import { type ClassMargins, marginsOf } from './class-margins';
import { multinomialStandardError } from './multinomial-standard-error';

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
 * Mean of a class metric over the classes, with the delta method's normal interval over multinomial counts. Not
 * computable when a class that has a weight has no value, such as the precision of a class that is never predicted:
 * scikit-learn counts it as 0 there and warns. Everywhere else it equals scikit-learn's.
 */
export function classAverage(
  confusion: ClassConfusion,
  name: ClassMetricName,
  weighting: ClassWeighting,
): Estimate {
  const basis = { n: confusion.n, method: `${name}_${weighting}` };
  if (confusion.n === 0) return notComputable({ ...basis, reason: 'no_rows' });
  const margins = marginsOf(confusion.counts);
  const weights = weightsOf(margins, weighting);
  const shares = sharesOf[name](confusion.counts, margins);
  if (weights.some((weight, at) => weight > 0 && shares.of[at] === 0)) {
    return notComputable({ ...basis, reason: shares.reason });
  }
  const values = shares.hits.map((hits, at) => (weights[at] === 0 ? 0 : hits / shares.of[at]!));
  const value = values.reduce((sum, part, at) => sum + weights[at]! * part, 0);
  const slope = shares.slope(weights, values);
  const standardError = multinomialStandardError(confusion.counts, (actual, predicted) => {
    const moved = slope(actual, predicted);
    return weighting === 'weighted' ? moved + (values[actual]! - value) / margins.n : moved;
  });
  return known({
    ...basis,
    value,
    ...normalInterval({ value, standardError, range: [0, 1], method: 'delta_normal' }),
  });
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
