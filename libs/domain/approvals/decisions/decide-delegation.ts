import type { Actor, Role } from '../../access';
import { refuse, type Refusal } from '../../refusals';
import { clockSkew } from '../clock-skew';
import { escalatedRole } from '../deadline';
import type { Delegation, HeldDelegation } from '../delegation';
import type { Promotion } from '../promotion';
import { latestSeen } from '../step';
import { mayVote } from '../voting-roles';

/** A delegation as somebody asks for it, with the roles that both hold now. */
export interface DelegationOffer {
  /** Null for nobody who is there: an unknown person, or one who was deactivated. */
  delegate: { personId: string; roles: readonly Role[] } | null;
  roles: readonly Role[];
  from: number;
  until: number;
}

/** The longest time for which votes are given away at once: an absence, and no lasting change of who decides. */
export const longestDelegation = 30 * 86_400_000;

/** The delegations of one person that have not ended, at most: more than anybody needs, and a bound all the same. */
const most = 20;

type Edge = Pick<Delegation, 'delegatorId' | 'delegateId' | 'from' | 'until'>;

/**
 * Why votes cannot be given away so, or null; docs/spec/promotions.md, P-128 to P-131.
 * @param others the delegations of the workspace that have not ended, each until it ends
 */
export function delegationRefusal(
  { delegate, roles, from, until }: DelegationOffer,
  actor: Actor,
  others: readonly Edge[],
): Refusal | null {
  if (delegate === null || delegate.personId === actor.id || !delegate.roles.some(mayVote))
    return refuse('CANNOT_DELEGATE', 'Votes go to somebody else, an active member who may vote themselves.');
  const held = actor.kind === 'person' ? actor.roles.filter(mayVote) : [];
  const lacked = roles.filter((role) => !held.includes(role));
  if (roles.length === 0 || lacked.length > 0)
    return refuse('CANNOT_DELEGATE', 'Nobody gives away votes in a role in which they have none themselves.');
  if (others.filter(({ delegatorId }) => delegatorId === actor.id).length >= most)
    return refuse(
      'CANNOT_DELEGATE',
      `Nobody gives their votes away ${most} times at once; revoke some first.`,
    );
  const offer = { delegatorId: actor.id, delegateId: delegate.personId, from, until };
  if (!closesCircle(offer, others)) return null;
  return refuse(
    'DELEGATION_CIRCLE',
    'At some time meanwhile their own votes would come back to you, directly or through others.',
  );
}

/**
 * Whether at some instant at which the offer is in force the delegate's own votes would lead back to the delegator. What is in
 * force together changes only where something begins, so that these instants are enough.
 */
export function closesCircle(offer: Edge, others: readonly Edge[]): boolean {
  const begins = others.map(({ from }) => from).filter((from) => from > offer.from && from < offer.until);
  return [offer.from, ...begins].some((at) => {
    const inForce = others.filter(({ from, until }) => from <= at && at < until);
    return isReached(offer.delegatorId, offer.delegateId, inForce);
  });
}

function isReached(wanted: string, start: string, edges: readonly Edge[]): boolean {
  const reached = new Set([start]);
  // A set is walked in the order of insertion, what is added meanwhile as well.
  for (const person of reached)
    for (const { delegatorId, delegateId } of edges) if (delegatorId === person) reached.add(delegateId);
  return reached.has(wanted);
}

/**
 * What lets the actor cast a vote of somebody else now; of several the first that gives most of the roles that a vote takes
 * here; null where nothing does.
 */
export function delegationFor(
  promotion: Promotion,
  delegatorId: string,
  { actor, now }: { actor: Actor; now: number },
): HeldDelegation | null {
  const given = (promotion.delegations ?? []).filter(
    (each) =>
      each.delegatorId === delegatorId && each.delegateId === actor.id && isInForce(each, promotion, now),
  );
  const asked = [...promotion.policy.slots.map(({ role }) => role), escalatedRole(promotion, now)];
  const taken = (each: HeldDelegation) => rolesGiven(each).filter((role) => asked.includes(role)).length;
  const sorted = [...given].sort((one, other) => taken(other) - taken(one));
  return sorted[0] ?? null;
}

/** Time does not go back: what the log has seen end stays ended, and what a clock ahead of time began is not in force. */
function isInForce({ from, until }: HeldDelegation, promotion: Promotion, now: number): boolean {
  return from <= now + clockSkew && latestSeen(promotion, now) < until;
}

/** The roles in which a vote is cast for somebody: those that were given and that they hold still. */
export function rolesGiven({ roles, delegatorRoles }: HeldDelegation): Role[] {
  return roles.filter((role) => delegatorRoles.includes(role));
}
