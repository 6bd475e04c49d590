import type { Refusal } from '../../refusals';
import { decide, type Case } from '../decisions/decide';
import { freshDigest } from '../decisions/decide-refresh';
import type { Policy } from './policy';

/** A promotion of the past: what it was decided on, with its gates as the other policy judges the same evidence. */
export interface PastCase extends Omit<Case, 'policy'> {
  id: string;
  /** Whether it was approved. */
  wasLetThrough: boolean;
}

/** What another policy would have made of a promotion of the past. */
export interface Replayed {
  id: string;
  outcome: 'same' | 'would_have_blocked' | 'would_have_let_through';
  /** What would have been missing; empty unless it would have been blocked. */
  missing: readonly Refusal[];
}

/**
 * Takes the decisions of the past again, by another policy, on the evidence and the votes there were. Nobody voted
 * knowing that policy: a seat that it adds is empty in all of them.
 */
export function replay(policy: Policy, past: readonly PastCase[]): Replayed[] {
  return past.map(({ id, wasLetThrough, request, ...known }) => {
    // The votes are taken as cast on what this policy would have asked for.
    const subjectDigest = freshDigest(request, { policy, gates: known.gates }, request.round);
    // What the log saw after the decision was not known then: it would put every term behind the promotion.
    const asked = { ...request, state: 'in_review' as const, subjectDigest, seenAt: known.now };
    const { state, missing } = decide({ ...known, policy, request: asked });
    const isLetThrough = state === 'approved';
    if (isLetThrough === wasLetThrough) return { id, outcome: 'same', missing: [] };
    return isLetThrough
      ? { id, outcome: 'would_have_let_through', missing: [] }
      : { id, outcome: 'would_have_blocked', missing };
  });
}
