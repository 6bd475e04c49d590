import { type GroupResult, type SectionResults } from '@countersign/domain/fairness';
import {
  type AssessedDisparity,
  type DenominatorPolicy,
  type DisparityName,
} from '@countersign/statistics/fairness';
import { EstimateType } from '../../wire/estimate';
import {
  AttributeAuditType,
  DisparityType,
  GroupOutcomeType,
  OutcomeCountsType,
  PolicyOutcomeType,
} from './attribute-audit.schema';
import { lowerCase } from './fairness-report';
import { GroupNameType } from './group-name.schema';
import { AttributeOverridesType } from './overrides.schema';

/** The audit of an attribute or crossing as GraphQL shows it, with the disparities that are criteria. */
export function attributeAuditOf(
  section: SectionResults,
  criteria: readonly DisparityName[],
): AttributeAuditType {
  const disparities = criteria.flatMap(
    (name) => section.disparities.find(({ metric }) => metric === name) ?? [],
  );
  return Object.assign(new AttributeAuditType(), {
    attributes: [...section.attributes],
    unknown: section.unknownGroup,
    withheld: 'none',
    groups: section.groups.map(groupOutcomeOf),
    disparities: disparities.map(disparityOf),
    overrides: section.overrides ? AttributeOverridesType.of(section.overrides) : null,
  });
}

function groupOutcomeOf({ group, n, share, counts, eligible, metrics }: GroupResult): GroupOutcomeType {
  return Object.assign(new GroupOutcomeType(), {
    ...{ values: [...group], isHidden: false, n, share, eligible },
    counts: OutcomeCountsType.of(counts),
    selectionRate: EstimateType.of(metrics.selection_rate),
    favourableRate: EstimateType.of(metrics.favourable_rate),
    baseRate: EstimateType.of(metrics.base_rate),
    truePositiveRate: EstimateType.of(metrics.tpr),
    falsePositiveRate: EstimateType.of(metrics.fpr),
    positivePredictiveValue: EstimateType.of(metrics.ppv),
    accuracy: EstimateType.of(metrics.accuracy),
  });
}

function disparityOf(disparity: AssessedDisparity): DisparityType {
  const { metric, difference, ratio, between, verdict, reason, tested, isSignificant, isRobust } = disparity;
  return Object.assign(new DisparityType(), {
    criterion: metric,
    difference: EstimateType.of(difference, disparity.simultaneous?.difference),
    ratio: EstimateType.of(ratio, disparity.simultaneous?.ratio),
    between: (between ?? []).map((values) => Object.assign(new GroupNameType(), { values: [...values] })),
    verdict: lowerCase(verdict),
    reason,
    pAdjusted: tested?.difference.pAdjusted ?? null,
    significant: isSignificant,
    robust: isRobust,
    byDenominator: byDenominatorOf(disparity),
  });
}

function byDenominatorOf({ byDenominator }: AssessedDisparity): PolicyOutcomeType[] {
  return Object.entries(byDenominator ?? {}).map(([denominator, { difference, ratio, verdict }]) =>
    Object.assign(new PolicyOutcomeType(), {
      denominator: denominator as DenominatorPolicy,
      ...{ difference: difference.value, ratio: ratio.value, verdict: lowerCase(verdict) },
    }),
  );
}
