import { type ShownDisparity, type ShownGroup, type ShownSection } from '@countersign/domain/fairness';
import { type DisparityName } from '@countersign/statistics/fairness';
import { type Estimate, type Interval } from '@countersign/statistics/inference';
import { EstimateType } from '../../wire/estimate';
import {
  AttributeAuditType,
  DisparityType,
  GroupOutcomeType,
  OutcomeCountsType,
} from './attribute-audit.schema';
import { lowerCase } from './fairness-report';
import { GroupNameType } from './group-name.schema';

/** The audit of an attribute or crossing for those who may not see small numbers of people. */
export function shownAttributeAuditOf(
  { attributes, unknownGroup: unknown, withheld, groups, disparities }: ShownSection,
  criteria: readonly DisparityName[],
): AttributeAuditType {
  const judged = criteria.flatMap((name) => disparities.find(({ metric }) => metric === name) ?? []);
  return Object.assign(new AttributeAuditType(), {
    ...{ attributes: [...attributes], unknown, withheld },
    groups: groups.map(groupOutcomeOf),
    disparities: judged.map(disparityOf),
    overrides: null,
  });
}

const estimateOf = (estimate: Estimate | null, joint?: Interval | null): EstimateType | null =>
  estimate && EstimateType.of(estimate, joint);

function groupOutcomeOf({
  group,
  n,
  share,
  eligible,
  counts,
  metrics,
  ...rates
}: ShownGroup): GroupOutcomeType {
  return Object.assign(new GroupOutcomeType(), {
    ...{ values: [...group], isHidden: n === null, n, share, eligible },
    counts: counts && OutcomeCountsType.of(counts),
    selectionRate: estimateOf(rates.selectionRate),
    favourableRate: estimateOf(rates.favourableRate),
    baseRate: estimateOf(metrics && metrics.base_rate),
    truePositiveRate: estimateOf(metrics && metrics.tpr),
    falsePositiveRate: estimateOf(metrics && metrics.fpr),
    positivePredictiveValue: estimateOf(metrics && metrics.ppv),
    accuracy: estimateOf(metrics && metrics.accuracy),
  });
}

function disparityOf(disparity: ShownDisparity): DisparityType {
  const { metric, difference, ratio, simultaneous, between, verdict, reason } = disparity;
  return Object.assign(new DisparityType(), {
    criterion: metric,
    difference: estimateOf(difference, simultaneous?.difference),
    ratio: estimateOf(ratio, simultaneous?.ratio),
    between: (between ?? []).map((values) => Object.assign(new GroupNameType(), { values: [...values] })),
    ...{ verdict: lowerCase(verdict), reason },
    ...{ significant: disparity.isSignificant, robust: disparity.isRobust },
    // They rest on every group.
    ...{ pAdjusted: null, byDenominator: [] },
  });
}
