import { seededRandom } from '../random';
import { realisedAveragePrecision } from './realised-areas';
import { classCounts, countOutcomes, type LabelledGroups, type ScoredOutcomes } from './scored-outcomes';

/**
 * Standard error of a chunk's value as a factor over √n: fitted on the reference period, null where it holds too little.
 */
export type RootError = number | null;

/**
 * Standard error of the ROC area, times √n: the standard deviation, over the rows of the rarer class, of the share of the
 * other class that ranks below, over the root of the rarer class' share. Equal scores rank half below: NannyML breaks
 * such ties as the processor's sort does, which moves its own figure by some parts in a thousand from machine to machine.
 * As there, one row is left out when only the rarer class has the lowest score. Null unless both classes occur.
 * Source: NannyML 0.13.1, `auroc_sampling_error_components`. O(scores).
 */
export function rocAucRootError(outcomes: ScoredOutcomes): RootError {
  const { positive, negative } = classCounts(outcomes);
  if (positive === 0 || negative === 0) return null;
  // Flipping class and score together leaves the area and turns "above" into "below".
  const isFlipped = positive > negative;
  const rare = isFlipped ? negative : positive;
  const rivals = isFlipped ? positive : negative;
  const size = outcomes.scores.length;
  let below = 0;
  let n = 0;
  let mean = 0;
  let squares = 0;
  for (let step = 0; step < size; step += 1) {
    const at = isFlipped ? size - 1 - step : step;
    const hits = outcomes.positives[at]!;
    const misses = outcomes.counts[at]! - hits;
    const mine = isFlipped ? misses : hits;
    const others = isFlipped ? hits : misses;
    const share = (below + others / 2) / rivals;
    below += others;
    const counted = step === 0 && others === 0 ? mine - 1 : mine;
    if (counted === 0) continue;
    // Weighted update of mean and squares (West), so that no large sums cancel.
    n += counted;
    const gap = share - mean;
    mean += (gap * counted) / n;
    squares += counted * gap * (share - mean);
  }
  return n === 0 ? null : Math.sqrt(squares / n / (rare / (rare + rivals)));
}

const RESAMPLES = 50;
const MAX_RESAMPLE = 50_000;

/**
 * Standard error of the average precision, times √n: standard deviation over 50 resamples, drawn with replacement, of half
 * the labelled reference rows (at most 50,000), times the root of their size. NannyML draws without a seed, so its figure
 * changes from run to run; this one follows from `seed`. Null when no resample holds a positive row.
 * Source: NannyML 0.13.1, `ap_sampling_error_components`. O(resamples · rows).
 */
export function averagePrecisionRootError(groups: LabelledGroups, seed: number): RootError {
  const rows = groups.labels.length;
  const size = Math.min(Math.floor(rows / 2), MAX_RESAMPLE);
  const random = seededRandom(seed);
  const values: number[] = [];
  const drawn = new Uint32Array(size);
  for (let resample = 0; resample < RESAMPLES; resample += 1) {
    for (let at = 0; at < size; at += 1) drawn[at] = Math.floor(random.next() * rows);
    const value = realisedAveragePrecision(countOutcomes(groups, drawn));
    if (value !== null) values.push(value);
  }
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt((squares / values.length) * size);
}
