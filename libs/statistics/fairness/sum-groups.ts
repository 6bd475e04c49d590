import { type GroupCounts, type OutcomeCounts, outcomeCells } from './outcome-counts';

/** The counts of several groups together, under the name given; squared weights and scores where any group has them. */
export function sumGroups(groups: readonly GroupCounts[], name: readonly string[]): GroupCounts {
  const isWeighted = groups.some(({ squares }) => squares !== undefined);
  const scoring = groups.flatMap((group) => group.scoring ?? []);
  return {
    group: name,
    counts: sumCells(groups.map(({ counts }) => counts)),
    // A group without squares holds rows of weight 1.
    ...(isWeighted && { squares: sumCells(groups.map(({ squares, counts }) => squares ?? counts)) }),
    ...(scoring.length > 0 && {
      scoring: {
        aboveMedian: scoring.reduce((sum, { aboveMedian }) => sum + aboveMedian, 0),
        scored: scoring.reduce((sum, { scored }) => sum + scored, 0),
      },
    }),
  };
}

/** The whole without the group at an index. Integers are subtracted; sums of weights are added anew, lest rounding stays. */
export function withoutGroup(whole: GroupCounts, groups: readonly GroupCounts[], index: number): GroupCounts {
  const part = groups[index]!;
  if (whole.squares !== undefined) {
    return sumGroups(
      groups.filter((_, at) => at !== index),
      whole.group,
    );
  }
  const counts = { ...whole.counts };
  for (const cell of outcomeCells) counts[cell] -= part.counts[cell];
  const { scoring } = whole;
  return {
    group: whole.group,
    counts,
    ...(scoring && {
      scoring: {
        aboveMedian: scoring.aboveMedian - (part.scoring?.aboveMedian ?? 0),
        scored: scoring.scored - (part.scoring?.scored ?? 0),
      },
    }),
  };
}

function sumCells(all: readonly OutcomeCounts[]): OutcomeCounts {
  const sum = { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0 };
  for (const counts of all) for (const cell of outcomeCells) sum[cell] += counts[cell];
  return sum;
}
