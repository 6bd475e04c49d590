export { briefOf, type BriefSubject } from './brief';
export { commentFault, commentLimits } from './comment-fault';
export { commentParts, mentionMarker } from './comment-parts';
export { compareVersions, type ChangePart, type VersionChange, type VersionFacts } from './compare-versions';
export { budgetDays, emergencyEnd, isPending, type Emergency } from './emergency';
export { evidenceExpiry } from './gates/evidence-expiry';
export { inboxKindOf, mayCastFor, type InboxKind } from './inbox';
export { builtInPolicy, policyTemplates } from './policies/built-in-policies';
export { deadlineOf, escalatedRole, reminderShares, remindersDue } from './deadline';
export { decide, type Case, type Person, type Verdict } from './decisions/decide';
export { notToAcknowledge, type RollbackReview } from './decisions/decide-acknowledgement';
export { decideActivation } from './decisions/decide-activation';
export {
  confirmAsSeen,
  decideEmergency,
  decideEmergencyEnd,
  decideEmergencyProposal,
  waivedGates,
  type Confirmation,
} from './decisions/decide-emergency';
export { decideExpiry, decideSupersession } from './decisions/decide-end';
export { decideTogether } from './decisions/decide-together';
export { decideRatification, ratifies } from './decisions/decide-ratification';
export { decideRefresh, freshDigest, type Fresh } from './decisions/decide-refresh';
export { reasonsAgainst } from './decisions/decide-gate';
export { decideRequest, type PromotionRequest } from './decisions/decide-request';
export { decideRestoration, decideRollback, wayBack } from './decisions/decide-rollback';
export { decideReinstatement, decideSuspension } from './decisions/decide-suspension';
export { delegationRefusal, longestDelegation, type DelegationOffer } from './decisions/decide-delegation';
export type { Delegation, HeldDelegation } from './delegation';
export { decideVote, givenFor, voteOf, type Ballot, type By } from './decisions/decide-vote';
export { decideWaiver, waiverOf, type WaiverRequest } from './decisions/decide-waiver';
export { decideWithdrawal } from './decisions/decide-withdrawal';
export { evaluateGate, type GateContext, type GateResult } from './gates/evaluate-gate';
export type { DriftEvidence, FairnessEvidence, GateEvidence, PerformanceEvidence } from './gates/evidence';
export type { GateVerdict } from './gates/finding';
export { deadlockText, findDeadlock, type EmptySeats, type PossibleVoter } from './find-deadlock';
export { fillSlots, type Approval, type FilledSlot } from './fill-slots';
export { gateRuleSchemas } from './gates/gate-rule-schemas';
export { isWaivable } from './gates/gate-rules';
export { measuredMetrics } from './gates/measured-metrics';
export type {
  AttachedRule,
  DriftRule,
  FairnessRule,
  GateKind,
  GateRule,
  PerformanceRule,
} from './gates/gate-rules';
export {
  judgesFairnessAlike,
  policyDigest,
  type Binding,
  type BreakGlass,
  type Environment,
  type Exclusion,
  type Policy,
  type RecertifyTrigger,
  type ModelTask,
  type RiskTier,
  type Slot,
} from './policies/policy';
export { diffPolicies, type PolicyChange, type Tendency } from './policies/diff-policies';
export { joinPolicies, originOf, partNames, type Origin } from './policies/join-policies';
export { lintPolicy, type LintFacts, type LintFinding } from './policies/lint-policy';
export {
  decidePolicyVote,
  type ChangeBallot,
  type PolicyChangeState,
  type ProposedChange,
} from './policies/policy-change';
export { policyJsonSchema } from './policies/policy-json-schema';
export { replay, type PastCase, type Replayed } from './policies/policy-replay';
export type { Fault } from './policies/policy-schema-faults';
export { readPolicy, readPolicyText, type ReadPolicy } from './policies/read-policy';
export { appliesTo, type ModelFacts, type ModelPlace } from './policies/policy-binding';
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
export { signatureMeaning } from './signature-meaning';
export { anyPasskey } from './signed-votes';
export { latestSeen, standing, type Decision, type Step } from './step';
export { transitions, type Cell, type PromotionAction } from './transitions';
export {
  actionPermissions,
  viewerActions,
  votesForOthers,
  type ViewerAction,
  type ViewerActionName,
  type VoteForOther,
} from './viewer-actions';
export { heldNow, mayVote, principalOf } from './voting-roles';
export { lifeGates, type LifeEvidence } from './gates/aged-evidence';
export { changedColumns, type ReadColumn, type SchemaChange } from './schema-change';
export {
  asksToLookOn,
  suspensionGround,
  type SinceApproval,
  type SuspensionCause,
  type SuspensionGround,
} from './suspension-ground';
export type { FindingSource, SuspensionFinding } from './suspension-finding';
export { thinPools, type ThinPool } from './policies/thin-pools';
export { waiversInForce, type Waiver } from './waiver';
