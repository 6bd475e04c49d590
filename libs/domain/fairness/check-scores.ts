import { type OutcomeCounts } from '@countersign/statistics/fairness';
import {
  type AuditCounts,
  type BinnedScores,
  type CountedGroup,
  type GroupHistogram,
  scoreBins,
} from './audit-counts';
import { type Fault } from './check-totals';
import { scoreBin } from './score-bin';

/**
 * Histograms hold every scored row, under the labels that were counted; the sums of their bins lie between the edges, and as
 * many scores above the median as the bins allow.
 */
export function scoresFault({ sections }: AuditCounts, median: number | null): Fault {
  for (const [at, { groups, unpredicted }] of sections.entries()) {
    // A row without prediction is counted under no label, and may have a score.
    let spare = unpredicted;
    for (const [index, group] of groups.entries()) {
      const place = `counts.sections[${at}].groups[${index}]`;
      const fault = groupFault(group, place) ?? aboveFault(group, place, median);
      if (fault !== null) return fault;
      spare -= group.histogram === undefined ? 0 : surplus(group.histogram, group.counts);
      if (spare < 0) return `${place}.histogram holds more rows of a label than there are`;
    }
  }
  return null;
}

function groupFault({ histogram, scoring }: CountedGroup, place: string): Fault {
  if (histogram === undefined) return null;
  let rows = 0;
  for (const side of ['positive', 'negative', 'unlabelled'] as const) {
    const bin = wrongBin(histogram[side]);
    if (bin >= 0) return `${place}.histogram.${side}.millionths[${bin}] is no sum of scores in this bin`;
    rows += sumFrom(histogram[side], 0);
  }
  return rows === scoring?.scored
    ? null
    : `${place}.histogram holds ${rows} rows, ${scoring?.scored ?? 0} are scored`;
}

/** A score of a bin lies between its edges, so that its millionths do, too. */
function wrongBin({ counts, millionths }: BinnedScores): number {
  const width = 1e6 / scoreBins;
  return counts.findIndex((count, bin) => {
    const sum = millionths[bin]!;
    return sum < count * bin * width || sum > count * (bin + 1) * width;
  });
}

/** All scores of the bins above that of the median lie above it, and none of the bins below. */
function aboveFault({ histogram, scoring }: CountedGroup, place: string, median: number | null): Fault {
  if (histogram === undefined || scoring === undefined || median === null) return null;
  if (median < 0 || median > 1) return 'subject.medianScore lies outside the scores, which are from 0 to 1';
  const bin = scoreBin(median);
  const from = (edge: number) =>
    [histogram.positive, histogram.negative, histogram.unlabelled].reduce(
      (sum, side) => sum + sumFrom(side, edge),
      0,
    );
  const { aboveMedian } = scoring;
  return aboveMedian < from(bin + 1) || aboveMedian > from(bin)
    ? `${place}.scoring.aboveMedian is not how many scores lie above subject.medianScore`
    : null;
}

function surplus({ positive, negative, unlabelled }: GroupHistogram, counts: OutcomeCounts): number {
  const over = (side: BinnedScores, rows: number) => Math.max(0, sumFrom(side, 0) - rows);
  return (
    over(positive, counts.tp + counts.fn) +
    over(negative, counts.fp + counts.tn) +
    over(unlabelled, counts.unlabelledPositive + counts.unlabelledNegative)
  );
}

function sumFrom({ counts }: BinnedScores, bin: number): number {
  let sum = 0;
  for (let at = bin; at < counts.length; at += 1) sum += counts[at]!;
  return sum;
}
