import { binomialLowerTail } from '../../distributions';
import { type Interval, twoSidedZ } from '../../inference';

const confidenceLevel = 0.95;

/**
 * The 95 % interval of a median that needs no distribution: the widest-apart order statistics that are certain enough and
 * the next pair, which is not, interpolated, since ranks alone would cover more than they say. Nothing below six rows, where
 * even the extremes do not hold the median with 95 % confidence.
 * Source: Hettmansperger and Sheather, Statistics and Probability Letters 4 (1986). O(1) on sorted rows.
 */
export function medianInterval(sorted: Float64Array): { interval?: Interval } {
  const n = sorted.length;
  if (n < 6) return {};
  const certainty = (rank: number): number => 1 - 2 * binomialLowerTail(rank - 1, { n, p: 0.5 });
  // Ranks count from 1: the highest whose pair is certain enough, a step or two from the normal approximation.
  let rank = Math.max(1, Math.floor((n - twoSidedZ(confidenceLevel) * Math.sqrt(n)) / 2));
  while (certainty(rank) < confidenceLevel) rank -= 1;
  while (certainty(rank + 1) >= confidenceLevel) rank += 1;
  const [enough, less] = [certainty(rank), certainty(rank + 1)];
  const excess = (enough - confidenceLevel) / (enough - less);
  const share = ((n - rank) * excess) / (rank + (n - 2 * rank) * excess);
  const between = (outer: number, inner: number): number =>
    sorted[outer - 1]! + share * (sorted[inner - 1]! - sorted[outer - 1]!);
  return {
    interval: {
      lower: between(rank, rank + 1),
      upper: between(n + 1 - rank, n - rank),
      confidenceLevel,
      method: 'interpolated_order_statistics',
    },
  };
}
