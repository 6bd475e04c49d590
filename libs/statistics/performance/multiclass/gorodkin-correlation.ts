import {
  type Estimate,
  type Interval,
  known,
  notComputable,
  type ReasonCode,
  twoSidedZ,
} from '../../inference';
import { marginsOf } from './class-margins';
import { multinomialStandardError } from './multinomial-standard-error';

/**
 * Gorodkin's correlation of K classes, for two classes Matthews's coefficient:
 * (n·hits − Σ predicted·actual) / √((n² − Σ predicted²)(n² − Σ actual²)), in [−1, 1].
 * `counts` is the K × K matrix, row by row, rows being the actual class. `reason` says why it has no value, where the
 * caller knows; otherwise labels or predictions of one class give `single_class`.
 * The interval is the delta method's over multinomial counts on Fisher's z scale (atanh), so that it stays inside
 * (−1, 1); absent at −1 and 1.
 * Source: Gorodkin, Computational Biology and Chemistry 28 (2004); interval as Itaya et al., arXiv:2405.12622 (2024).
 */
export function gorodkinCorrelation(counts: Float64Array, reason: ReasonCode | null = null): Estimate {
  const { n, hits, actual, predicted } = marginsOf(counts);
  const basis = { n, method: 'mcc' };
  const spreadOfActual = n * n - sumOfProducts(actual, actual);
  const spreadOfPredicted = n * n - sumOfProducts(predicted, predicted);
  if (reason !== null) return notComputable({ ...basis, reason });
  if (n === 0) return notComputable({ ...basis, reason: 'no_rows' });
  if (spreadOfActual === 0 || spreadOfPredicted === 0)
    return notComputable({ ...basis, reason: 'single_class' });
  const scale = Math.sqrt(spreadOfActual) * Math.sqrt(spreadOfPredicted);
  const value = (n * hits - sumOfProducts(actual, predicted)) / scale;
  const standardError = multinomialStandardError(counts, (from, to) => {
    const numerator = (from === to ? n : 0) + hits - actual[to]! - predicted[from]!;
    const shrink = (n - predicted[to]!) / spreadOfPredicted + (n - actual[from]!) / spreadOfActual;
    return numerator / scale - value * shrink;
  });
  return known({ ...basis, value, ...fisherInterval(value, standardError) });
}

function sumOfProducts(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}

function fisherInterval(value: number, standardError: number): { interval?: Interval } {
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
