import { type IsotonicLine, isotonicRegression, isotonicValues, stratifiedTestRows } from '../learning';
import { ascendingOrder } from '../ordering';
import { calibrationError } from './calibration-error';
import { realisedRocAuc } from './realised-areas';
import { classCounts, countOutcomes, type LabelledGroups, type ScoredOutcomes } from './scored-outcomes';

const SPLITS = 10;
const TEST_SHARE = 0.1;
/** NannyML's seed: the decision follows from the splits. */
const SEED = 42;
const NEARLY_PERFECT_AUC = 0.999;

/** Turns scores into probabilities; null where the scores are probabilities already. */
export type Calibrator = IsotonicLine | null;

/**
 * Decides whether the scores need calibration and fits it: an isotonic line through the outcomes of all labelled rows.
 * Scores are left as they are when only one class occurs, when the area under the ROC curve exceeds 0.999, when there
 * are too few rows to judge, or when calibration does not lower the expected calibration error over ten stratified
 * 90/10 splits. The rule and the splits are NannyML's (`calibration.py`, 0.13.1).
 */
export function fitCalibrator(groups: LabelledGroups): Calibrator {
  const outcomes = countOutcomes(groups);
  return needsCalibration(groups, outcomes) ? isotonicLine(outcomes) : null;
}

function isotonicLine({ scores, counts, positives }: ScoredOutcomes): IsotonicLine {
  return isotonicRegression({ x: scores, sums: positives, counts });
}

function needsCalibration(groups: LabelledGroups, outcomes: ScoredOutcomes): boolean {
  const auc = realisedRocAuc(outcomes);
  if (auc === null || auc > NEARLY_PERFECT_AUC) return false;
  // With fewer rows a split cannot hold both classes on both sides; NannyML stops with an error there.
  const { positive, negative } = classCounts(outcomes);
  if (Math.min(positive, negative) < 2 || (positive + negative) * TEST_SHARE <= 1) return false;
  const { before, after } = heldOut(groups, outcomes);
  const errorBefore = calibrationError(before);
  const errorAfter = calibrationError(after);
  return errorBefore !== null && errorAfter !== null && errorBefore > errorAfter;
}

/**
 * The held-out rows of all splits together, by score and by score calibrated on the rows that were not held out. A tenth of
 * the rows is held out, so a split moves those out of the training counts and back: O(held-out rows) beside the line's fit.
 */
function heldOut(
  groups: LabelledGroups,
  all: ScoredOutcomes,
): { before: ScoredOutcomes; after: ScoredOutcomes } {
  const { scores } = all;
  const before = emptyOutcomes(scores);
  const test = emptyOutcomes(scores);
  const train = { scores, counts: all.counts.slice(), positives: all.positives.slice() };
  const calibrated: ScoredOutcomes[] = [];
  const tally = new Uint32Array(2 * scores.length);
  const options = { splits: SPLITS, testShare: TEST_SHARE, seed: SEED, entries: groups.cellOf };
  for (const cells of stratifiedTestRows(groups.labels, options)) {
    const seen = countHeldOut(cells, test, tally);
    moveOut(seen, test, { train, before });
    const values = isotonicValues(isotonicLine(train), scores, seen);
    calibrated.push(collapsed(values, seen, test));
    moveBack(seen, test, train);
  }
  return { before, after: inOrder(calibrated) };
}

/**
 * Counts the held-out cells into `test`, and answers the places of the scores that occur, ascending. `tally` has a count for each
 * cell; it and `test` are empty before, `tally` after, too.
 */
function countHeldOut(cells: Uint32Array, test: ScoredOutcomes, tally: Uint32Array): Uint32Array {
  for (let at = 0; at < cells.length; at += 1) tally[cells[at]!]! += 1;
  const seen = new Uint32Array(cells.length);
  let distinct = 0;
  for (let place = 0; place < test.counts.length && distinct < cells.length; place += 1) {
    const positives = tally[2 * place + 1]!;
    const count = tally[2 * place]! + positives;
    if (count === 0) continue;
    seen[distinct] = place;
    distinct += 1;
    test.counts[place] = count;
    test.positives[place] = positives;
    tally[2 * place] = tally[2 * place + 1] = 0;
  }
  return seen.subarray(0, distinct);
}

/** Takes the held-out rows out of the training counts, and adds them to all that were held out. */
function moveOut(
  places: Uint32Array,
  test: ScoredOutcomes,
  { train, before }: { train: ScoredOutcomes; before: ScoredOutcomes },
): void {
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at]!;
    const count = test.counts[place]!;
    const positives = test.positives[place]!;
    train.counts[place]! -= count;
    train.positives[place]! -= positives;
    before.counts[place]! += count;
    before.positives[place]! += positives;
  }
}

/** Puts the held-out rows back, and empties their counts. */
function moveBack(places: Uint32Array, test: ScoredOutcomes, train: ScoredOutcomes): void {
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at]!;
    train.counts[place]! += test.counts[place]!;
    train.positives[place]! += test.positives[place]!;
    test.counts[place] = 0;
    test.positives[place] = 0;
  }
}

function emptyOutcomes(scores: Float64Array): ScoredOutcomes {
  const { length } = scores;
  return { scores, counts: new Uint32Array(length), positives: new Uint32Array(length) };
}

/** Outcomes by ascending calibrated score; an isotonic line is level almost everywhere, so few scores remain. */
function collapsed(values: Float64Array, places: Uint32Array, test: ScoredOutcomes): ScoredOutcomes {
  const { scores, counts, positives } = emptyOutcomes(new Float64Array(values.length));
  let last = -1;
  for (let at = 0; at < values.length; at += 1) {
    if (last < 0 || values[at] !== scores[last]) {
      last += 1;
      scores[last] = values[at]!;
    }
    counts[last]! += test.counts[places[at]!]!;
    positives[last]! += test.positives[places[at]!]!;
  }
  return {
    scores: scores.subarray(0, last + 1),
    counts: counts.subarray(0, last + 1),
    positives: positives.subarray(0, last + 1),
  };
}

function picked(values: Float64Array, places: Uint32Array): Float64Array {
  const some = new Float64Array(places.length);
  for (let at = 0; at < places.length; at += 1) some[at] = values[places[at]!]!;
  return some;
}

/** The parts as one list in the order of the scores; equal scores become one entry. */
function inOrder(parts: readonly ScoredOutcomes[]): ScoredOutcomes {
  const length = parts.reduce((sum, part) => sum + part.scores.length, 0);
  const values = new Float64Array(length);
  const all = emptyOutcomes(values);
  parts.reduce((at, part) => {
    values.set(part.scores, at);
    all.counts.set(part.counts, at);
    all.positives.set(part.positives, at);
    return at + part.scores.length;
  }, 0);
  const { scores, counts, positives } = emptyOutcomes(new Float64Array(length));
  let last = -1;
  for (const row of ascendingOrder(values)) {
    if (last < 0 || values[row] !== scores[last]) {
      last += 1;
      scores[last] = values[row]!;
    }
    counts[last]! += all.counts[row]!;
    positives[last]! += all.positives[row]!;
  }
  return { scores, counts, positives };
}

/**
 * The probabilities of the positive class, from the lowest score to the highest: `order` are the row numbers by ascending
 * score. O(rows + knots).
 */
export function calibratedInOrder(
  calibrator: Calibrator,
  scores: Float64Array,
  order: Uint32Array,
): Float64Array {
  return calibrator === null ? picked(scores, order) : isotonicValues(calibrator, scores, order);
}
