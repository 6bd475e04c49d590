import { applyLawPack, lawPackAt, type LawReport, type LawTable } from '@countersign/statistics/law-packs';
import { type SectionCounts } from './audit-counts';
import { type AppliedLawPack, type FairnessPolicy } from './audit-policy';
import { favoured, selections } from './group-results';

/** Whether this code holds the pack at the version. */
export function isKnownLawPack({ id, version }: Pick<AppliedLawPack, 'id' | 'version'>): boolean {
  return lawPackAt(id, version) !== null;
}

/**
 * The policy without the law packs that this code does not hold: what can be shown of an audit that applied them. Nothing but
 * their reports rests on them.
 */
export function withKnownLawPacks(policy: FairnessPolicy): FairnessPolicy {
  return policy.lawPacks.every(isKnownLawPack)
    ? policy
    : { ...policy, lawPacks: policy.lawPacks.filter(isKnownLawPack) };
}

/**
 * What the law packs of a policy measure, of scores where the pack and the data have them, of predictions otherwise.
 * @throws RangeError for a version of a pack that this code does not hold
 */
export function lawReports(sections: readonly SectionCounts[], policy: FairnessPolicy): LawReport[] {
  const inferred = policy.attributes.flatMap(({ name, origin }) => (origin === 'inferred' ? [name] : []));
  return policy.lawPacks.map((applied) => {
    const { id, version, leaveOutSmall, day } = applied;
    const pack = lawPackAt(id, version);
    if (pack === null) throw new RangeError(`law pack ${id} is not known at version ${version}`);
    const isScored = sections.some(({ groups }) => groups.some(({ scoring }) => scoring !== undefined));
    const tables = sections.map((section) => lawTable(section, policy, id === 'nyc-ll144' && isScored));
    return applyLawPack(pack, tables, {
      ...{ leaveOutSmall, inferred, ...(day !== null && { day }) },
      ...(policy.method > 1 && { withholdInferred: true, confidenceLevel: 1 - policy.alpha }),
    });
  });
}

function lawTable(
  { attributes, groups, unknownPeople }: SectionCounts,
  policy: FairnessPolicy,
  isScoring: boolean,
): LawTable {
  return {
    attributes,
    groups: isScoring
      ? groups.map(({ group, scoring }) => ({
          group,
          n: scoring?.scored ?? 0,
          selected: scoring?.aboveMedian ?? 0,
        }))
      : selections(groups, policy),
    unknown: favoured(unknownPeople, policy).n,
    rate: isScoring ? 'scoring' : 'selection',
  };
}
