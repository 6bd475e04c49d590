/** Predictions by what people decided. */
export interface DecisionCounts {
  /** Predicted positive, decided so. */
  readonly upheldPositive: number;
  /** Predicted positive, decided negative. */
  readonly overruledPositive: number;
  /** Predicted positive, decision unknown. */
  readonly undecidedPositive: number;
  readonly upheldNegative: number;
  readonly overruledNegative: number;
  readonly undecidedNegative: number;
}

type DecisionCell = keyof DecisionCounts;

export const decisionCells = [
  'upheldPositive',
  'overruledPositive',
  'undecidedPositive',
  'upheldNegative',
  'overruledNegative',
  'undecidedNegative',
] as const satisfies readonly DecisionCell[];

/** Position among `decisionCells`. */
export function decisionAt(predicted: boolean, decided: boolean | null): number {
  const first = predicted ? 0 : 3;
  if (decided === null) return first + 2;
  return first + (decided === predicted ? 0 : 1);
}

/** @param tally by position among `decisionCells` */
export function decisionCounts(tally: ArrayLike<number>): DecisionCounts {
  return countsBy((_, at) => tally[at]!);
}

export function sumDecisions(a: DecisionCounts, b: DecisionCounts): DecisionCounts {
  return countsBy((cell) => a[cell] + b[cell]);
}

/** How many are predicted positive, and how many negative. */
export function predictedOf(counts: DecisionCounts): readonly [positive: number, negative: number] {
  const { upheldPositive, overruledPositive, upheldNegative, overruledNegative } = counts;
  return [
    upheldPositive + overruledPositive + counts.undecidedPositive,
    upheldNegative + overruledNegative + counts.undecidedNegative,
  ];
}

function countsBy(of: (cell: DecisionCell, at: number) => number): DecisionCounts {
  const counts = decisionCells.map((cell, at) => [cell, of(cell, at)]);
  return Object.fromEntries(counts) as Record<DecisionCell, number>;
}
