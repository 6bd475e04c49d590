export { AuditCounter, type AuditCell, type AuditRow, type CountPlan } from './audit-counter';
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
export { auditSections, type SectionPositions } from './audit-sections';
export {
  type AuditEndReason,
  type AuditValidity,
  auditValidity,
  keepsFromRelease,
  type SinceAudit,
} from './audit-validity';
export { type AreaGap, aucGap, type GroupArea } from './auc-gap';
export { type QuestionChange } from './question-changes';
export { type AuditComparison, compareAudits, type GapChange, type SectionChange } from './compare-audits';
export { isAreaCompared, isSweepCompared } from './compared-scores';
export { countAudit } from './count-audit';
export { CountingError, type CountingErrorCode } from './counting-error';
export { defaultCriteria, defaultMinimumGroupSize } from './default-criteria';
export { defaultLimits, defaultPolicy } from './default-policy';
export { deriveAudit } from './derive-audit';
export { isKnownLawPack, withKnownLawPacks } from './law-reports';
export { medianScore } from './median-score';
export { mergeAuditCounts } from './merge-audit-counts';
export { fairnessEvidence } from './fairness-evidence';
export { firstDifference } from './first-difference';
export { type GapSplit } from './gap-split';
export { hidesAnything, isEveryGroupShown } from './hides-anything';
export { isPairShown } from './is-pair-shown';
export { type GroupOverrides, type SectionOverrides } from './override-results';
export { readAuditCounts } from './read-counts';
export { readFairnessPolicy } from './read-policy';
export { nearestThreshold, sectionAtThreshold, sectionTails } from './section-at-threshold';
export { scoreEdges } from './score-bin';
export { suppressed } from './suppressed';
export {
  type ShownDisparity,
  type ShownGroup,
  type ShownSection,
  type SuppressedResults,
} from './suppressed-results';
export {
  type EvidenceCheck,
  type EvidenceCheckName,
  type EvidenceVerification,
  verifyFairnessEvidence,
} from './verify-fairness-evidence';
