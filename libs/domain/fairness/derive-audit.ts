import {
  assessFairness,
  assessmentVerdict,
  type DisparityName,
  type FairnessAssessment,
} from '@countersign/statistics/fairness';
import { type AuditCounts, type SectionCounts } from './audit-counts';
import { auditMethods, type FairnessPolicy } from './audit-policy';
import { type AuditResults, type CriterionResult, type SectionResults } from './audit-results';
import { groupResults, unlabelledRows } from './group-results';
import { lawReports } from './law-reports';
import { type SectionOverrides } from './override-results';
import { sectionEvidence } from './section-evidence';
import { sectionOverrides } from './section-overrides';
import { sectionPopulation, type SectionPopulation } from './section-population';
import { sectionScores } from './section-scores';

/**
 * All results of an audit from its policy and its counts: no row, no clock, no chance. Whoever holds the two can compute
 * every number again. O(groups² × disparities) for each section at worst, where many groups are compared.
 * @throws RangeError for a method or a version of a law pack that this code does not hold
 */
export function deriveAudit(policy: FairnessPolicy, counts: AuditCounts): AuditResults {
  if (!auditMethods.includes(policy.method)) throw new RangeError(`method ${policy.method} is not known`);
  const law = lawReports(counts.sections, policy);
  const populations = counts.sections.map((section) => sectionPopulation(section, policy));
  const assessments = assessFairness(populations, assessmentOptions(policy));
  const overrides = sectionOverrides(counts.sections, populations, policy);
  return {
    verdict: assessmentVerdict(assessments, policy.criteria),
    criteria: policy.criteria.map((criterion) => criterionResult(criterion, assessments)),
    sections: counts.sections.map((section, at) =>
      sectionResults(
        section,
        { population: populations[at]!, assessment: assessments[at]!, overrides: overrides[at]! },
        policy,
      ),
    ),
    law,
  };
}

function assessmentOptions({ method, favourable, limits, alpha, correction, minimums }: FairnessPolicy) {
  const { groupSize, share, positives, negatives, predictedPositives, forPass } = minimums;
  return {
    favourable: favourable.prediction,
    ...{ limits, alpha, correction },
    confidenceLevel: 1 - alpha,
    minimumGroupSize: groupSize,
    minimumForPass: forPass,
    minimumShare: share,
    minimums: { positives, negatives, predictedPositives },
    isReciprocalRounded: method < 3,
  };
}

interface Assessed {
  readonly population: SectionPopulation;
  readonly assessment: FairnessAssessment;
  readonly overrides: SectionOverrides | null;
}

function sectionResults(
  section: SectionCounts,
  { population, assessment, overrides }: Assessed,
  policy: FairnessPolicy,
): SectionResults {
  const { attributes, rows, unknownGroup, unknownPeople, unpredicted, groups } = section;
  const results = groupResults(groups, policy);
  return {
    attributes,
    verdict: assessmentVerdict([assessment], policy.criteria),
    ...{ rows, unknownGroup, unknownPeople, unpredicted },
    unlabelled: unlabelledRows(groups),
    denominator: population.denominator,
    reference: population.reference ?? null,
    groups: results,
    disparities: assessment.disparities,
    ...sectionEvidence(section, population, policy),
    scores: sectionScores(section, results, policy),
    ...(overrides && { overrides }),
  };
}

function criterionResult(
  criterion: DisparityName,
  assessments: readonly FairnessAssessment[],
): CriterionResult {
  return {
    criterion,
    verdict: assessmentVerdict(assessments, [criterion]),
    sections: assessments.map(({ population: { attributes }, disparities }) => {
      const { verdict, reason } = disparities.find(({ metric }) => metric === criterion)!;
      return { attributes, verdict, reason };
    }),
  };
}
