import { studentQuantile } from '../distributions';
import { type Interval } from '../inference';
import { type EstimatedShare } from './wilson-by-variance';

/**
 * The 95 % interval of a share made on the logit scale by the delta method with Student's quantile, so that it stays inside
 * (0, 1); nothing at 0 and 1 and without variance.
 */
export function logitInterval({ value, variance, degreesOfFreedom }: Required<EstimatedShare>): {
  interval?: Interval;
} {
  if (!(value > 0 && value < 1 && variance > 0)) return {};
  const confidenceLevel = 0.95;
  const quantile = studentQuantile((1 + confidenceLevel) / 2, degreesOfFreedom);
  const half = (quantile * Math.sqrt(variance)) / (value * (1 - value));
  const logit = Math.log(value / (1 - value));
  return {
    interval: {
      lower: 1 / (1 + Math.exp(half - logit)),
      upper: 1 / (1 + Math.exp(-half - logit)),
      confidenceLevel,
      method: 'delta_logit',
    },
  };
}
