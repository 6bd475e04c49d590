import { isRefusal, refuse, type Refusal } from '../../refusals';
import { escalatedRole } from '../deadline';
import { notEntitled, notProven, type By } from './decide-vote';
import { decidedState } from '../emergency-state';
import { isWaivable } from '../gates/gate-rules';
import type { Promotion } from '../promotion';
import { closedBy, moveTo, standing, type Decision } from '../step';
import { waivedIds, type Waiver } from '../waiver';

/** A waiver as handed in, with what its author was looking at. */
export interface WaiverRequest {
  gateId: string;
  subjectDigest: string;
}

/** The step that waiving a gate leads to. The waiver to store is {@link waiverOf}. Gates are taken as last evaluated. */
export function decideWaiver(promotion: Promotion, request: WaiverRequest, by: By): Decision {
  const { actor, now } = by;
  const refusal =
    closedBy(standing(promotion, now), 'waive') ??
    notEntitled(promotion, actor, escalatedRole(promotion, now)) ??
    stale(promotion, request) ??
    notWaivable(promotion, request) ??
    notProven(promotion, by);
  if (refusal !== null) return refusal;
  const waivers = [...(promotion.waivers ?? []), waiverOf(promotion, request, by)];
  return moveTo(promotion, decidedState({ ...promotion, waivers }, now), now);
}

/** The same for some gate, for whoever looks at the promotion as it is: allowed where any may be waived. */
export function decideAnyWaiver(promotion: Promotion, by: By): Decision {
  const { policy, subjectDigest } = promotion;
  const ids = [...policy.gates.filter((rule) => isWaivable(rule, policy)).map(({ id }) => id), ''];
  const decisions = ids.map((gateId) => decideWaiver(promotion, { gateId, subjectDigest }, by));
  const open = decisions.find((decision) => !isRefusal(decision) || decision.code !== 'GATE_NOT_WAIVABLE');
  return open ?? (decisions.at(-1) as Decision);
}

/** What is waived: the gate, and what it found. @throws RangeError for a gate without a result that is not a pass */
export function waiverOf(
  { gates, round }: Promotion,
  { gateId }: Pick<WaiverRequest, 'gateId'>,
  { actor: { id: personId, roles }, now: waivedAt }: By,
): Waiver {
  const result = gates.find((gate) => gate.gateId === gateId);
  if (result === undefined || result.verdict === 'pass')
    throw new RangeError(`The gate ${gateId} found nothing to waive.`);
  const { verdict, reason: found, evidenceDigest } = result;
  const what = { gateId, round, verdict, found, ...(evidenceDigest !== undefined && { evidenceDigest }) };
  return { ...what, personId, roles, castAs: roles, waivedAt };
}

function stale(promotion: Promotion, { subjectDigest }: WaiverRequest): Refusal | null {
  if (subjectDigest === promotion.subjectDigest) return null;
  return refuse('STALE_ROUND', `The promotion is in round ${promotion.round} now; look again.`);
}

function notWaivable(promotion: Promotion, { gateId }: WaiverRequest): Refusal | null {
  const no = (why: string) => refuse('GATE_NOT_WAIVABLE', why);
  const rule = promotion.policy.gates.find(({ id }) => id === gateId);
  if (rule === undefined) return no('No gate that may be waived holds this promotion up.');
  if (!isWaivable(rule, promotion.policy))
    return no(`${rule.title}: the policy does not let this gate be waived.`);
  const results = promotion.gates.filter((gate) => gate.gateId === gateId);
  if (results.length !== 1) return no(`${rule.title}: it was not evaluated.`);
  if (results[0]?.verdict === 'pass') return no(`${rule.title}: it passes.`);
  return waivedIds(promotion).has(gateId) ? no(`${rule.title}: it was waived already.`) : null;
}
