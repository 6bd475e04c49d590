import { refuse, type Refusal } from '../../refusals';
import { freshDigest } from './decide-refresh';
import { fillSlots } from '../fill-slots';
import type { GateResult } from '../gates/evaluate-gate';
import { isWaivable } from '../gates/gate-rules';
import { unmeasuredGates, unmeasuredText } from '../gates/measured-metrics';
import type { ModelTask, Policy } from '../policies/policy';
import type { PromotionTarget } from '../promotion';
import { haveGatesPassed } from '../review';
import type { Step } from '../step';

/** What is known when somebody asks for a promotion. */
export interface PromotionRequest {
  target: PromotionTarget;
  /** What the model answers with. */
  task: ModelTask;
  /** The policy for the target's environment and alias, or null. */
  policy: Policy | null;
  gates: readonly GateResult[];
  /** Whether a promotion of this model to the same environment and alias is in review, blocked or approved. */
  hasOpenPromotion: boolean;
  /** The version the alias points to in that environment now, or null. */
  servingVersionId: string | null;
}

/** The first step of a promotion: round 1, in review or blocked by its gates. */
export function decideRequest(request: PromotionRequest): Step | Refusal {
  const { target, task, policy, gates } = request;
  if (policy === null) {
    return refuse('NO_POLICY', `No policy covers the alias ${target.alias} in ${target.environment}.`);
  }
  if (request.servingVersionId === target.modelVersionId) {
    return refuse('VERSION_ALREADY_SERVING', `${target.alias} already points to this version.`);
  }
  if (request.hasOpenPromotion) {
    return refuse('PROMOTION_ALREADY_OPEN', 'Decide or withdraw the open promotion first.');
  }
  if (fillSlots(policy.slots, []).length === 0) {
    return refuse('NO_QUORUM_POSSIBLE', 'The policy asks for nobody’s signature, which is never satisfied.');
  }
  const unmeasured = unmeasuredGates(policy, task).filter((rule) => !isWaivable(rule, policy));
  if (unmeasured.length > 0) {
    return refuse('NO_EVIDENCE_POSSIBLE', unmeasuredText(unmeasured, task));
  }
  return {
    refused: false,
    state: haveGatesPassed(policy, gates) ? 'in_review' : 'blocked',
    round: 1,
    subjectDigest: freshDigest({ target }, { policy, gates }, 1),
    approvedAt: null,
    expiresAt: null,
    activatedAt: null,
  };
}
