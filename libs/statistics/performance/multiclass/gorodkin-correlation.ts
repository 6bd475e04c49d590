import {
  type Estimate,
  type Interval,
  known,
  notComputable,
  type ReasonCode,
  twoSidedZ,
} from '../../inference';
import { marginsOf } from './class-margins';
import { multinomialSpread } from './multinomial-spread';

/** With fewer rows in a cell of a two-by-two table the delta method covers too little. */
const fewestRows = 20;

/**
 * Gorodkin's correlation of K classes, for two classes Matthews's coefficient:
 * (n·hits − Σ predicted·actual) / √((n² − Σ predicted²)(n² − Σ actual²)), in [−1, 1].
 * `counts` is the K × K matrix, row by row, rows being the actual class. `reason` says why it has no value, where the
 * caller knows; otherwise labels or predictions of one class give `single_class`.
 * The interval is the delta method's over multinomial counts on Fisher's z scale (atanh), so that it stays inside
 * (−1, 1); absent at −1 and 1. Of two classes with fewer than 20 rows in a cell it is that of the table with half a row
 * more in each, which covers better and exists at −1 and 1, too.
 * Source: Gorodkin, Computational Biology and Chemistry 28 (2004); interval as Itaya et al., arXiv:2405.12622 (2024).
 */
export function gorodkinCorrelation(counts: Float64Array, reason: ReasonCode | null = null): Estimate {
  const { n } = marginsOf(counts);
  const basis = { n, method: 'mcc' };
  if (reason !== null) return notComputable({ ...basis, reason });
  if (n === 0) return notComputable({ ...basis, reason: 'no_rows' });
  const correlation = correlationOf(counts);
  if (correlation === null) return notComputable({ ...basis, reason: 'single_class' });
  const { value } = correlation;
  if (counts.length !== 4 || counts.every((count) => count >= fewestRows))
    return known({ ...basis, value, ...fisherInterval(correlation, 'delta_fisher_z') });
  const halfAdded = correlationOf(counts.map((count) => count + 0.5))!;
  const { interval } = fisherInterval(halfAdded, 'delta_fisher_z_half_added');
  return known({ ...basis, value, ...(interval && { interval: reaching(interval, value) }) });
}

interface Correlation {
  readonly value: number;
  readonly standardError: number;
}

/** Null where labels or predictions are of one class. */
function correlationOf(counts: Float64Array): Correlation | null {
  const { n, hits, actual, predicted } = marginsOf(counts);
  const spreadOfActual = n * n - sumOfProducts(actual, actual);
  const spreadOfPredicted = n * n - sumOfProducts(predicted, predicted);
  if (spreadOfActual === 0 || spreadOfPredicted === 0) return null;
  const scale = Math.sqrt(spreadOfActual) * Math.sqrt(spreadOfPredicted);
  const value = (n * hits - sumOfProducts(actual, predicted)) / scale;
  const { standardError } = multinomialSpread(counts, (from, to) => {
    const numerator = (from === to ? n : 0) + hits - actual[to]! - predicted[from]!;
    const shrink = (n - predicted[to]!) / spreadOfPredicted + (n - actual[from]!) / spreadOfActual;
    return numerator / scale - value * shrink;
  });
  return { value, standardError };
}

/** A table with half a row more lies nearer 0. */
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

function fisherInterval({ value, standardError }: Correlation, method: string): { interval?: Interval } {
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
      method,
    },
  };
}
