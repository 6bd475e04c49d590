import type { GateResult } from './evaluate-gate';
import { fillSlots, type FilledSlot } from './fill-slots';
import type { Policy } from './policy';
import type { Promotion, PromotionState, Vote } from './promotion';

/** Whether a person asked for the promotion or answers for the service that did. */
export function isRequester(
  promotion: Pick<Promotion, 'requesterId' | 'sponsorId'>,
  personId: string,
): boolean {
  return personId === promotion.requesterId || personId === promotion.sponsorId;
}

/** Whether a vote counts: cast in the current round, by someone else than the requester, in a required role. */
export function isCounting(promotion: Promotion, vote: Vote): boolean {
  const { round, policy } = promotion;
  return (
    vote.round === round &&
    !isRequester(promotion, vote.personId) &&
    policy.slots.some((slot) => vote.roles.includes(slot.role))
  );
}

/** The counting votes, one a person: should a person have several, the first. */
export function countingVotes(promotion: Promotion): Vote[] {
  const seen = new Set<string>();
  return promotion.votes.filter((vote) => {
    if (!isCounting(promotion, vote) || seen.has(vote.personId)) return false;
    seen.add(vote.personId);
    return true;
  });
}

/** The required seats and who fills them in the current round. */
export function filledSlots(promotion: Promotion): FilledSlot[] {
  const approvals = countingVotes(promotion).filter((vote) => vote.decision === 'approve');
  return fillSlots(promotion.policy.slots, approvals);
}

/** Whether every seat is filled and nobody asks for changes. A policy without seats is never satisfied. */
export function isQuorumReached(promotion: Promotion): boolean {
  const seats = filledSlots(promotion);
  const isHeldUp = countingVotes(promotion).some((vote) => vote.decision === 'request_changes');
  return !isHeldUp && seats.length > 0 && seats.every((seat) => seat.filledBy !== null);
}

/** Whether every gate of the policy has a result and all of these are passes. */
export function haveGatesPassed(policy: Policy, gates: readonly GateResult[]): boolean {
  return policy.gates.every(({ id }) => {
    const results = gates.filter((gate) => gate.gateId === id);
    return results.length > 0 && results.every((gate) => gate.verdict === 'pass');
  });
}

/** The evidence the gates looked at, each digest once, sorted. */
export function evidenceDigestsOf(gates: readonly GateResult[]): string[] {
  const digests = gates.flatMap(({ evidenceDigest }) =>
    evidenceDigest === undefined ? [] : [evidenceDigest],
  );
  return [...new Set(digests)].sort();
}

/** The state that votes and gates give to a promotion under review. */
export function reviewedState(promotion: Promotion): PromotionState {
  const isRejected = countingVotes(promotion).some((vote) => vote.decision === 'reject');
  if (isRejected) return 'rejected';
  if (!haveGatesPassed(promotion.policy, promotion.gates)) return 'blocked';
  return isQuorumReached(promotion) ? 'approved' : 'in_review';
}
