import { type Measured, measured, unmeasured } from './measured';

/** Adding and taking away 2⁵² rounds a non-negative double below it to a whole number, halves to even, as NumPy does. */
const WHOLE = 2 ** 52;
/** NannyML rounds the running sums to five decimals before it divides. */
const roundSum = (sum: number): number => (sum * 1e5 + WHOLE - WHOLE) / 1e5;

/** Probabilities of being positive, row by row, from the highest score to the lowest. */
type RankedProbabilities = Float64Array;

/**
 * Expected area under the ROC curve: the curve through the running sums of expected positives and negatives, by
 * trapezoids. A reason where no positive or no negative is expected. O(n).
 * Source: NannyML 0.13.1, `estimate_roc_auc`.
 */
export function expectedRocAuc(ranked: RankedProbabilities): Measured {
  const n = ranked.length;
  if (n === 0) return unmeasured('no_scores');
  let sum = 0;
  let hits = 0;
  let misses = 0;
  let area = 0;
  for (let row = 0; row < n; row += 1) {
    sum += ranked[row]!;
    const nextHits = roundSum(sum);
    const nextMisses = roundSum(row + 1 - sum);
    area += ((nextMisses - misses) * (nextHits + hits)) / 2;
    hits = nextHits;
    misses = nextMisses;
  }
  if (hits === 0) return unmeasured('no_positives');
  if (misses === 0) return unmeasured('no_negatives');
  return measured(area / hits / misses);
}

/**
 * Expected average precision: precision after each row from the highest score down, weighted by the recall that the row
 * is expected to add. A reason where no positive is expected. O(n).
 * Source: NannyML 0.13.1, `estimate_ap`.
 */
export function expectedAveragePrecision(ranked: RankedProbabilities): Measured {
  const n = ranked.length;
  if (n === 0) return unmeasured('no_scores');
  let sum = 0;
  let hits = 0;
  let area = 0;
  for (let row = 0; row < n; row += 1) {
    sum += ranked[row]!;
    const next = roundSum(sum);
    area += ((next - hits) * next) / (row + 1);
    hits = next;
  }
  return hits === 0 ? unmeasured('no_positives') : measured(area / hits);
}
