import { outcomeCells } from '@countersign/statistics/fairness';
import { type CountedGroup, type GroupHistogram, scoreBins } from './audit-counts';

const sides = ['positive', 'negative', 'unlabelled'] as const;
const scorings = ['scoring.scored', 'scoring.aboveMedian', 'scoring'] as const;

/** Everything about a group that adds up over a crossing: a group is at least the sum of what it is crossed into. */
export function countVector({ counts, scoring, histogram }: CountedGroup): number[] {
  return [
    ...outcomeCells.map((cell) => counts[cell]),
    ...(scoring ? [scoring.scored, scoring.aboveMedian, scoring.scored - scoring.aboveMedian] : []),
    ...(histogram ? binCounts(histogram) : []),
  ];
}

/** Where a number of the vector stands below the group. */
export function countPlace(index: number): string {
  const at = index - outcomeCells.length;
  if (at < 0) return `counts.${outcomeCells[index]!}`;
  if (at < scorings.length) return scorings[at]!;
  const bin = at - scorings.length;
  const side = sides[Math.floor(bin / (2 * scoreBins))]!;
  const list = bin % (2 * scoreBins) < scoreBins ? 'counts' : 'millionths';
  return `histogram.${side}.${list}[${bin % scoreBins}]`;
}

function binCounts(histogram: GroupHistogram): number[] {
  return sides.flatMap((side) => [...histogram[side].counts, ...histogram[side].millionths]);
}
