export {
  type AttributeAudit,
  auditAttributes,
  auditCounts,
  type AuditOptions,
  auditVerdict,
  type GroupOutcome,
} from './audit-attributes';
export { type ExtremeGroups } from './compare-groups';
export { countOutcomes, type OutcomeRow } from './count-outcomes';
export { disparities } from './disparities';
export {
  type Disparity,
  type DisparityOptions,
  type FairnessCriterion,
  type FairnessCriterionName,
  type FairnessVerdict,
} from './disparity';
export { type ExcludedGroup } from './eligible-groups';
export { groupMetrics, type GroupMetrics } from './group-metrics';
export { mergeCounts } from './merge-counts';
export {
  type GroupCounts,
  labelledRows,
  type OutcomeCounts,
  type PopulationCounts,
  predictedRows,
} from './outcome-counts';
export { type FavourableOutcome, type GroupRateName } from './rate-cells';
