import {
  decideRatification,
  latestSeen,
  ratifies,
  type Promotion,
  type Step,
} from '@countersign/domain/approvals';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { type Transaction } from '../../database/transaction';
import { evaluateGates, type EvaluatedGate, type EvidenceSources } from './gate/evaluate-gates';
import { type PoliciesService, type PolicyInForce } from './policies/policies.service';
import { type PromotionRecord } from './promotion-record';
import { type Taken } from './take-step';

/** What is asked for what holds now. */
export interface LookAreas {
  evidence: EvidenceSources;
  policies: PoliciesService;
}

/** The policy in force, and what its gates find on the newest evidence. */
interface Look {
  policy: PolicyInForce;
  gates: EvaluatedGate[];
}

/** Looks at what a promotion rests on as it is in this transaction. */
export async function lookAnew(
  { evidence, policies }: LookAreas,
  { manager, now }: Pick<Transaction, 'manager' | 'now'>,
  { row, promotion }: Pick<PromotionRecord, 'row' | 'promotion'>,
): Promise<Look | Refusal> {
  const policy = await policies.inForce(manager, row);
  if (!policy) return refuse('NO_POLICY', `No policy covers the alias ${row.alias} any more.`);
  const { modelVersionId } = row;
  const at = new Date(latestSeen(promotion, now.getTime()));
  return {
    policy,
    gates: await evaluateGates(evidence, { manager, modelVersionId, policy: policy.body, now: at }),
  };
}

/**
 * A vote or a waiver that would ratify an emergency, decided on what holds now. Where it holds, the gates stay on record as
 * those looked at them who signed: what alarmed since, they had not seen. Where it does not, what was found is kept.
 * @param reviewed the promotion with the vote or the waiver in it
 */
export async function ratifiedAnew(
  { tx, areas, record }: { tx: Transaction; areas: LookAreas; record: PromotionRecord },
  reviewed: Promotion,
  step: Step,
): Promise<Taken | Refusal> {
  if (!ratifies(record.promotion, step)) return { step };
  const look = await lookAnew(areas, tx, record);
  if (isRefusal(look)) return look;
  const { policy, gates } = look;
  const decided = decideRatification(reviewed, { policy: policy.body, gates }, tx.now.getTime());
  if (isRefusal(decided)) return decided;
  const lookedAnew = gates.map(({ gateId, verdict, evidenceDigest }) => ({
    gateId,
    verdict,
    evidenceDigest,
  }));
  const isHeld = ratifies(record.promotion, decided);
  return { step: decided, ...(!isHeld && { gates }), payload: { lookedAnew } };
}
