import { refuse } from '../../refusals';
import { freshDigest, isMoved, type Fresh } from './decide-refresh';
import type { Promotion } from '../promotion';
import { haveGatesPassed, isQuorumReached } from '../review';
import { closedBy, moveTo, standing, type Decision } from '../step';
import { waivedIds } from '../waiver';

/**
 * The step an activation leads to. Everything is checked once more: expiry, the gates as they are now,
 * that the evidence, the policy and the version to replace are the ones approved, and that the voters still hold their roles.
 */
export function decideActivation(promotion: Promotion, fresh: Fresh, now: number): Decision {
  const refusal = closedBy(standing(promotion, now), 'activate');
  if (refusal !== null) return refusal;
  const found = { ...promotion, policy: fresh.policy, gates: fresh.gates };
  if (!haveGatesPassed(fresh.policy, fresh.gates, waivedIds(found))) {
    return refuse(
      'GATES_NOT_PASSED',
      'A gate that had passed, or what it found been waived, does not let it through any more; refresh the gates.',
    );
  }
  if (freshDigest(promotion, fresh, promotion.round) !== promotion.subjectDigest) {
    return refuse(
      'STALE_ROUND',
      'Evidence or policy changed after the approval; refresh the gates and vote again.',
    );
  }
  if (isMoved(promotion, fresh)) {
    return refuse(
      'ALIAS_MOVED',
      'The alias does not point to the version that this was to replace; refresh the gates and vote again.',
    );
  }
  if (!isQuorumReached(found)) {
    return refuse(
      'QUORUM_NOT_REACHED',
      'The vote of an approver does not count any more: they lost the role, or made what is approved.',
    );
  }
  return { ...moveTo(promotion, 'active', now), activatedAt: now };
}
