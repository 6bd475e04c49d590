import { type OutcomeMetricName, type OutcomeValues } from './outcome-metric';
import { type OutcomeSums } from './outcome-sums';

const sums: ReadonlySet<OutcomeMetricName> = new Set(['tp', 'fp', 'fn', 'tn', 'business_value']);

/** Standard deviation of one relevant row, and which share of all rows is relevant. */
interface Spread {
  readonly deviation: number;
  readonly share: number;
}

/**
 * Standard error of a confusion-matrix metric in a chunk of `n` rows: the standard deviation of one row's contribution in
 * the reference period over the root of how many rows of the chunk bear on it, √(n · share). Counts and the business
 * value are sums, so theirs grows with √n. Null where the reference period holds no row that bears on the metric.
 * Source: NannyML 0.13.1, `sampling_error/binary_classification.py`.
 */
export function outcomeSamplingError(
  name: OutcomeMetricName,
  reference: OutcomeSums,
  { n, values }: { n: number; values?: OutcomeValues },
): number | null {
  const { deviation, share } = spreadOf(name, reference, values);
  if (n === 0 || !Number.isFinite(deviation) || !(share > 0)) return null;
  return sums.has(name) ? deviation * Math.sqrt(n) : deviation / Math.sqrt(n * share);
}

function spreadOf(name: OutcomeMetricName, reference: OutcomeSums, values?: OutcomeValues): Spread {
  const { n, tp, fp, fn, tn } = reference;
  switch (name) {
    case 'accuracy':
      return binarySpread(tp + tn, n, n);
    case 'precision':
      return binarySpread(tp, tp + fp, n);
    case 'recall':
      return binarySpread(tp, tp + fn, n);
    case 'specificity':
      return binarySpread(tn, tn + fp, n);
    case 'f1': {
      const relevant = tp + fp + fn;
      const { deviation, share } = binarySpread(tp, relevant, n);
      // A true positive counts more than 1, so that the mean over the relevant rows is F1.
      return { deviation: deviation * (relevant / (0.5 * (fn + fp) + tp)), share };
    }
    case 'business_value':
      return { deviation: values === undefined ? NaN : valueDeviation(reference, values), share: 1 };
    default:
      return { ...binarySpread(reference[name], n, n), share: 1 };
  }
}

/** Spread of ones among the relevant rows. */
function binarySpread(ones: number, relevant: number, n: number): Spread {
  const p = ones / relevant;
  return { deviation: Math.sqrt(p * (1 - p)), share: relevant / n };
}

function valueDeviation({ n, tp, fp, fn, tn }: OutcomeSums, values: OutcomeValues): number {
  const cells: [number, number][] = [
    [tp, values.tp],
    [fp, values.fp],
    [fn, values.fn],
    [tn, values.tn],
  ];
  const mean = cells.reduce((sum, [rows, worth]) => sum + rows * worth, 0) / n;
  return Math.sqrt(cells.reduce((sum, [rows, worth]) => sum + rows * (worth - mean) ** 2, 0) / n);
}
