import { type CategoryVector, type Table } from '@countersign/engines/tables';
import { medianScore } from '@countersign/domain/fairness';
import { sortFinite } from '@countersign/statistics/profile';
import { columnError } from '../input/column-place';
import { type FairnessRequest } from './fairness-request';

/** The numeric columns of an audit, in row order. */
export interface ScoredColumns {
  scores: Float64Array | null;
  weights: Float64Array | null;
  /** Per row: 1 positive, 0 negative, −1 unknown. */
  labels: Int8Array;
  /** The sensitive columns. */
  groups: readonly CategoryVector[];
  /** All finite scores in ascending order, whatever the group; null without --score. */
  sorted: Float64Array | null;
  /** Of those; null without any. */
  median: number | null;
}

/** Weights far enough inside the range of a double that sums of their squares stay inside it, too. */
const [smallestWeight, largestWeight] = [1e-100, 1e100];

const isNoWeight = (value: number): boolean =>
  value < 0 || value > largestWeight || (value > 0 && value < smallestWeight);

/**
 * Reads scores and weights.
 *
 * @throws UsageError when a weight is negative, or not 0 and outside 1e-100 to 1e100, or the scores are no numbers
 */
export async function readScored(
  table: Table,
  { score, weight, sensitive, data }: FairnessRequest,
  labelOf: (row: number) => boolean | null,
): Promise<ScoredColumns> {
  const names = [score, weight].filter((name) => name !== undefined);
  const columns = await table.numbers(names);
  const scores = score === undefined ? null : columns.get(score)!.values;
  const weights = weight === undefined ? null : columns.get(weight)!.values;
  const wrong = weights?.findIndex(isNoWeight) ?? -1;
  if (wrong >= 0)
    throw columnError(
      { path: data, name: weight!, option: '--weight' },
      `the weight of row ${wrong + 1} is ${weights![wrong]}, which is none: weights lie between ${smallestWeight} and ${largestWeight}, or are 0`,
    );
  const groups = await table.categories([...sensitive]);
  const sorted = scores === null ? null : sortFinite(scores.filter(Number.isFinite));
  return {
    scores,
    weights,
    labels: Int8Array.from({ length: table.rowCount }, (_, row) => truthCode(labelOf(row))),
    groups: sensitive.map((name) => groups.get(name)!),
    sorted,
    median: sorted === null ? null : medianScore(sorted),
  };
}

function truthCode(value: boolean | null): number {
  return value === null ? -1 : Number(value);
}
