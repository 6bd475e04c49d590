import { decidedState } from '../emergency-state';
import type { GateResult } from '../gates/evaluate-gate';
import { policyDigest, type Policy } from '../policies/policy';
import { subjectDigest, type Promotion } from '../promotion';
import { evidenceDigestsOf } from '../review';
import { closedBy, moveTo, standing, type Decision } from '../step';

/** What holds now: the policy in force and its gates, evaluated on the newest evidence. */
export interface Fresh {
  policy: Policy;
  gates: readonly GateResult[];
  /** The version that serves in the place; null where none does. Absent: not looked at. */
  servingVersionId?: string | null;
}

/**
 * The step that evaluating the gates again leads to. Other evidence, another policy or another version to
 * replace opens the next round: earlier votes stay on record and no longer count.
 */
export function decideRefresh(promotion: Promotion, fresh: Fresh, now: number): Decision {
  const refusal = closedBy(standing(promotion, now), 'refresh_gates');
  if (refusal !== null) return refusal;
  const refreshed = { ...promotion, policy: fresh.policy, gates: fresh.gates };
  if (
    freshDigest(promotion, fresh, promotion.round) !== promotion.subjectDigest ||
    isMoved(promotion, fresh)
  ) {
    refreshed.round = promotion.round + 1;
    refreshed.subjectDigest = freshDigest(promotion, fresh, refreshed.round);
  }
  return moveTo(refreshed, decidedState(refreshed, now), now);
}

/** Whether another version serves in the place than when what is voted on was put together. */
export function isMoved(
  { replacesVersionId: was }: Pick<Promotion, 'replacesVersionId'>,
  { servingVersionId: is }: Fresh,
): boolean {
  return was !== undefined && is !== undefined && was !== is;
}

/** The digest of what would be voted on if the gates were refreshed in this round. */
export function freshDigest({ target }: Pick<Promotion, 'target'>, fresh: Fresh, round: number): string {
  return subjectDigest({
    ...target,
    evidenceDigests: evidenceDigestsOf(fresh.gates),
    policyDigest: policyDigest(fresh.policy),
    round,
  });
}
