import { type PromotionState } from '@countersign/domain/approvals';
import { type LoggedEntry } from '../audit-log/logged-entries';

/** What a webhook can be told of; its name in a message is `promotion.requested` and so on. */
export const webhookEvents = {
  promotion_requested: 'Somebody asked for a promotion.',
  promotion_voted: 'Somebody voted.',
  promotion_gates_refreshed: 'The gates were evaluated again, perhaps in a new round.',
  promotion_blocked: 'A gate does not pass.',
  promotion_approved: 'Every seat is filled and every gate passes.',
  promotion_rejected: 'Somebody rejected it.',
  promotion_withdrawn: 'It was withdrawn.',
  promotion_activated: 'Its version serves.',
  promotion_superseded: 'Another version took its place.',
  promotion_suspended: 'Its version serves under a suspended approval.',
  promotion_resumed: 'A suspended approval holds again.',
  promotion_rolled_back: 'An earlier version took its place again.',
  promotion_expired: 'Its approval lapsed.',
  promotion_refused: 'A step of a promotion was refused.',
  policy_published: 'A policy of promotions was published.',
  model_version_registered: 'A model version was registered.',
  monitor_ran: 'A monitor ran.',
  fairness_audited: 'A fairness audit was run.',
  fairness_signed: 'Somebody signed a fairness audit.',
} as const satisfies Record<string, string>;

export type WebhookEvent = keyof typeof webhookEvents;

/** What was done, by the name of the mutation. */
const byAction: Readonly<Record<string, WebhookEvent>> = {
  requestPromotion: 'promotion_requested',
  castVote: 'promotion_voted',
  refreshGates: 'promotion_gates_refreshed',
  publishPolicy: 'policy_published',
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
  active: 'promotion_activated',
  suspended: 'promotion_suspended',
  superseded: 'promotion_superseded',
  rolled_back: 'promotion_rolled_back',
  rejected: 'promotion_rejected',
  withdrawn: 'promotion_withdrawn',
  expired: 'promotion_expired',
};

/** One thing that an entry of the log tells. */
export interface Happening {
  event: WebhookEvent;
  /** The promotion it is about; null where it is about something else. */
  promotionId: string | null;
  state: PromotionState | null;
}

/** Everything that an entry tells: what was done, then what came of it. */
export function happenings(entry: LoggedEntry): Happening[] {
  const promotionId = entry.subjectType === 'promotion' ? entry.subjectId : null;
  const state = stateOf(entry.payload?.['state']);
  if (entry.outcome === 'refused') {
    const isStep = promotionId !== null || entry.action === 'requestPromotion';
    return isStep ? [{ event: 'promotion_refused', promotionId, state }] : [];
  }
  const done = Object.hasOwn(byAction, entry.action) ? byAction[entry.action] : undefined;
  return [
    ...(done ? [{ event: done, promotionId, state }] : []),
    ...changed(entry, promotionId, state),
    ...superseded(entry),
  ];
}

function changed(
  { stateBefore }: LoggedEntry,
  promotionId: string | null,
  state: PromotionState | null,
): Happening[] {
  if (promotionId === null || state === null || state === stateBefore) return [];
  const isResumed = stateBefore === 'suspended' && state === 'active';
  const event = isResumed ? 'promotion_resumed' : byState[state];
  return event ? [{ event, promotionId, state }] : [];
}

/** Whoever takes a place over writes down whose it was. */
function superseded({ payload }: LoggedEntry): Happening[] {
  const promotionId = payload?.['superseded'];
  if (typeof promotionId !== 'string') return [];
  return [{ event: 'promotion_superseded', promotionId, state: 'superseded' }];
}

function stateOf(value: unknown): PromotionState | null {
  return typeof value === 'string' && Object.hasOwn(byState, value) ? (value as PromotionState) : null;
}
