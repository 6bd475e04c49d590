import { type CategoryVector } from '@countersign/engines/tables';
import { type ScoredColumns } from './scored-columns';

/** Rows that share the values of all columns. */
export interface RowTally {
  /** The codes of the columns, each raised by 1 so that a missing value is 0, as the digits of one number. */
  key: number;
  rows: number;
  weight: number;
  squares: number;
  scored: number;
  aboveMedian: number;
}

/** Counts rows by the values of the columns, in the order of the keys. Rows without a weight above 0 are left out. */
export function tallyRows(
  vectors: readonly CategoryVector[],
  { scores, weights, median }: ScoredColumns,
  rowCount: number,
): { tallies: RowTally[]; unweighted: number } {
  const places = new Map<number, number>();
  const tallies: RowTally[] = [];
  const tallyOfRow = new Int32Array(rowCount).fill(-1);
  let unweighted = 0;
  for (let row = 0; row < rowCount; row += 1) {
    if (weights !== null && !(weights[row]! > 0)) {
      unweighted += 1;
      continue;
    }
    let key = 0;
    for (const { codes, categories } of vectors) key = key * (categories.length + 1) + codes[row]! + 1;
    let at = places.get(key);
    if (at === undefined) {
      at = tallies.length;
      places.set(key, at);
      tallies.push({ key, rows: 0, weight: 0, squares: 0, scored: 0, aboveMedian: 0 });
    }
    const tally = tallies[at]!;
    tally.rows += 1;
    tallyOfRow[row] = at;
    if (scores === null || !Number.isFinite(scores[row])) continue;
    tally.scored += 1;
    if (scores[row]! > median!) tally.aboveMedian += 1;
  }
  sumWeights(tallies, tallyOfRow, weights);
  return { tallies: tallies.sort((a, b) => a.key - b.key), unweighted };
}

/** Adds up each tally's weights in ascending order, so that the order of the rows shows in no digit. */
function sumWeights(tallies: RowTally[], tallyOfRow: Int32Array, weights: Float64Array | null): void {
  if (weights === null) {
    for (const tally of tallies) tally.weight = tally.squares = tally.rows;
    return;
  }
  const sorted = tallies.map(({ rows }) => new Float64Array(rows));
  const next = new Int32Array(tallies.length);
  tallyOfRow.forEach((at, row) => {
    if (at < 0) return;
    sorted[at]![next[at]!] = weights[row]!;
    next[at]! += 1;
  });
  tallies.forEach((tally, at) => {
    for (const weight of sorted[at]!.sort()) {
      tally.weight += weight;
      tally.squares += weight * weight;
    }
  });
}
