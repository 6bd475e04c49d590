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
import { numberText } from './compared-value';
import type { FairnessEvidence } from './evidence';
import { type Finding, listed, unknown } from './finding';
import type { FairnessRule } from './gate-rules';

/** Judges the counts of an audit by the criteria of the rule; docs/spec/promotions.md, P-26 and P-196. */
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
    disparities: names
      .flatMap((name) => disparities.find(({ metric }) => metric === name) ?? [])
      .map((disparity) => (rule.use === 'interval' ? judgedByIntervals(disparity) : disparity)),
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

export function fairnessRequirement({ criteria, use, minimumGroupSize }: FairnessRule): string {
  const wanted = criteria.flatMap((criterion) =>
    limitsOf(criterion).map(({ name, limit }) => `${name} ${limit}`),
  );
  const whole = use === 'interval' ? ', each with its whole interval' : '';
  return `By the counts of the latest audit, among groups of at least ${counted(minimumGroupSize, 'row')} of every audited attribute${whole}: ${wanted.join(', ')}.`;
}

/** A pass counts only where no interval reaches across a limit; where one is missing, nobody can say. */
function judgedByIntervals(disparity: AssessedDisparity): AssessedDisparity {
  if (disparity.verdict !== 'PASS' || disparity.isSignificant === true) return disparity;
  return { ...disparity, verdict: disparity.isSignificant === false ? 'FAIL' : 'INSUFFICIENT_EVIDENCE' };
}

type Criterion = Omit<FairnessCriterion, 'name'> & { name: string };

interface Limit {
  /** Of the disparity, such as `equal opportunity difference`. */
  name: string;
  /** Such as `at most 0.2`. */
  limit: string;
  of: 'difference' | 'ratio';
  isMet: (value: number) => boolean;
  /** Within which the interval has to lie: it may say that either of two groups is the one better off. */
  range: readonly [number, number];
}

function limitsOf({ name, maximumDifference, minimumRatio }: Criterion): Limit[] {
  const limits: Limit[] = [];
  if (maximumDifference !== undefined)
    limits.push({
      ...{ name: disparityName(name, 'difference'), of: 'difference', limit: `at most ${maximumDifference}` },
      isMet: (value) => value <= maximumDifference,
      range: [-maximumDifference, maximumDifference],
    });
  if (minimumRatio !== undefined)
    limits.push({
      ...{ name: disparityName(name, 'ratio'), of: 'ratio', limit: `at least ${minimumRatio}` },
      isMet: (value) => value >= minimumRatio,
      range: [minimumRatio, 1 / minimumRatio],
    });
  return limits;
}

/** The impact ratio is a ratio by name already. */
function disparityName(criterion: string, measure: Limit['of']): string {
  const words = criterion.replaceAll('_', ' ');
  return words.endsWith(measure) ? words : `${words} ${measure}`;
}

/** A limit that is not met, between two groups. */
interface Violation {
  name: string;
  found: string;
  between: ExtremeGroups | null;
  required: string;
}

/** Every limit of an attribute that is not met, with the two groups and, where everybody may see it, what was found between them. */
function violations(
  { population, disparities }: FairnessAssessment,
  shown: FairnessEvidence['shown'],
): string[] {
  const attributes = attributesName(population);
  const section = shown.find((each) => attributesName(each) === attributes);
  return disparities.flatMap((disparity) =>
    violationsOf(disparity).map(({ name, found, between, required }) => {
      const isShown = section !== undefined && isPairShown(section, disparity.metric, between);
      const groups = betweenName(between);
      const told = isShown ? ` is ${found}${groups}` : `${groups} is not shown, as few people are behind it`;
      return `${name} by ${attributes}${told}, ${required} is required`;
    }),
  );
}

/** The values beyond their limits; where all are within and the disparity fails still, the intervals that are not. */
function violationsOf(disparity: AssessedDisparity): Violation[] {
  const limits = limitsOf(criterionOf(disparity));
  const values = limits.flatMap(({ name, of, limit: required, isMet }) => {
    const estimate = disparity[of];
    if (estimate.status !== 'ok' || isMet(estimate.value)) return [];
    const between = of === 'ratio' ? disparity.ratioBetween : disparity.between;
    return [{ name, found: estimate.value.toFixed(4), between, required }];
  });
  return values.length > 0 || disparity.verdict !== 'FAIL' ? values : limits.flatMap(reaching(disparity));
}

/** The intervals that a pass rests on (docs/spec/fairness.md, F-21) and that are not within their limits. */
function reaching(disparity: AssessedDisparity): (limit: Limit) => Violation[] {
  const { isPicked, comparisons, between, ratioBetween } = disparity;
  return ({ name, of, range: [low, high] }) => {
    const pairs = isPicked
      ? comparisons.map(({ audited, reference, [of]: estimate }) => ({
          ...{ estimate, between: [audited, reference ?? []] as const },
        }))
      : [{ estimate: disparity[of], between: of === 'ratio' ? ratioBetween : between }];
    return pairs.flatMap(({ estimate, between: groups }) => {
      const interval = estimate.status === 'ok' ? estimate.interval : undefined;
      if (interval === undefined || (interval.lower >= low && interval.upper <= high)) return [];
      const found = `${numberText(interval.lower)} to ${numberText(interval.upper)}`;
      const required = `${numberText(low)} to ${numberText(high)}`;
      return [{ name: `the interval of ${name}`, found, between: groups, required }];
    });
  };
}

/** Every criterion of an attribute that could not be judged, with the reason. */
function gaps({ population, disparities }: FairnessAssessment): string[] {
  return disparities
    .filter(({ verdict }) => verdict === 'INSUFFICIENT_EVIDENCE')
    .map(({ metric, reason }) => {
      const why = ` (${reason === null ? 'no interval' : reason.replaceAll('_', ' ')})`;
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
