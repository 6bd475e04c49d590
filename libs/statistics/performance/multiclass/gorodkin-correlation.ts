import {
  type Estimate,
  type Interval,
  known,
  notComputable,
  type ReasonCode,
  twoSidedZ,
} from '../../inference';
import { fewestOfClass } from '../fewest-rows';
import { wilsonByVariance } from '../wilson-by-variance';
import { marginsOf } from './class-margins';
import { multinomialSpread } from './multinomial-spread';

/** What is added to each cell of a two-by-two table. Chosen by simulation: less covers too much of good predictions, more too little. */
const addedRows = 0.15;

/**
 * Gorodkin's correlation of K classes, for two classes Matthews's coefficient:
 * (n·hits − Σ predicted·actual) / √((n² − Σ predicted²)(n² − Σ actual²)), in [−1, 1].
 * `counts` is the K × K matrix, row by row, rows being the actual class. `reason` says why it has no value, where the
 * caller knows; otherwise labels or predictions of one class give `single_class`.
 * The interval rests on the delta method's variance over multinomial counts. Of two classes it is Wilson's for as many
 * independent rows as would give the share (1 + correlation) / 2 this variance, with Student's quantile by the rows of the
 * classes and after 0.15 of a row has been added to each cell, so that it exists at −1 and 1, too. Of more classes it is
 * made on Fisher's z scale (atanh), so that it stays inside (−1, 1), and absent at −1 and 1. Absent with fewer than 20 rows of
 * a class.
 * Source: Gorodkin, Computational Biology and Chemistry 28 (2004); interval as Itaya et al., arXiv:2405.12622 (2024).
 */
export function gorodkinCorrelation(counts: Float64Array, reason: ReasonCode | null = null): Estimate {
  const { n, actual } = marginsOf(counts);
  const basis = { n, method: 'mcc' };
  if (reason !== null) return notComputable({ ...basis, reason });
  if (n === 0) return notComputable({ ...basis, reason: 'no_rows' });
  const correlation = correlationOf(counts);
  if (correlation === null) return notComputable({ ...basis, reason: 'single_class' });
  const { value } = correlation;
  if (actual.some((rows) => rows < fewestOfClass))
    return known({ ...basis, value, intervalReason: 'too_few_rows' });
  if (counts.length !== 4) return known({ ...basis, value, ...fisherInterval(correlation) });
  const interval = wilsonInterval(correlationOf(counts.map((count) => count + addedRows))!);
  return known({ ...basis, value, ...(interval && { interval: reaching(interval, value) }) });
}

/** Wilson's of the correlation as a share of the way from −1 to 1. */
function wilsonInterval({ value, standardError, degreesOfFreedom }: Correlation): Interval | null {
  const share = { value: (1 + value) / 2, variance: (standardError / 2) ** 2, degreesOfFreedom };
  const interval = wilsonByVariance(share, 'wilson_delta');
  return interval && { ...interval, lower: 2 * interval.lower - 1, upper: 2 * interval.upper - 1 };
}

interface Correlation {
  readonly value: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

/** Null where labels or predictions are of one class. */
function correlationOf(counts: Float64Array): Correlation | null {
  const { n, hits, actual, predicted } = marginsOf(counts);
  const spreadOfActual = n * n - sumOfProducts(actual, actual);
  const spreadOfPredicted = n * n - sumOfProducts(predicted, predicted);
  if (spreadOfActual === 0 || spreadOfPredicted === 0) return null;
  const scale = Math.sqrt(spreadOfActual) * Math.sqrt(spreadOfPredicted);
  const value = (n * hits - sumOfProducts(actual, predicted)) / scale;
  const spread = multinomialSpread(counts, (from, to) => {
    const numerator = (from === to ? n : 0) + hits - actual[to]! - predicted[from]!;
    const shrink = (n - predicted[to]!) / spreadOfPredicted + (n - actual[from]!) / spreadOfActual;
    return numerator / scale - value * shrink;
  });
  return { value, ...spread };
}

/** A table with something added to each cell lies nearer 0. */
function reaching(interval: Interval, value: number): Interval {
  return {
    ...interval,
    lower: value <= -1 + 1e-12 ? -1 : Math.min(value, interval.lower),
    upper: value >= 1 - 1e-12 ? 1 : Math.max(value, interval.upper),
  };
}

function sumOfProducts(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}

function fisherInterval({ value, standardError }: Correlation): { interval?: Interval } {
  // Rounding leaves a hair of variance at ±1.
  if (!(Math.abs(value) < 1 - 1e-12 && standardError > 0)) return {};
  const confidenceLevel = 0.95;
  const half = (twoSidedZ(confidenceLevel) * standardError) / (1 - value * value);
  const z = Math.atanh(value);
  return {
    interval: {
      lower: Math.tanh(z - half),
      upper: Math.tanh(z + half),
      confidenceLevel,
      method: 'delta_fisher_z',
    },
  };
}
