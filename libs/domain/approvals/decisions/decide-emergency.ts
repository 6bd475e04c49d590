import type { Actor } from '../../access';
import { refuse, type Refusal } from '../../refusals';
import { freshDigest, isMoved, type Fresh } from './decide-refresh';
import { notProven, type By } from './decide-vote';
import { budgetDays, isOver, isPending, type Emergency } from '../emergency';
import { endOfEmergency } from '../emergency-state';
import { isAbsolute } from '../gates/gate-rules';
import type { GateResult } from '../gates/evaluate-gate';
import type { BreakGlass, Policy } from '../policies/policy';
import type { Promotion } from '../promotion';
import { isDependent, isRequester } from '../review';
import { closedBy, latestSeen, moveTo, standing, type Decision } from '../step';

/** A second person's word, with what they were looking at. */
export interface Confirmation {
  emergencyId: string;
  subjectDigest: string;
}

/** The step of whoever asks that a version serve before its promotion is approved: nothing moves yet. P-116 to P-119. */
export function decideEmergencyProposal(promotion: Promotion, by: By): Decision {
  const { actor, now } = by;
  const refusal =
    closedBy(standing(promotion, now), 'propose_emergency') ??
    unknownTo(promotion.policy) ??
    notAPerson(actor) ??
    notWaivable(promotion.policy, promotion.gates) ??
    spent(promotion) ??
    notProven(promotion, by);
  return refusal ?? moveTo(promotion, promotion.state, now);
}

/** The step of the second person: the version serves from now on, and is not approved. */
export function decideEmergency(
  promotion: Promotion,
  { confirmation, fresh }: { confirmation: Confirmation; fresh: Fresh },
  by: By,
): Decision {
  const { actor, now } = by;
  const { emergency } = promotion;
  const refusal =
    closedBy(standing(promotion, now), 'confirm_emergency') ??
    unknownTo(fresh.policy) ??
    notProposed(promotion, confirmation.emergencyId, { terms: fresh.policy, now }) ??
    notSecond(promotion, emergency as Emergency, actor) ??
    changed(promotion, confirmation, fresh) ??
    notWaivable(fresh.policy, fresh.gates) ??
    spent(promotion) ??
    notProven(promotion, by);
  return refusal ?? { ...moveTo(promotion, 'provisional', now), activatedAt: now };
}

/** The same for who looks at the promotion as it is. */
export function confirmAsSeen(promotion: Promotion, by: By): Decision {
  const { emergency, subjectDigest } = promotion;
  const confirmation = { emergencyId: emergency?.id ?? '', subjectDigest };
  return decideEmergency(promotion, { confirmation, fresh: promotion }, by);
}

/** The step that time brings: whatever was not approved by then gives way, or permits nothing new. */
export function decideEmergencyEnd(promotion: Promotion, now: number): Decision {
  const refusal = closedBy(promotion.state, 'end_emergency');
  if (refusal !== null) return refusal;
  if (!isOver(promotion.emergency, latestSeen(promotion, now)))
    return refuse('PROMOTION_CLOSED', 'The emergency is not over yet.');
  return moveTo(promotion, endOfEmergency(promotion, now), now);
}

/** The gates that an emergency waives: those that would hold the promotion up, with what they had found. */
export function waivedGates<Gate extends GateResult>(policy: Policy, gates: readonly Gate[]): Gate[] {
  return gates.filter(
    ({ gateId, verdict, severity }) =>
      verdict !== 'pass' && severity !== 'info' && policy.gates.some(({ id }) => id === gateId),
  );
}

function unknownTo({ breakGlass }: Policy): Refusal | null {
  if (breakGlass !== undefined) return null;
  return refuse('NO_BREAK_GLASS', 'The policy of this place lets nothing serve before it is approved.');
}

function notAPerson({ kind }: Actor): Refusal | null {
  return kind === 'person'
    ? null
    : refuse('ROLE_NOT_REQUIRED', 'Two people answer for an emergency; a service cannot.');
}

/** By the terms in force: those of a round before may know no emergency at all. */
function notProposed(
  promotion: Promotion,
  id: string,
  { terms: { breakGlass }, now }: { terms: Policy; now: number },
): Refusal | null {
  const { emergency } = promotion;
  const isProposed = emergency?.id === id && breakGlass !== undefined;
  if (isProposed && isPending(emergency, breakGlass, latestSeen(promotion, now))) return null;
  return refuse('NO_EMERGENCY', 'This emergency was not proposed, or its proposal is over; look again.');
}

function notSecond(promotion: Promotion, emergency: Emergency, actor: Actor): Refusal | null {
  const { proposerId, dependentIds = [] } = emergency;
  const no = (why: string) => refuse('SECOND_PERSON_NEEDED', `${why}; somebody else has to confirm it.`);
  if (actor.id === proposerId) return no('You proposed this emergency');
  if (isRequester(promotion, actor.id)) return no('You requested this promotion');
  if (isDependent(promotion, actor.id) || dependentIds.includes(actor.id))
    return no('You gave the other their roles or a new password, or have yours from them');
  return notAPerson(actor);
}

function changed(promotion: Promotion, { subjectDigest }: Confirmation, fresh: Fresh): Refusal | null {
  const looked = [subjectDigest, promotion.emergency?.subjectDigest];
  const now = [freshDigest(promotion, fresh, promotion.round)];
  if ([...looked, ...now].some((digest) => digest !== promotion.subjectDigest))
    return refuse('STALE_ROUND', 'Evidence or policy changed; refresh the gates and propose it again.');
  return isMoved(promotion, fresh)
    ? refuse('ALIAS_MOVED', 'The alias does not point to the version that this was to replace; look again.')
    : null;
}

function notWaivable(policy: Policy, gates: readonly GateResult[]): Refusal | null {
  const closed = policy.gates.filter(isAbsolute).find(({ id }) => {
    const results = gates.filter(({ gateId }) => gateId === id);
    return results.length === 0 || results.some(({ verdict }) => verdict !== 'pass');
  });
  if (closed === undefined) return null;
  return refuse('GATE_NOT_WAIVABLE', `${closed.title}: not even an emergency waives this gate.`);
}

function spent({ policy, emergenciesUsed = 0 }: Promotion): Refusal | null {
  const { perMonth } = policy.breakGlass as BreakGlass;
  if (emergenciesUsed < perMonth) return null;
  return refuse(
    'EMERGENCY_BUDGET_SPENT',
    `The policy lets ${perMonth} within ${budgetDays} days serve so, and as many did.`,
  );
}
