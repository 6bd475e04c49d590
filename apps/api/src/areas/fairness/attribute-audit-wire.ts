import { type AttributeAudit, type Disparity, type GroupOutcome } from '@countersign/statistics/fairness';
import { EstimateType } from '../../wire/estimate';
import {
  AttributeAuditType,
  DisparityType,
  GroupNameType,
  GroupOutcomeType,
  OutcomeCountsType,
} from './attribute-audit.schema';
import { lowerCase } from './fairness-report';

/** The audit of an attribute as GraphQL shows it. */
export function attributeAuditOf(audit: AttributeAudit): AttributeAuditType {
  return Object.assign(new AttributeAuditType(), {
    attributes: [...audit.attributes],
    unknown: audit.unknownGroup,
    groups: audit.groups.map(groupOutcomeOf),
    disparities: audit.disparities.map(disparityOf),
  });
}

function groupOutcomeOf({ group, n, share, counts, eligible, metrics }: GroupOutcome): GroupOutcomeType {
  return Object.assign(new GroupOutcomeType(), {
    ...{ values: [...group], n, share, eligible },
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

function disparityOf({ criterion, difference, ratio, between, verdict, reason }: Disparity): DisparityType {
  return Object.assign(new DisparityType(), {
    criterion: criterion.name,
    difference: EstimateType.of(difference),
    ratio: EstimateType.of(ratio),
    between: (between ?? []).map((values) => Object.assign(new GroupNameType(), { values: [...values] })),
    verdict: lowerCase(verdict),
    reason,
  });
}
