import { outcomeCells } from '@countersign/statistics/fairness';
import { type CountedGroup, scoreBins } from './audit-counts';
import { decisionCells } from './decision-counts';

const sides = ['positive', 'negative', 'unlabelled'] as const;
const scorings = ['scoring.scored', 'scoring.aboveMedian', 'scoring'] as const;

/** Everything about a group that adds up over a crossing: a group is at least the sum of what it is crossed into. */
export function countVector({ counts, decisions, scoring, histogram }: CountedGroup): Float64Array {
  const few = [
    ...outcomeCells.map((cell) => counts[cell]),
    ...(decisions ? decisionCells.map((cell) => decisions[cell]) : []),
    ...(scoring ? [scoring.scored, scoring.aboveMedian, scoring.scored - scoring.aboveMedian] : []),
  ];
  if (histogram === undefined) return Float64Array.from(few);
  const vector = new Float64Array(few.length + 2 * sides.length * scoreBins);
  vector.set(few);
  sides.forEach((side, at) => {
    const start = few.length + 2 * at * scoreBins;
    vector.set(histogram[side].counts, start);
    vector.set(histogram[side].millionths, start + scoreBins);
  });
  return vector;
}

/** Where a number of the vector stands below the group. */
export function countPlace(index: number, { decisions }: Pick<CountedGroup, 'decisions'>): string {
  if (index < outcomeCells.length) return `counts.${outcomeCells[index]!}`;
  const behind = index - outcomeCells.length;
  if (decisions && behind < decisionCells.length) return `decisions.${decisionCells[behind]!}`;
  const at = decisions ? behind - decisionCells.length : behind;
  if (at < scorings.length) return scorings[at]!;
  const bin = at - scorings.length;
  const side = sides[Math.floor(bin / (2 * scoreBins))]!;
  const list = bin % (2 * scoreBins) < scoreBins ? 'counts' : 'millionths';
  return `histogram.${side}.${list}[${bin % scoreBins}]`;
}
