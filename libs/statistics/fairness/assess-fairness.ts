import { type Estimate, type ReasonCode } from '../inference';
import { adjustTests, type Correction, type TestedComparison } from './adjust-tests';
import { type DenominatorPolicy } from './choose-reference';
import { type ExtremeGroups } from './compare-groups';
import {
  compareByPolicy,
  type ComparedDisparity,
  compareDisparities,
  type DisparityComparisonOptions,
  type Measure,
  measureOnce,
  type StratifiedCounts,
} from './compare-disparities';
import { type GroupComparison } from './compare-pair';
import { type DisparityName } from './disparity-name';
import {
  type DisparityLimit,
  type FairnessVerdict,
  judgeDisparity,
  type JudgementOptions,
} from './judge-disparity';
import { isClearOfLimit } from './limit-clearance';

/** The counts of one attribute or intersection, with its reference where the policy names one. */
export interface AssessedPopulation extends StratifiedCounts {
  /** `max_eligible` unless told otherwise. */
  readonly denominator?: DenominatorPolicy;
  readonly reference?: readonly string[];
}

export interface AssessmentOptions
  extends Omit<DisparityComparisonOptions, 'denominator' | 'reference'>, JudgementOptions {
  /** Disparities without a limit are shown and have no verdict. */
  readonly limits: Readonly<Partial<Record<DisparityName, DisparityLimit>>>;
  /** In (0, 1): p-values up to it are significant. */
  readonly alpha: number;
  readonly correction: Correction;
  /** A pass needs groups of at least this many observations; `minimumGroupSize` unless told otherwise. */
  readonly minimumForPass?: number;
}

/** What one denominator policy makes of a disparity. */
export interface PolicyOutcome {
  readonly difference: Estimate;
  readonly ratio: Estimate;
  readonly between: ExtremeGroups | null;
  readonly verdict: FairnessVerdict;
}

/** A disparity with its tests and verdict. */
export interface AssessedDisparity extends Omit<ComparedDisparity, 'farthest' | 'comparisons'> {
  /** The tests behind the difference and the ratio; null where nothing is tested. */
  readonly tested: { readonly difference: TestedComparison; readonly ratio: TestedComparison } | null;
  readonly comparisons: readonly TestedComparison[];
  readonly limit: DisparityLimit | null;
  readonly verdict: FairnessVerdict;
  /** Why the evidence is insufficient; null otherwise. */
  readonly reason: ReasonCode | null;
  /** Whether the intervals bear the verdict out; null where that cannot be said. */
  readonly isSignificant: boolean | null;
  /** The verdicts by every policy that applies; null where the denominator plays no part. */
  readonly byDenominator: Readonly<Partial<Record<DenominatorPolicy, PolicyOutcome>>> | null;
  /** Whether all policies agree; null where there is nothing to agree on. */
  readonly isRobust: boolean | null;
}

/** All disparities of one population. */
export interface FairnessAssessment {
  readonly population: AssessedPopulation;
  readonly disparities: readonly AssessedDisparity[];
}

/**
 * Every disparity of every population, tested, judged and judged again by every other denominator policy. p-values are
 * adjusted over all different tests of the audit: the same two groups compared by a rate and by its complement are one test.
 * Throws RangeError unless minimumGroupSize is at least 1.
 */
export function assessFairness(
  populations: readonly AssessedPopulation[],
  options: AssessmentOptions,
): FairnessAssessment[] {
  if (!(options.minimumGroupSize >= 1)) {
    throw new RangeError(`minimumGroupSize must be at least 1, got ${options.minimumGroupSize}`);
  }
  const compared = populations.map((population) => {
    const measure = measureOnce(population, options);
    const policy = { ...options, ...policyOf(population) };
    return { population, measure, disparities: compareDisparities(population, measure, policy) };
  });
  const test = adjustTests(
    compared.map(({ disparities }) => disparities.flatMap(({ comparisons }) => comparisons)),
    options.correction,
  );
  return compared.map(({ population, measure, disparities }) => {
    const policies = outcomesByPolicy(population, measure, options);
    return {
      population,
      disparities: disparities.map((disparity) => assess(disparity, { policies, options, test })),
    };
  });
}

/** The verdict of a whole audit over the disparities that are its criteria: FAIL if any fails, PASS only if all pass. */
export function assessmentVerdict(
  assessments: readonly FairnessAssessment[],
  criteria: readonly DisparityName[],
): FairnessVerdict {
  const judged = assessments.flatMap(({ disparities }) =>
    disparities.filter(({ metric }) => criteria.includes(metric)),
  );
  if (judged.some(({ verdict }) => verdict === 'FAIL')) return 'FAIL';
  return judged.length > 0 && judged.every(({ verdict }) => verdict === 'PASS')
    ? 'PASS'
    : 'INSUFFICIENT_EVIDENCE';
}

const policyOf = ({ denominator, reference }: AssessedPopulation) => ({
  ...(denominator && { denominator }),
  ...(reference && { reference }),
});

type PolicyOutcomes = Map<DisparityName, Partial<Record<DenominatorPolicy, PolicyOutcome>>>;

function outcomesByPolicy(
  population: AssessedPopulation,
  measure: Measure,
  options: AssessmentOptions,
): PolicyOutcomes {
  const policies: DenominatorPolicy[] = ['max_all', 'max_eligible', 'majority', 'min', 'overall'];
  if (population.reference !== undefined) policies.push('fixed');
  const outcomes: PolicyOutcomes = new Map();
  for (const policy of policies) {
    for (const [name, compared] of compareByPolicy(policy, measure, {
      ...options,
      ...policyOf(population),
    })) {
      const { difference, ratio, between } = compared;
      const { verdict } = judge(options.limits[name] ?? {}, compared, options);
      outcomes.set(name, { ...outcomes.get(name), [policy]: { difference, ratio, between, verdict } });
    }
  }
  return outcomes;
}

interface Assessing {
  policies: PolicyOutcomes;
  options: AssessmentOptions;
  test: (comparison: GroupComparison) => TestedComparison;
}

function assess(
  { farthest, comparisons, ...disparity }: ComparedDisparity,
  { policies, options, test }: Assessing,
): AssessedDisparity {
  const limit = options.limits[disparity.metric] ?? null;
  const byDenominator = policies.get(disparity.metric) ?? null;
  const judgement = judge(limit ?? {}, disparity, options);
  const verdicts = new Set(Object.values(byDenominator ?? {}).map(({ verdict }) => verdict));
  return {
    ...disparity,
    tested: farthest && { difference: test(farthest.difference), ratio: test(farthest.ratio) },
    comparisons: comparisons.map(test),
    limit,
    ...judgement,
    isSignificant: isClearOfLimit(limit ?? {}, { ...disparity, comparisons }, judgement.verdict),
    byDenominator,
    isRobust: limit === null || byDenominator === null ? null : verdicts.size === 1,
  };
}

/** A pass cannot arise from lack of data: it needs groups of some size, and of each that is not too small the rate. */
function judge(
  limit: DisparityLimit,
  disparity: Pick<ComparedDisparity, 'difference' | 'ratio' | 'smallest' | 'excluded'>,
  options: AssessmentOptions,
): { verdict: FairnessVerdict; reason: ReasonCode | null } {
  const { minimumGroupSize, minimumForPass = minimumGroupSize } = options;
  const judgement = judgeDisparity(limit, disparity, options);
  if (judgement.verdict !== 'PASS') return judgement;
  const unmeasured = disparity.excluded.find(({ reason }) => !isTooSmall(reason));
  if (unmeasured !== undefined) return { verdict: 'INSUFFICIENT_EVIDENCE', reason: unmeasured.reason };
  if (disparity.smallest * (1 + 1e-12) >= minimumForPass) return judgement;
  return { verdict: 'INSUFFICIENT_EVIDENCE', reason: 'below_minimum_n' };
}

/** Whether a group was left out for its size, which whoever sets the minimums accepts. */
function isTooSmall(reason: ReasonCode): boolean {
  return reason === 'below_minimum_n' || reason === 'below_minimum_share';
}
