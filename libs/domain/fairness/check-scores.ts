import { type AuditCounts, type BinnedScores, type CountedGroup, scoreBins } from './audit-counts';
import { type Fault } from './check-totals';

/** Histograms hold every scored row, and the sums of their bins lie between the edges. */
export function scoresFault({ sections }: AuditCounts): Fault {
  for (const [at, { groups }] of sections.entries())
    for (const [index, group] of groups.entries()) {
      const fault = groupFault(group, `counts.sections[${at}].groups[${index}]`);
      if (fault !== null) return fault;
    }
  return null;
}

function groupFault({ histogram, scoring }: CountedGroup, place: string): Fault {
  if (histogram === undefined) return null;
  let rows = 0;
  for (const side of ['positive', 'negative', 'unlabelled'] as const) {
    const bin = wrongBin(histogram[side]);
    if (bin >= 0) return `${place}.histogram.${side}.millionths[${bin}] is no sum of scores in this bin`;
    rows += histogram[side].counts.reduce((sum, count) => sum + count, 0);
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
