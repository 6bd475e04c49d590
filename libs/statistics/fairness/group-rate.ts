import { type ReasonCode } from '../inference';
import {
  type GroupCounts,
  labelledRows,
  type OutcomeCell,
  type OutcomeCounts,
  predictedRows,
} from './outcome-counts';
import { type FavourableOutcome, rateCells, type GroupRateName } from './rate-cells';

/** A rate as counted; `reasonIfZero` says what is missing when the denominator is 0. */
export interface GroupRate {
  readonly numerator: number;
  readonly denominator: number;
  /**
   * The number of rows the denominator is worth: itself, or Kish's effective number (Σw)² / Σw² where rows are weighted.
   * Intervals, tests and minimums use this.
   */
  readonly effectiveN: number;
  readonly reasonIfZero: ReasonCode;
}

/** The numerator and denominator of a rate of one group, from its counts. */
export function groupRate(
  name: GroupRateName,
  { counts, squares }: Omit<GroupCounts, 'group'>,
  favourable: FavourableOutcome,
): GroupRate {
  const cells = rateCells(name, favourable);
  const denominator = sumOf(cells.denominator, counts);
  return {
    numerator: sumOf(cells.numerator, counts),
    denominator,
    effectiveN:
      squares === undefined ? denominator : effectiveRows(denominator, sumOf(cells.denominator, squares)),
    reasonIfZero: whatIsMissing(cells.reasonIfZero, counts),
  };
}

/** Rows with a prediction, or what they are worth where rows are weighted. */
export function effectivePredictedRows({ counts, squares }: Omit<GroupCounts, 'group'>): number {
  const n = predictedRows(counts);
  return squares === undefined ? n : effectiveRows(n, predictedRows(squares));
}

/** Kish's number, kept from 1 upwards: rounding must not take one row to a hair less than one. */
function effectiveRows(weight: number, squares: number): number {
  return squares === 0 ? 0 : Math.max(1, (weight * weight) / squares);
}

function sumOf(cells: readonly OutcomeCell[], counts: OutcomeCounts): number {
  let sum = 0;
  for (const cell of cells) sum += counts[cell];
  return sum;
}

function whatIsMissing(reason: ReasonCode, counts: OutcomeCounts): ReasonCode {
  if (predictedRows(counts) === 0) return 'no_rows';
  return labelledRows(counts) === 0 ? 'no_labels' : reason;
}
