import { type Estimate } from '../inference';
import { meanLoss } from './mean-loss';
import { type ScoreCounts } from './score-counts';

/**
 * Brier score: mean squared distance between the probability of the positive class and what happened (1 or 0); 0 is
 * perfect, 1 the worst. Not computable when a score lies outside [0, 1].
 * Source: Brier, Monthly Weather Review 78 (1950), the two-class form. Equals scikit-learn's brier_score_loss.
 * @example brierScore(scoreCounts(Float64Array.of(0.9, 0.2), Int8Array.of(1, 0))).value // 0.025
 */
export function brierScore(counts: ScoreCounts): Estimate {
  const loss = {
    method: 'brier',
    of: (probability: number, isPositive: boolean) => (probability - (isPositive ? 1 : 0)) ** 2,
    limit: 1,
  };
  return meanLoss(loss, counts);
}
