import { type BinaryMetricName } from './binary-metrics';
import { type RegressionMetricName } from './regression/regression-metrics';
import { type ScoreMetricName } from './score-metrics';

/** A metric of answers beside the truth, of whichever task. */
export type MetricName = BinaryMetricName | ScoreMetricName | RegressionMetricName;

/** What one must know of a metric to set it a limit. */
export interface MetricTraits {
  /** Whether more of it is better, or less; null where it is best at 0 and bad on both sides. */
  readonly better: 'more' | 'less' | null;
  /** Between which ends its values lie. */
  readonly range: readonly [least: number, most: number];
  /** Whether its estimates have an interval where there are rows enough; its own file says why not. */
  readonly hasInterval: boolean;
}

const share: MetricTraits = { better: 'more', range: [0, 1], hasInterval: true };
const loss: MetricTraits = { better: 'less', range: [0, Infinity], hasInterval: true };

/** What every metric is, by its name. A new metric is one line here. */
export const metricTraits: Readonly<Record<MetricName, MetricTraits>> = {
  ...{ accuracy: share, precision: share, recall: share, specificity: share, f1: share },
  ...{ balanced_accuracy: share, mcc: { ...share, range: [-1, 1] } },
  ...{ roc_auc: share, average_precision: share, log_loss: loss, brier: { ...loss, range: [0, 1] } },
  ece: { ...loss, range: [0, 1], hasInterval: false },
  ...{ mae: loss, mse: loss, rmse: loss, mape: loss, r2: { ...share, range: [-Infinity, 1] } },
  max_error: { ...loss, hasInterval: false },
  mean_error: { better: null, range: [-Infinity, Infinity], hasInterval: true },
  ...{ median_absolute_error: loss, msle: loss, rmsle: loss },
};
