import { type OutcomeCounts } from '@countersign/statistics/fairness';
import { reweighingWeights } from '@countersign/statistics/fairness-evidence';
import { type SectionResults } from '../fairness';

/** What each training row of a group and label should weigh. */
export interface ReweighingFactor {
  readonly group: readonly string[];
  readonly label: 'negative' | 'positive';
  /** Labelled rows of the audit. */
  readonly rows: number;
  /** Null where there is no such row. */
  readonly weight: number | null;
}

const labelled = ({ tp, fp, fn, tn }: OutcomeCounts) => ({ positives: tp + fn, negatives: fp + tn });

/** The factors of every group and label, in the order of the groups; none without labels. */
export function reweighingFactors({ groups, reweighing }: SectionResults): ReweighingFactor[] {
  return (reweighing ?? []).flatMap(({ group, positive, negative }, at) => {
    const { positives, negatives } = labelled(groups[at]!.counts);
    return [
      { group, label: 'positive' as const, rows: positives, weight: positive },
      { group, label: 'negative' as const, rows: negatives, weight: negative },
    ];
  });
}

/**
 * The four factors of one group against all others together, as AIF360's `Reweighing` gives them for a privileged and an
 * unprivileged group. The others have no name. Null where the group is not there or nobody has a label.
 */
export function fourFactors(
  section: SectionResults,
  group: readonly string[],
): { readonly of: readonly ReweighingFactor[]; readonly others: readonly ReweighingFactor[] } | null {
  const name = JSON.stringify(group);
  const own = { group, positives: 0, negatives: 0 };
  const others = { group: [], positives: 0, negatives: 0 };
  for (const each of section.groups) {
    const side = JSON.stringify(each.group) === name ? own : others;
    const { positives, negatives } = labelled(each.counts);
    side.positives += positives;
    side.negatives += negatives;
  }
  const isThere = section.groups.some((each) => JSON.stringify(each.group) === name);
  if (!isThere || section.reweighing === null) return null;
  const [first, second] = reweighingWeights([own, others]).map(({ positive, negative }, at) => {
    const side = at === 0 ? own : others;
    return [
      { group: side.group, label: 'positive' as const, rows: side.positives, weight: positive },
      { group: side.group, label: 'negative' as const, rows: side.negatives, weight: negative },
    ];
  });
  return { of: first!, others: second! };
}
