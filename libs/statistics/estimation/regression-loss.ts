import { type Measured, measured, unmeasured } from './measured';

/** What can be estimated for a regression model without labels. */
export type RegressionEstimateName = 'mae' | 'mse' | 'rmse' | 'mape' | 'msle' | 'rmsle';

/** The error of one row that a metric averages. */
export type RowLoss = 'absolute' | 'squared' | 'relative' | 'squared_log';

/** The row error behind each metric; those of `isRoot` are roots of the mean. */
export const lossOf: Readonly<Record<RegressionEstimateName, { loss: RowLoss; isRoot: boolean }>> = {
  mae: { loss: 'absolute', isRoot: false },
  mse: { loss: 'squared', isRoot: false },
  rmse: { loss: 'squared', isRoot: true },
  mape: { loss: 'relative', isRoot: false },
  msle: { loss: 'squared_log', isRoot: false },
  rmsle: { loss: 'squared_log', isRoot: true },
};

/** Predicted and true values of a regression model, NaN where missing or not known (yet). */
export interface RegressionRows {
  readonly predictions: Float64Array;
  readonly targets: Float64Array;
}

/**
 * The error of each row that has both values; NaN for the others. The relative error divides by |target|, at least the
 * double's epsilon; the logarithmic one needs values of at least 0, else it is NaN too.
 */
export function rowLosses({ predictions, targets }: RegressionRows, loss: RowLoss): Float64Array {
  return predictions.map((prediction, row) => {
    const target = targets[row]!;
    switch (loss) {
      case 'absolute':
        return Math.abs(target - prediction);
      case 'squared':
        return (target - prediction) ** 2;
      case 'relative':
        return Math.abs(target - prediction) / Math.max(Number.EPSILON, Math.abs(target));
      case 'squared_log':
        return prediction < 0 || target < 0 ? NaN : (Math.log1p(target) - Math.log1p(prediction)) ** 2;
    }
  });
}

/** Whether a value below 0 rules a logarithmic error out. */
export function hasNegative({ predictions, targets }: RegressionRows): boolean {
  return predictions.some((value) => value < 0) || targets.some((value) => value < 0);
}

/** Mean, and root where told, of the errors that are there. */
export function meanLoss(losses: Float64Array, isRoot: boolean): Measured {
  const known = losses.filter((loss) => !Number.isNaN(loss));
  if (known.length === 0) return unmeasured('no_labels');
  const mean = known.reduce((sum, loss) => sum + loss, 0) / known.length;
  if (!Number.isFinite(mean)) return unmeasured('out_of_range');
  return measured(isRoot ? Math.sqrt(mean) : mean);
}

/**
 * Standard error of a metric in a chunk, times √n: the standard deviation of the reference rows' errors; for a root,
 * by the delta method, that over twice the root of their mean. The relative error is divided by the target itself, with its
 * sign; a row of two zeros does not count there. A reason instead where this divides by 0 (a target of 0, no row left, a root
 * of errors that are all 0) or leaves the range of a double.
 * Source: NannyML 0.13.1, `sampling_error/regression.py`.
 */
export function lossRootError(rows: RegressionRows, metric: RegressionEstimateName): Measured {
  const { loss, isRoot } = lossOf[metric];
  const losses = (loss === 'relative' ? signedRelativeLosses(rows) : rowLosses(rows, loss)).filter(
    (value) => !Number.isNaN(value),
  );
  const mean = losses.reduce((sum, value) => sum + value, 0) / losses.length;
  const variance = losses.reduce((sum, value) => sum + (value - mean) ** 2, 0) / losses.length;
  const error = isRoot ? Math.sqrt(variance / (4 * mean)) : Math.sqrt(variance);
  if (Number.isFinite(error)) return measured(error);
  const isOverZero = isRoot ? mean === 0 : loss === 'relative' && hasZeroTarget(rows);
  return unmeasured(isOverZero ? 'zero_reference' : 'out_of_range');
}

const signedRelativeLosses = ({ predictions, targets }: RegressionRows): Float64Array =>
  predictions.map((prediction, row) => Math.abs(targets[row]! - prediction) / targets[row]!);

const hasZeroTarget = ({ predictions, targets }: RegressionRows): boolean =>
  targets.some((target, row) => target === 0 && !Number.isNaN(predictions[row]));
