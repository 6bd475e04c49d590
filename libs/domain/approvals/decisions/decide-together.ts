import { refuse, type Refusal } from '../../refusals';
import { evidenceExpiry } from '../gates/evidence-expiry';
import type { GateResult } from '../gates/evaluate-gate';
import type { Promotion } from '../promotion';
import { countingVotes } from '../review';

/** What is known beside a promotion of those that are to be approved together. */
interface Together {
  /** Under how many policies they are, this one counted. */
  policies: number;
  /** When the evidence was made that gates looked at, where they looked at any. */
  looks: readonly { gateId: string; producedAt: number }[];
  now: number;
}

/**
 * Why a promotion is not approved together with others, or null: whoever signs many at once reads none of them closely, so
 * that nothing may be left to read. One policy holds for all, nobody wants changes, and every gate has passed, also those
 * that hold nothing up, on evidence that is not too old by now.
 */
export function decideTogether(promotion: Promotion, { policies, looks, now }: Together): Refusal | null {
  if (policies > 1)
    return refuse(
      'NOT_VOTED_TOGETHER',
      'It is under another policy than the ones before; vote on it by itself.',
    );
  if (countingVotes(promotion).some(({ decision }) => decision === 'request_changes'))
    return refuse('NOT_VOTED_TOGETHER', 'Somebody wants changes; read why, and vote on it by itself.');
  const { policy, gates } = promotion;
  const closed = policy.gates.find(({ id }) => {
    const results = gates.filter(({ gateId }) => gateId === id);
    return results.length === 0 || !results.every(isPassed);
  });
  if (closed !== undefined) return refuse('NOT_VOTED_TOGETHER', `${closed.title} has not passed.`);
  // Written so that an instant that is none is too old.
  const old = looks.find(({ gateId, producedAt }) => !(now <= evidenceExpiry(producedAt, policy, gateId)));
  if (old === undefined) return null;
  const title = policy.gates.find(({ id }) => id === old.gateId)?.title ?? old.gateId;
  return refuse('NOT_VOTED_TOGETHER', `${title} passed on evidence that is too old by now.`);
}

const isPassed = ({ verdict }: GateResult): boolean => verdict === 'pass';
