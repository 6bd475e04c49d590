import { type PromotionState } from '@countersign/domain/approvals';
import { type LoggedEntry } from '../audit-log/logged-entries';

/** What a webhook can be told of; its name in a message is `promotion.requested` and so on. */
export const webhookEvents = {
  promotion_requested: 'Somebody asked for a promotion.',
  promotion_voted: 'Somebody voted.',
  promotion_commented: 'Somebody said something about it.',
  promotion_gate_waived: 'Somebody waived what a gate found.',
  promotion_gates_refreshed: 'The gates were evaluated again, perhaps in a new round.',
  promotion_blocked: 'A gate does not pass.',
  promotion_approved: 'Every seat is filled and every gate passes.',
  promotion_rejected: 'Somebody rejected it.',
  promotion_withdrawn: 'It was withdrawn.',
  promotion_emergency_proposed: 'Somebody asked that its version serve before it is approved.',
  promotion_provisional: 'Its version serves by an emergency, for a time, and is not approved.',
  promotion_emergency_ended: 'The time of an emergency was over without an approval.',
  promotion_activated: 'Its version serves.',
  promotion_superseded: 'Another version took its place.',
  promotion_suspended: 'Its approval was suspended; its version goes on serving.',
  promotion_resumed: 'Its suspended approval holds again.',
  promotion_rolled_back: 'An earlier version took its place again.',
  promotion_restored: 'Its version serves again, since a later one was rolled back.',
  promotion_rollback_reviewed: 'Somebody looked at what was rolled back, and said what came of it.',
  promotion_reminded: 'Half or three quarters of the term to decide it are over.',
  promotion_expired: 'Its approval lapsed, or nobody decided it in time.',
  promotion_refused: 'A step of a promotion was refused.',
  delegation_given: 'Somebody gave their votes to another for a time.',
  delegation_revoked: 'Votes that were given away were taken back before their time.',
  policy_change_proposed: 'Somebody asked for another policy, or for the end of one.',
  policy_change_voted: 'Somebody voted on a change of policies.',
  policy_published: 'A policy came into force.',
  evidence_attached: 'Evidence was attached to a model version.',
  external_check_requested: 'A service outside was asked for its answer about a model version.',
  threshold_registered: 'A limit was registered before anything was measured.',
  model_classified: 'A risk officer changed the tier, the use case or the tags of a model.',
  model_version_registered: 'A model version was registered.',
  monitor_ran: 'A monitor ran.',
  fairness_audited: 'A fairness audit was run.',
  fairness_signed: 'Somebody signed a fairness audit.',
} as const satisfies Record<string, string>;

export type WebhookEvent = keyof typeof webhookEvents;

/** What was done, by the name of the action. */
const byAction: Readonly<Record<string, WebhookEvent>> = {
  requestPromotion: 'promotion_requested',
  castVote: 'promotion_voted',
  addPromotionComment: 'promotion_commented',
  refreshGates: 'promotion_gates_refreshed',
  waiveGate: 'promotion_gate_waived',
  withdrawPromotion: 'promotion_withdrawn',
  activatePromotion: 'promotion_activated',
  proposeEmergency: 'promotion_emergency_proposed',
  confirmEmergency: 'promotion_provisional',
  endEmergency: 'promotion_emergency_ended',
  suspendPromotion: 'promotion_suspended',
  reinstatePromotion: 'promotion_resumed',
  rollBack: 'promotion_rolled_back',
  acknowledgeRollback: 'promotion_rollback_reviewed',
  remindPromotion: 'promotion_reminded',
  expirePromotion: 'promotion_expired',
  delegate: 'delegation_given',
  revokeDelegation: 'delegation_revoked',
  proposePolicy: 'policy_change_proposed',
  proposePolicyRetirement: 'policy_change_proposed',
  votePolicyChange: 'policy_change_voted',
  publishPolicy: 'policy_published',
  attachEvidence: 'evidence_attached',
  requestExternalCheck: 'external_check_requested',
  registerThreshold: 'threshold_registered',
  classifyModel: 'model_classified',
  registerModelVersion: 'model_version_registered',
  runMonitor: 'monitor_ran',
  runFairnessAudit: 'fairness_audited',
  signFairnessAudit: 'fairness_signed',
};

/** What came of it, by the state that a promotion came into. */
const byState: Readonly<Record<PromotionState, WebhookEvent | null>> = {
  in_review: null,
  blocked: 'promotion_blocked',
  approved: 'promotion_approved',
  provisional: 'promotion_provisional',
  active: 'promotion_activated',
  suspended: 'promotion_suspended',
  superseded: 'promotion_superseded',
  rolled_back: 'promotion_rolled_back',
  rejected: 'promotion_rejected',
  withdrawn: 'promotion_withdrawn',
  expired: 'promotion_expired',
};

/** What else an entry says came of it, by the detail that names whom it came to. */
const byDetail: readonly { detail: string; event: WebhookEvent; state: PromotionState | null }[] = [
  { detail: 'superseded', event: 'promotion_superseded', state: 'superseded' },
  { detail: 'restored', event: 'promotion_restored', state: 'active' },
  { detail: 'policyId', event: 'policy_published', state: null },
];

/** One thing that an entry of the log tells. */
export interface Happening {
  event: WebhookEvent;
  /** The promotion it is about; null where it is about something else. */
  promotionId: string | null;
  state: PromotionState | null;
}

/** Everything that an entry tells, once each: what was done, what came of it, and what came of it for others. */
export function happenings(entry: LoggedEntry): Happening[] {
  const { action, outcome, payload } = entry;
  const promotionId = promotionOf(entry);
  const state = promotionId === null ? null : stateOf(payload?.['state']);
  if (outcome === 'refused') {
    const isStep = entry.subjectType === 'promotion' || action === 'requestPromotion';
    return isStep ? [{ event: 'promotion_refused', promotionId, state }] : [];
  }
  const own = [done(action), changed(entry, state)].filter((event) => event !== null);
  return [...[...new Set(own)].map((event) => ({ event, promotionId, state })), ...ofOthers(entry)];
}

/** The promotion that an entry is about, in itself or by what was said about it. */
function promotionOf({ subjectType, subjectId, payload }: LoggedEntry): string | null {
  if (subjectType === 'promotion') return subjectId;
  const id = subjectType === 'promotion_comment' ? payload?.['promotionId'] : null;
  return typeof id === 'string' ? id : null;
}

const done = (action: string): WebhookEvent | null =>
  Object.hasOwn(byAction, action) ? (byAction[action] ?? null) : null;

function changed({ stateBefore }: LoggedEntry, state: PromotionState | null): WebhookEvent | null {
  if (state === null || state === stateBefore) return null;
  if (state === 'active' && stateBefore === 'suspended') return 'promotion_resumed';
  return state === 'active' && stateBefore === 'provisional' ? 'promotion_approved' : byState[state];
}

function ofOthers({ action, payload }: LoggedEntry): Happening[] {
  const told = done(action);
  return byDetail.flatMap(({ detail, event, state }) => {
    const id = payload?.[detail];
    if (told === null || told === event || typeof id !== 'string') return [];
    return [{ event, promotionId: state === null ? null : id, state }];
  });
}

function stateOf(value: unknown): PromotionState | null {
  return typeof value === 'string' && Object.hasOwn(byState, value) ? (value as PromotionState) : null;
}
