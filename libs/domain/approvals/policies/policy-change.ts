import { isPermitted, type Actor } from '../../access';
import { refuse, type Refusal } from '../../refusals';

/** Where a change of a policy stands. */
export type PolicyChangeState = 'open' | 'approved' | 'rejected';

/** A change of a policy as its decision sees it. */
export interface ProposedChange {
  state: PolicyChangeState;
  /** Of the policy that is published or retired. */
  digest: string;
  proposerId: string;
  /** Who gave the proposer their roles, or has them from them. */
  dependentIds: readonly string[];
  /** Whether it can take effect still: no other version came in between, and what it retires is in force. */
  isCurrent: boolean;
}

/** A vote on it, with the digest that the voter was looking at. */
export interface ChangeBallot {
  decision: 'approve' | 'reject';
  digest: string;
}

/** Whether the person is somebody else than the proposer, in more than name. */
function isIndependent(
  { proposerId, dependentIds }: Pick<ProposedChange, 'proposerId' | 'dependentIds'>,
  personId: string,
): boolean {
  return personId !== proposerId && !dependentIds.includes(personId);
}

/** The state a vote leads to: two people are enough, and one of them is not the other; docs/spec/promotions.md, P-71. */
export function decidePolicyVote(
  change: ProposedChange,
  { decision, digest }: ChangeBallot,
  actor: Actor,
): Exclude<PolicyChangeState, 'open'> | Refusal {
  if (change.state !== 'open')
    return refuse('POLICY_CHANGE_CLOSED', `The change was ${change.state} before.`);
  if (actor.id === change.proposerId)
    return refuse('SELF_APPROVAL', 'You proposed this change; somebody else has to decide on it.');
  if (!isIndependent(change, actor.id))
    return refuse(
      'SELF_APPROVAL',
      'You gave the proposer their roles or a new password, or have yours from them; somebody else has to decide.',
    );
  if (actor.kind !== 'person' || !isPermitted(actor, 'policy.vote'))
    return refuse('ROLE_NOT_REQUIRED', 'A change of a policy asks for the vote of a risk officer.');
  if (digest !== change.digest)
    return refuse('STALE_ROUND', 'This is not the policy you were looking at; look again before you vote.');
  if (decision === 'reject') return 'rejected';
  return change.isCurrent
    ? 'approved'
    : refuse(
        'POLICY_CHANGE_CLOSED',
        'Another version was published meanwhile, or what this retires is out of force.',
      );
}
