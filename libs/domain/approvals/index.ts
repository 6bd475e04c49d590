export { briefOf, type BriefSubject } from './brief';
export { compareVersions, type ChangePart, type VersionChange, type VersionFacts } from './compare-versions';
export { evidenceExpiry } from './evidence-expiry';
export { inboxKindOf, type InboxKind } from './inbox';
export { builtInPolicy, policyTemplates } from './built-in-policies';
export { deadlineOf, escalatedRole, reminderShares, remindersDue } from './deadline';
export { decide, type Case, type Person, type Verdict } from './decide';
export { decideActivation } from './decide-activation';
export { decideExpiry, decideSupersession } from './decide-end';
export { decideRefresh, freshDigest, type Fresh } from './decide-refresh';
export { reasonsAgainst } from './decide-gate';
export { decideRequest, type PromotionRequest } from './decide-request';
export { decideRestoration, decideRollback, wayBack } from './decide-rollback';
export {
  decideReinstatement,
  decideSuspension,
  suspensionGround,
  type SinceApproval,
  type SuspensionCause,
  type SuspensionGround,
} from './decide-suspension';
export { decideVote, voteOf, type Ballot, type By } from './decide-vote';
export { decideWithdrawal } from './decide-withdrawal';
export { evaluateGate, type GateContext, type GateResult } from './evaluate-gate';
export type { DriftEvidence, FairnessEvidence, GateEvidence, PerformanceEvidence } from './evidence';
export type { GateVerdict } from './finding';
export { deadlockText, findDeadlock, type EmptySeats, type PossibleVoter } from './find-deadlock';
export { fillSlots, type Approval, type FilledSlot } from './fill-slots';
export { gateRuleSchemas } from './gate-rule-schemas';
export type {
  AttachedRule,
  DriftRule,
  FairnessRule,
  GateKind,
  GateRule,
  PerformanceRule,
} from './gate-rules';
export {
  judgesFairnessAlike,
  policyDigest,
  type Binding,
  type Environment,
  type Exclusion,
  type Policy,
  type RiskTier,
  type Slot,
} from './policy';
export { diffPolicies, type PolicyChange, type Tendency } from './diff-policies';
export { joinPolicies, originOf, partNames, type Origin } from './join-policies';
export { lintPolicy, type LintFacts, type LintFinding } from './lint-policy';
export {
  decidePolicyVote,
  type ChangeBallot,
  type PolicyChangeState,
  type ProposedChange,
} from './policy-change';
export { policyJsonSchema } from './policy-json-schema';
export { replay, type PastCase, type Replayed } from './policy-replay';
export type { Fault } from './policy-schema-faults';
export { readPolicy, readPolicyText, type ReadPolicy } from './read-policy';
export { appliesTo, type ModelFacts, type ModelPlace } from './policy-binding';
export {
  openStates,
  servingStates,
  subjectDigest,
  type ApprovalSubject,
  type Contributor,
  type Earlier,
  type Promotion,
  type PromotionState,
  type PromotionTarget,
  type Vote,
  type VoteDecision,
} from './promotion';
export {
  barOf,
  countingVotes,
  evidenceDigestsOf,
  filledSlots,
  haveGatesPassed,
  isCounting,
  isQuorumReached,
  isRequester,
  type Bar,
} from './review';
export { latestSeen, standing, type Decision, type Step } from './step';
export { transitions, type Cell, type PromotionAction } from './transitions';
export { actionPermissions, viewerActions, type ViewerAction, type ViewerActionName } from './viewer-actions';
