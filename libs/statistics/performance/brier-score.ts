import { type Estimate } from '../inference';
import { meanLoss } from './mean-loss';

/**
 * Brier score: mean squared distance between the probability of the positive class and what happened (1 or 0); 0 is
 * perfect, 1 the worst. Rows without score or label are left out.
 * Source: Brier, Monthly Weather Review 78 (1950), the two-class form. Throws RangeError when the lists differ in length.
 * @example brierScore([0.9, 0.2], [true, false]).value // 0.025
 */
export function brierScore(scores: ArrayLike<number | null>, labels: ArrayLike<boolean | null>): Estimate {
  return meanLoss(
    { method: 'brier', of: (probability, isPositive) => (probability - (isPositive ? 1 : 0)) ** 2, limit: 1 },
    scores,
    labels,
  );
}
