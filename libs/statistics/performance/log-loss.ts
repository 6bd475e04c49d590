import { type Estimate } from '../inference';
import { meanLoss } from './mean-loss';
import { type ScoreCounts } from './score-counts';

/**
 * Logarithmic loss: mean of −ln of the probability given to what happened, in nats; 0 is perfect. That probability is
 * clipped at 2⁻⁵², as in scikit-learn's log_loss, since one certain and wrong score would otherwise make the mean
 * infinite. Not computable when a score lies outside [0, 1].
 * @example logLoss(scoreCounts(Float64Array.of(0.5), Int8Array.of(1))).value // 0.6931471805599453
 */
export function logLoss(counts: ScoreCounts): Estimate {
  const cost = (probability: number, isPositive: boolean): number =>
    clippedLogLoss(isPositive ? probability : 1 - probability);
  return meanLoss({ method: 'log_loss_clipped', of: cost, limit: largestLogLoss }, counts);
}

export const largestLogLoss = -Math.log(Number.EPSILON);

/** −ln of a probability, at most 52·ln 2. */
export function clippedLogLoss(probability: number): number {
  return -Math.log(Math.max(Number.EPSILON, probability));
}
