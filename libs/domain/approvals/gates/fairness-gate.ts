import {
  type AssessedDisparity,
  assessFairness,
  assessmentVerdict,
  type ExtremeGroups,
  type FairnessAssessment,
  type FairnessCriterion,
} from '@countersign/statistics/fairness';
import { isPairShown } from '../../fairness';
import { counted } from '../../report';
import type { FairnessEvidence } from './evidence';
import { type Finding, listed, unknown } from './finding';
import type { FairnessRule } from './gate-rules';

/** Judges the counts of an audit by the criteria of the rule; docs/spec/promotions.md, P-26. */
export function fairnessFinding(
  rule: FairnessRule,
  { favourable, populations, shown }: FairnessEvidence,
): Finding {
  const covered = populations.filter(({ attributes }) => attributes.length > 0);
  if (covered.length === 0) return unknown('The audit covers no sensitive attribute.');
  const names = rule.criteria.map(({ name }) => name);
  const audits = assessFairness(covered, {
    limits: Object.fromEntries(rule.criteria.map(({ name, ...limit }) => [name, limit])),
    ...{ favourable, minimumGroupSize: rule.minimumGroupSize, alpha: 0.05, correction: 'holm' },
  }).map(({ population, disparities }) => ({
    population,
    disparities: names.flatMap((name) => disparities.find(({ metric }) => metric === name) ?? []),
  }));
  const verdict = assessmentVerdict(audits, names);
  if (verdict === 'FAIL') {
    return {
      verdict: 'fail',
      reason: `Beyond the limits: ${listed(
        audits.flatMap((audit) => violations(audit, shown)),
        '; ',
      )}.`,
    };
  }
  if (verdict === 'INSUFFICIENT_EVIDENCE')
    return unknown(`Too little evidence to judge: ${listed(audits.flatMap(gaps), '; ')}.`);
  return {
    verdict: 'pass',
    reason: `All limits are met by ${listed(audits.map(({ population }) => attributesName(population)))}.`,
  };
}

export function fairnessRequirement({ criteria, minimumGroupSize }: FairnessRule): string {
  const wanted = criteria.flatMap((criterion) =>
    limitsOf(criterion).map(({ name, limit }) => `${name} ${limit}`),
  );
  return `By the counts of the latest audit, among groups of at least ${counted(minimumGroupSize, 'row')} of every audited attribute: ${wanted.join(', ')}.`;
}

type Criterion = Omit<FairnessCriterion, 'name'> & { name: string };

interface Limit {
  /** Of the disparity, such as `equal opportunity difference`. */
  name: string;
  /** Such as `at most 0.2`. */
  limit: string;
  of: 'difference' | 'ratio';
  isMet: (value: number) => boolean;
}

function limitsOf({ name, maximumDifference, minimumRatio }: Criterion): Limit[] {
  const limits: Limit[] = [];
  if (maximumDifference !== undefined) {
    const isMet = (value: number) => value <= maximumDifference;
    limits.push({
      name: disparityName(name, 'difference'),
      limit: `at most ${maximumDifference}`,
      of: 'difference',
      isMet,
    });
  }
  if (minimumRatio !== undefined) {
    const isMet = (value: number) => value >= minimumRatio;
    limits.push({
      name: disparityName(name, 'ratio'),
      limit: `at least ${minimumRatio}`,
      of: 'ratio',
      isMet,
    });
  }
  return limits;
}

/** The impact ratio is a ratio by name already. */
function disparityName(criterion: string, measure: Limit['of']): string {
  const words = criterion.replaceAll('_', ' ');
  return words.endsWith(measure) ? words : `${words} ${measure}`;
}

/** Every limit of an attribute that is not met, with the two groups and, where everybody may see it, the value between them. */
function violations(
  { population, disparities }: FairnessAssessment,
  shown: FairnessEvidence['shown'],
): string[] {
  const attributes = attributesName(population);
  const section = shown.find((each) => attributesName(each) === attributes);
  return disparities.flatMap((disparity) =>
    limitsOf(criterionOf(disparity)).flatMap(({ name, limit, of, isMet }) => {
      const estimate = disparity[of];
      if (estimate.status !== 'ok' || isMet(estimate.value)) return [];
      const between = of === 'ratio' ? disparity.ratioBetween : disparity.between;
      const isShown = section !== undefined && isPairShown(section, disparity.metric, between);
      const groups = betweenName(between);
      const found = isShown
        ? ` is ${estimate.value.toFixed(4)}${groups}`
        : `${groups} is not shown, as few people are behind it`;
      return [`${name} by ${attributes}${found}, ${limit} is required`];
    }),
  );
}

/** Every criterion of an attribute that could not be judged, with the reason. */
function gaps({ population, disparities }: FairnessAssessment): string[] {
  return disparities
    .filter(({ verdict }) => verdict === 'INSUFFICIENT_EVIDENCE')
    .map(({ metric, reason }) => {
      const why = reason === null ? '' : ` (${reason.replaceAll('_', ' ')})`;
      return `${metric.replaceAll('_', ' ')} by ${attributesName(population)}${why}`;
    });
}

const criterionOf = ({ metric, limit }: AssessedDisparity) => ({ name: metric, ...limit });

function betweenName(groups: ExtremeGroups | null): string {
  return groups === null ? '' : ` between ${groups.map((group) => group.join(' × ')).join(' and ')}`;
}

function attributesName({ attributes }: Pick<FairnessAssessment['population'], 'attributes'>): string {
  return attributes.join(' × ');
}
