import { type OutcomeCounts } from '@countersign/statistics/fairness';

/** The cells of those predicted positive and of those predicted negative. */
export const outcomeSides: readonly (readonly (keyof OutcomeCounts)[])[] = [
  ['tp', 'fp', 'unlabelledPositive'],
  ['fn', 'tn', 'unlabelledNegative'],
];

/** How many are predicted positive, and how many negative. */
export function sideSums(counts: OutcomeCounts): number[] {
  return outcomeSides.map((cells) => cells.reduce((sum, cell) => sum + counts[cell], 0));
}
