import { type Interval, twoSidedZ } from '../inference';

/**
 * The 95 % interval of a share made on the logit scale by the delta method, so that it stays inside (0, 1); nothing at 0
 * and 1 and without spread.
 */
export function logitInterval(value: number, standardError: number): { interval?: Interval } {
  if (!(value > 0 && value < 1 && standardError > 0)) return {};
  const confidenceLevel = 0.95;
  const half = (twoSidedZ(confidenceLevel) * standardError) / (value * (1 - value));
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
