export {
  type AuditCounts,
  type BinnedScores,
  type CountedGroup,
  type GroupHistogram,
  scoreBins,
  type SectionCounts,
} from './audit-counts';
export { type AuditEvidence, auditEvidenceSchema, type AuditSubject } from './audit-evidence';
export {
  type AppliedLawPack,
  type AttributeOrigin,
  attributeOrigins,
  type AuditAttribute,
  auditMethod,
  type AuditMinimums,
  type AuditReasons,
  type FairnessPolicy,
} from './audit-policy';
export {
  type AuditResults,
  type CalibrationTenth,
  type CriterionResult,
  type GroupResult,
  type GroupScoreResult,
  type SectionResults,
  type SectionScores,
  type SweptGroup,
} from './audit-results';
export { defaultCriteria, defaultMinimumGroupSize } from './default-criteria';
