import { sortFinite } from '@countersign/statistics/profile';

/** The median of the finite scores; null without any. O(n) for doubles, on a copy. */
export function medianScore(scores: Float64Array): number | null {
  const sorted = sortFinite(scores);
  if (sorted.length === 0) return null;
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle]!;
  return sorted.length % 2 === 1 ? upper : (sorted[middle - 1]! + upper) / 2;
}
