import { type Estimate } from '../inference';
import { meanLoss } from './mean-loss';

/**
 * Logarithmic loss: mean of −ln of the probability given to what happened, in nats; 0 is perfect. That probability is
 * clipped at 2⁻⁵², since one certain and wrong score would otherwise make the mean infinite.
 * Rows without score or label are left out. Throws RangeError when the lists differ in length.
 * @example logLoss([0.5], [true]).value // 0.6931471805599453
 */
export function logLoss(scores: ArrayLike<number | null>, labels: ArrayLike<boolean | null>): Estimate {
  const cost = (probability: number, isPositive: boolean): number =>
    -Math.log(Math.max(Number.EPSILON, isPositive ? probability : 1 - probability));
  return meanLoss({ method: 'log_loss_clipped', of: cost, limit: -Math.log(Number.EPSILON) }, scores, labels);
}
