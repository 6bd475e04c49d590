import { decideTogether, policyDigest } from '@countersign/domain/approvals';
import { refuse } from '@countersign/domain/refusals';
import { In } from 'typeorm';
import {
  type AuditDraft,
  type Recorded,
  type RecordedRefusal,
  type Transaction,
} from '../../../database/transaction';
import { type Casting, type CastVote, votingStep } from './cast-vote';
import { lockPlace, type PromotionRecord } from '../promotion-record';
import { PromotionRow } from '../promotion.entity';
import { takeStep } from '../take-step';

/** Approvals of several promotions at once, each on what the voter was looking at. */
export interface VotesTogether {
  votes: readonly Pick<CastVote, 'promotionId' | 'round' | 'subjectDigest'>[];
  comment: string;
}

/** All of them or none; a refusal names the first promotion that stands in the way. */
export async function voteTogether(
  casting: Casting,
  { votes, comment }: VotesTogether,
): Promise<Recorded<PromotionRecord[]> | RecordedRefusal> {
  const { tx } = casting;
  await lockPlaces(tx, votes);
  const policies = new Set<string>();
  const done: PromotionRecord[] = [];
  const entries: AuditDraft[] = [];
  for (const each of votes) {
    const step = votingStep(casting, { ...each, comment, decision: 'approve' });
    const taken = await takeStep(tx, {
      ...step,
      payload: { ...step.payload, together: votes.length },
      take: async (record, caller) => {
        policies.add(policyDigest(record.promotion.policy));
        const known = { policies: policies.size, looks: looksOf(record), now: tx.now.getTime() };
        const refusal = decideTogether(record.promotion, known);
        return refusal ?? step.take(record, caller);
      },
    });
    if ('refusal' in taken) {
      const { code, message } = taken.refusal;
      const refusal = refuse(code, `Promotion ${each.promotionId}: ${message}`);
      return { refusal, audit: { ...taken.audit, action: 'castVotes' } };
    }
    done.push(taken.result);
    entries.push(taken.audit);
  }
  const [audit] = entries.splice(-1) as [AuditDraft];
  return { result: done, audit, earlier: entries };
}

/** When the evidence was made that the gates looked at. */
function looksOf({ row }: PromotionRecord) {
  return row.gates.flatMap(({ gateId, evidenceProducedAt: at }) =>
    at === undefined ? [] : [{ gateId, producedAt: Date.parse(at) }],
  );
}

/** In one order, so that two who vote on the same promotions cannot lock each other out. */
async function lockPlaces({ manager }: Transaction, votes: VotesTogether['votes']): Promise<void> {
  const rows = await manager.findBy(PromotionRow, { id: In(votes.map(({ promotionId }) => promotionId)) });
  const keyOf = ({ modelId, environment, alias }: PromotionRow) => `${modelId} ${environment} ${alias}`;
  const sorted = [...rows].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  for (const row of sorted) await lockPlace(manager, row);
}
