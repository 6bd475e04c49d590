import { refuse } from '../../refusals';
import { freshDigest, type Fresh } from './decide-refresh';
import { decidedState } from '../emergency-state';
import type { Promotion } from '../promotion';
import { moveTo, type Decision, type Step } from '../step';

/** Whether a step approves what serves by an emergency already. */
export function ratifies(
  { state: before }: Pick<Promotion, 'state'>,
  { state }: Pick<Step, 'state'>,
): boolean {
  return before === 'provisional' && state === 'active';
}

/**
 * The step that ratifies, decided once more on what holds now, as an activation is: nothing comes after it that would look
 * again. Where a gate does not let it through any more, the promotion stays provisional; where evidence or policy is
 * another, what was signed is not what holds. docs/spec/promotions.md, P-170.
 * @param reviewed the promotion with the vote or the waiver in it that would ratify
 */
export function decideRatification(reviewed: Promotion, fresh: Fresh, now: number): Decision {
  if (freshDigest(reviewed, fresh, reviewed.round) !== reviewed.subjectDigest)
    return refuse(
      'STALE_ROUND',
      'Evidence or policy changed since the gates were last looked at; refresh the gates and vote again.',
    );
  const found = { ...reviewed, policy: fresh.policy, gates: fresh.gates };
  return moveTo(found, decidedState(found, now), now);
}
