import { type Actor } from '@countersign/domain/access';
import { isRefusal, type Refusal } from '@countersign/domain/refusals';
import { actorReference } from '../../../database/actor-reference';
import { type Database } from '../../../database/database';
import {
  type Recorded,
  type RecordedRefusal,
  type Transaction,
  type Written,
} from '../../../database/transaction';
import { entitledCaller } from '../../access/caller-now';
import { lockRecord, readRecord, type PromotionRecord } from '../promotion-record';
import { RollbackReviewRow } from './rollback-review.entity';
import { notToClose } from './rollback-reviews';

export interface AcknowledgeRollback {
  promotionId: string;
  /** What came out of looking at it. */
  finding: string;
}

/** Closes the reviews that going back opens. The promotion stays as it is: nothing is permitted by it. */
export class RollbackReviewService {
  constructor(private readonly database: Database) {}

  acknowledge(actor: Actor, request: AcknowledgeRollback): Promise<Written<PromotionRecord>> {
    return this.database.write(actor, (tx) => close(tx, request));
  }
}

async function close(
  tx: Transaction,
  { promotionId, finding }: AcknowledgeRollback,
): Promise<Recorded<PromotionRecord> | RecordedRefusal> {
  const record = await lockRecord(tx, promotionId);
  const { subjectDigest: digest, round, state } = record.row;
  const subject = { type: 'promotion', id: promotionId, digest };
  const audit = { action: 'acknowledgeRollback', subject, payload: { round, state, finding } };
  const caller = await entitledCaller(tx, 'promotion.vote');
  const refusal: Refusal | null = isRefusal(caller) ? caller : notToClose(record, caller);
  if (refusal !== null) return { refusal, audit };
  const closed = { acknowledgedAt: tx.now, acknowledgedBy: actorReference(tx.actor), finding };
  await tx.manager.update(RollbackReviewRow, { promotionId }, closed);
  return { result: await readRecord(tx, promotionId), audit };
}
