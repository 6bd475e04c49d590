import { type ScoredOutcomes } from './scored-outcomes';

const BINS = 10;

/**
 * Expected calibration error in bins of equal row counts, ordered by score: the mean gap between average score and share
 * of positives, weighted by rows. Ten bins, or half as many as there are rows when there are no more than twenty; the
 * last bin takes the remainder. Rows of equal score that straddle two bins count in both by their share, so the order of
 * the rows does not matter; NannyML's depends on how the processor sorts ties. Null below four rows. O(scores).
 */
export function calibrationError(outcomes: ScoredOutcomes): number | null {
  const n = outcomes.counts.reduce((sum, count) => sum + count, 0);
  const wanted = n <= 2 * BINS ? Math.floor(n / 2) : BINS;
  if (wanted < 2) return null;
  const width = Math.floor(n / wanted);
  const bins = Math.floor(n / width);
  let error = 0;
  let gap = 0;
  let passed = 0;
  let bin = 1;
  for (let at = 0; at < outcomes.scores.length; at += 1) {
    let left = outcomes.counts[at]!;
    if (left === 0) continue;
    const rowGap = outcomes.scores[at]! - outcomes.positives[at]! / left;
    while (left > 0) {
      const end = bin === bins ? n : bin * width;
      const taken = Math.min(left, end - passed);
      gap += taken * rowGap;
      passed += taken;
      left -= taken;
      if (passed < end) continue;
      error += Math.abs(gap) / n;
      gap = 0;
      bin += 1;
    }
  }
  return error;
}
