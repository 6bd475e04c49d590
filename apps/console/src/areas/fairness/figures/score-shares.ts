import { type AuditEvidence, type SectionResults } from '@countersign/domain/fairness';
import { nameOf } from './audit-evidence';

type SectionCounts = AuditEvidence['counts']['sections'][number];

/** How the scores of one group spread. */
export interface ScoreShares {
  name: string;
  /** Rows with a score. */
  n: number;
  isSmall: boolean;
  /** Rows by bin, and their shares of the group's rows; all null without rows. */
  counts: readonly number[];
  shares: readonly (number | null)[];
}

/** Bins of the picture: each holds five of those counted. */
export const shownBins = 20;

/** The scores of every group that has any, labelled or not. */
export function scoreShares({ groups }: SectionCounts, results: SectionResults): ScoreShares[] {
  const eligible = new Set(
    results.groups.filter((group) => group.eligible).map(({ group }) => nameOf(group)),
  );
  return groups.flatMap(({ group, histogram }) => {
    if (histogram === undefined) return [];
    const { positive, negative, unlabelled } = histogram;
    const counted = positive.counts.map(
      (count, bin) => count + (negative.counts[bin] ?? 0) + (unlabelled.counts[bin] ?? 0),
    );
    const width = counted.length / shownBins;
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    const counts = Array.from({ length: shownBins }, (_, at) =>
      sum(counted.slice(at * width, (at + 1) * width)),
    );
    const n = sum(counts);
    return {
      ...{ name: nameOf(group), n, counts, isSmall: !eligible.has(nameOf(group)) },
      shares: counts.map((count) => (n === 0 ? null : count / n)),
    };
  });
}

/** The bin that holds the largest share of a group's scores. */
export const mostCommon = ({ shares }: ScoreShares): number =>
  shares.reduce<number>((best, share, at) => ((share ?? 0) > (shares[best] ?? 0) ? at : best), 0);
