import {
  compareRates,
  type GroupCounts,
  groupMetrics,
  type GroupRateName,
  type OutcomeCounts,
  type RateComparison,
} from '@countersign/statistics/fairness';
import { type Estimate, known, notComputable, wilsonInterval } from '@countersign/statistics/inference';
import { type SectionCounts } from './audit-counts';
import { type FairnessPolicy } from './audit-policy';
import { type DecisionCounts } from './decision-counts';
import { type GroupOverrides, type SectionOverrides } from './override-results';
import { type SectionPopulation } from './section-population';

/** A group whose decisions are counted. */
interface DecidedGroup {
  readonly group: readonly string[];
  readonly decisions: DecisionCounts;
}

/**
 * What people made of the predictions, for every section in their order; null where no decisions were counted. Tests are
 * adjusted over all sections together and apart from those of the audit, whose verdicts do not change for them.
 */
export function sectionOverrides(
  sections: readonly SectionCounts[],
  populations: readonly SectionPopulation[],
  policy: FairnessPolicy,
): (SectionOverrides | null)[] {
  const compared = compareRates(
    sections.flatMap((section, at) => {
      const { denominator, reference } = populations[at]!;
      const groups = decidedGroups(section);
      const against = { denominator, ...(reference && { reference }) };
      return [
        { ...against, groups: groups.map(againstDecision), measures: directions(policy) },
        { ...against, groups: groups.map(asDecided), measures: ['favourable_rate'] as const },
      ];
    }),
    {
      favourable: policy.favourable.prediction,
      minimumGroupSize: policy.minimums.groupSize,
      minimumShare: policy.minimums.share,
      confidenceLevel: 1 - policy.alpha,
      correction: policy.correction,
    },
  );
  return sections.map((section, at) => {
    if (section.unknownDecisions === undefined) return null;
    const [[toFavourable, toUnfavourable, before], [after]] = [compared[2 * at]!, compared[2 * at + 1]!];
    const comparisons = { toFavourable, toUnfavourable, before, after } as Comparisons;
    return { ...overridesOf(section, policy), unknown: section.unknownDecisions, ...comparisons };
  });
}

type Comparisons = Record<'after' | 'before' | 'toFavourable' | 'toUnfavourable', RateComparison>;

/** Overruled towards the favourable outcome, away from it, and the favourable prediction itself. */
function directions({ favourable }: FairnessPolicy) {
  return favourable.prediction === 'positive'
    ? (['for', 'fdr', 'favourable_rate'] as const)
    : (['fdr', 'for', 'favourable_rate'] as const);
}

function decidedGroups({ groups }: SectionCounts): DecidedGroup[] {
  return groups.flatMap(({ group, decisions }) => (decisions ? [{ group, decisions }] : []));
}

const nobody = { unlabelledPositive: 0, unlabelledNegative: 0 };

/** The predictions of the rows with a decision, which stands in place of the label. */
function againstDecision({ group, decisions }: DecidedGroup): GroupCounts {
  const { upheldPositive, overruledPositive, upheldNegative, overruledNegative } = decisions;
  const counts: OutcomeCounts = {
    ...{ tp: upheldPositive, fp: overruledPositive, fn: overruledNegative, tn: upheldNegative },
    ...nobody,
  };
  return { group, counts };
}

/** The same rows with the decision in place of the prediction, which stands in place of the label. */
function asDecided(group: DecidedGroup): GroupCounts {
  const { counts, ...named } = againstDecision(group);
  return { ...named, counts: { ...counts, fp: counts.fn, fn: counts.fp } };
}

function overridesOf(
  section: SectionCounts,
  policy: FairnessPolicy,
): Pick<SectionOverrides, 'decided' | 'groups' | 'undecided'> {
  const groups = decidedGroups(section).map((group) => groupOverrides(group, policy));
  const sum = (of: (group: Omit<GroupOverrides, 'eligible'>) => number) =>
    groups.reduce((total, group) => total + of(group), 0);
  const decided = sum((group) => group.decided);
  const { groupSize, share } = policy.minimums;
  return {
    decided,
    undecided: sum((group) => group.undecided),
    groups: groups.map((group) => ({
      ...group,
      eligible: group.decided >= groupSize && group.decided >= share * decided,
    })),
  };
}

function groupOverrides(group: DecidedGroup, policy: FairnessPolicy): Omit<GroupOverrides, 'eligible'> {
  const { decisions: counts } = group;
  const options = { favourable: policy.favourable.prediction, confidenceLevel: 1 - policy.alpha };
  const before = groupMetrics(againstDecision(group).counts, options);
  const after = groupMetrics(asDecided(group).counts, options);
  const [toFavourable, toUnfavourable] = directions(policy) as readonly GroupRateName[];
  const decided = before.favourable_rate.n;
  const undecided = counts.undecidedPositive + counts.undecidedNegative;
  const { confidenceLevel } = options;
  return {
    ...{ group: group.group, counts, decided, undecided },
    decidedShare: shareOf(decided, { of: decided + undecided, confidenceLevel }),
    overruled: shareOf(counts.overruledPositive + counts.overruledNegative, { of: decided, confidenceLevel }),
    toFavourable: before[toFavourable!],
    toUnfavourable: before[toUnfavourable!],
    favourableBefore: before.favourable_rate,
    favourableAfter: after.favourable_rate,
  };
}

function shareOf(
  numerator: number,
  { of: n, confidenceLevel }: { of: number; confidenceLevel: number },
): Estimate {
  const basis = { n, numerator, denominator: n, method: 'proportion' };
  if (n === 0) return notComputable({ ...basis, reason: 'no_rows' });
  return known({ ...basis, value: numerator / n, interval: wilsonInterval(numerator, n, confidenceLevel) });
}
