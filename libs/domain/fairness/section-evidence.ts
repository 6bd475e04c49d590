import { differentialFairness, type GroupCounts, labelledRows } from '@countersign/statistics/fairness';
import {
  credibleGapOf,
  type GroupSelection,
  type GroupWeights,
  highestRate,
  missingDemographicsBounds,
  type MissingDemographicsBounds,
  reweighingWeights,
  sampleSizeAdvice,
  type SampleSizeAdvice,
  shrinkGroupRates,
} from '@countersign/statistics/fairness-evidence';
import { type SectionCounts } from './audit-counts';
import { type FairnessPolicy } from './audit-policy';
import { type SectionResults } from './audit-results';
import { favoured, selections } from './group-results';
import { type SectionPopulation } from './section-population';

/** Groups from which on their rates are shrunken towards the whole as well. */
const manyGroups = 5;

type SectionEvidence = Pick<
  SectionResults,
  'advice' | 'bounds' | 'differential' | 'largestGap' | 'reweighing' | 'shrunken'
>;

/** What stands beside the disparities of a section. Bounds, advice and shrunken rates count people, so weighted rows have none. */
export function sectionEvidence(
  section: SectionCounts,
  population: SectionPopulation,
  policy: FairnessPolicy,
): SectionEvidence {
  const { groups } = section;
  const people = selections(groups, policy);
  const isWeighted = groups.some(({ squares }) => squares !== undefined);
  const isMany = !isWeighted && people.filter(({ n }) => n > 0).length >= manyGroups;
  const level = 1 - policy.alpha;
  const shrunken = isMany ? shrinkGroupRates(people, level) : null;
  return {
    differential: differentialFairness(groups),
    bounds: isWeighted ? null : boundsOf(people, { section, population, policy }),
    advice: isWeighted ? null : adviceOf(people, { section, population, policy }),
    reweighing: weightsOf(groups),
    shrunken,
    largestGap: shrunken && credibleGapOf(shrunken, level),
  };
}

interface Bounding {
  readonly section: SectionCounts;
  readonly population: SectionPopulation;
  readonly policy: FairnessPolicy;
}

function boundsOf(
  people: readonly GroupSelection[],
  { section, population, policy }: Bounding,
): MissingDemographicsBounds | null {
  const unknown = favoured(section.unknownPeople, policy);
  const minimumRatio = policy.limits.impact_ratio?.minimumRatio ?? 0.8;
  if (unknown.n === 0 || minimumRatio === 0) return null;
  return missingDemographicsBounds(people, {
    unknown,
    minimumRatio,
    ...referenceOf(people, population, policy),
  });
}

/**
 * The group that people are held against: the one the policy names, otherwise that of the highest rate. A group too small
 * for verdicts is it only where the policy says so.
 */
function referenceOf(
  people: readonly GroupSelection[],
  { denominator, reference }: SectionPopulation,
  { minimums }: FairnessPolicy,
): { reference?: readonly string[] } {
  const name = JSON.stringify(reference);
  const named = people.find(({ group }) => JSON.stringify(group) === name);
  if (named) return { reference: named.group };
  if (denominator === 'max_all') return {};
  const known = people.reduce((sum, { n }) => sum + n, 0);
  const isLarge = ({ n }: GroupSelection) => n >= minimums.groupSize && n >= minimums.share * known;
  const highest = highestRate(people.filter(isLarge));
  return highest ? { reference: highest.group } : {};
}

/** Advice is about the gap that the audit looks for. */
function adviceOf(
  people: readonly GroupSelection[],
  { population, policy }: Bounding,
): SampleSizeAdvice | null {
  const { limits, alpha } = policy;
  const gap = limits.demographic_parity?.maximumDifference ?? 0.2;
  if (!(gap > 0 && gap < 1 && alpha < 0.8)) return null;
  return sampleSizeAdvice(people, { gap, alpha, ...referenceOf(people, population, policy) });
}

function weightsOf(groups: readonly GroupCounts[]): GroupWeights[] | null {
  if (groups.every(({ counts }) => labelledRows(counts) === 0)) return null;
  return reweighingWeights(
    groups.map(({ group, counts: { tp, fp, fn, tn } }) => ({
      group,
      positives: tp + fn,
      negatives: fp + tn,
    })),
  );
}
