import { refuse, type Refusal } from '../../refusals';
import { notEntitled, notProven, type By } from './decide-vote';
import type { Promotion } from '../promotion';
import { notSigned } from '../signed-votes';
import { closedBy, moveTo, type Decision } from '../step';

/** The step that suspends an active promotion; its version serves on. */
export function decideSuspension(promotion: Promotion, now: number): Decision {
  return closedBy(promotion.state, 'suspend') ?? moveTo(promotion, 'suspended', now);
}

/** The step that lifts a suspension, by somebody who could have voted on the promotion. */
export function decideReinstatement(promotion: Promotion, by: By): Decision {
  return (
    closedBy(promotion.state, 'reinstate') ??
    neverApproved(promotion) ??
    notEntitled(promotion, by.actor) ??
    notProven(promotion, by) ??
    notSigned(promotion, by) ??
    moveTo(promotion, 'active', by.now)
  );
}

/** What served by an emergency until its time was over has no approval that could hold again. */
function neverApproved({ approvedAt }: Promotion): Refusal | null {
  if (approvedAt !== null) return null;
  return refuse(
    'QUORUM_NOT_REACHED',
    'It served by an emergency and was never approved; ask for a promotion.',
  );
}
