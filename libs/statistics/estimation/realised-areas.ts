import { classCounts, type ScoredOutcomes } from './scored-outcomes';

/**
 * Area under the ROC curve of counted outcomes, ties counting one half; null unless both classes occur. O(scores).
 */
export function realisedRocAuc(outcomes: ScoredOutcomes): number | null {
  const { positive, negative } = classCounts(outcomes);
  if (positive === 0 || negative === 0) return null;
  let below = 0;
  let wins = 0;
  for (let at = 0; at < outcomes.scores.length; at += 1) {
    const hits = outcomes.positives[at]!;
    const misses = outcomes.counts[at]! - hits;
    wins += hits * (below + misses / 2);
    below += misses;
  }
  return wins / positive / negative;
}

/**
 * Average precision of counted outcomes: precision at each score from the highest down, weighted by the recall gained
 * there (scikit-learn's `average_precision_score`); null when no row is positive. O(scores).
 */
export function realisedAveragePrecision(outcomes: ScoredOutcomes): number | null {
  const { positive } = classCounts(outcomes);
  if (positive === 0) return null;
  let selected = 0;
  let hits = 0;
  let area = 0;
  for (let at = outcomes.scores.length - 1; at >= 0; at -= 1) {
    const gained = outcomes.positives[at]!;
    selected += outcomes.counts[at]!;
    hits += gained;
    if (gained > 0) area += (gained / positive) * (hits / selected);
  }
  return area;
}
