export {
  type AttributeAudit,
  auditAttributes,
  auditCounts,
  type AuditOptions,
  auditVerdict,
  type GroupOutcome,
} from './audit-attributes';
export { type ExcludedGroup, type ExtremeGroups } from './compare-groups';
export { countOutcomes, type OutcomeRow } from './count-outcomes';
export { disparities } from './disparities';
export {
  type Disparity,
  type DisparityOptions,
  type FairnessCriterion,
  type FairnessCriterionName,
  type FairnessVerdict,
} from './disparity';
export { groupMetrics, type GroupMetrics } from './group-metrics';
export { type FavourableOutcome, type GroupRateName } from './group-rate';
export { mergeCounts } from './merge-counts';
export {
  type GroupCounts,
  labelledRows,
  type OutcomeCounts,
  type PopulationCounts,
  predictedRows,
} from './outcome-counts';
