import { type Estimate } from '../../inference';
import { maxError } from './max-error';
import { meanAbsoluteError } from './mean-absolute-error';
import { meanAbsolutePercentageError } from './mean-absolute-percentage-error';
import { meanError } from './mean-error';
import { meanSquaredError } from './mean-squared-error';
import { meanSquaredLogError } from './mean-squared-log-error';
import { medianAbsoluteError } from './median-absolute-error';
import { rSquared } from './r-squared';
import { rootMeanSquaredError } from './root-mean-squared-error';
import { rootMeanSquaredLogError } from './root-mean-squared-log-error';
import { type TargetPairs } from './target-pairs';

const metrics = {
  mae: meanAbsoluteError,
  mse: meanSquaredError,
  rmse: rootMeanSquaredError,
  mape: meanAbsolutePercentageError,
  r2: rSquared,
  max_error: maxError,
  mean_error: meanError,
  median_absolute_error: medianAbsoluteError,
  msle: meanSquaredLogError,
  rmsle: rootMeanSquaredLogError,
} as const;

export type RegressionMetricName = keyof typeof metrics;

/** The metrics of predicted numbers, each with n and, where one is defined, a 95 % interval, or a reason. */
export function regressionMetrics(pairs: TargetPairs): ReadonlyMap<RegressionMetricName, Estimate> {
  const names = Object.keys(metrics) as RegressionMetricName[];
  return new Map(names.map((name) => [name, metrics[name](pairs)]));
}
