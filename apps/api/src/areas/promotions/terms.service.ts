import { type Actor } from '@countersign/domain/access';
import {
  decideExpiry,
  escalatedRole,
  filledSlots,
  remindersDue,
  reminderShares,
  standing,
} from '@countersign/domain/approvals';
import { isRefusal, refuse } from '@countersign/domain/refusals';
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { type Database } from '../../database/database';
import { type Recorded, type RecordedRefusal, type Transaction } from '../../database/transaction';
import { forEachAlone } from '../../jobs/for-each-alone';
import { lockRecord, readRecords, type PromotionRecord } from './promotion-record';
import { PromotionRow } from './promotion.entity';
import { expire } from './take-step';

/** What is due of a promotion by time alone. */
type Due = 'end' | 'reminder' | null;

/** Writes down what time does to promotions: it reminds, and it ends; it never approves. */
export class TermsService {
  constructor(private readonly database: Database) {}

  /** Two that do so at once write each thing down once. */
  async keep(actor: Actor): Promise<void> {
    const due = await this.database.read(actor, async (tx) => {
      const rows = await tx.manager.find(PromotionRow, {
        where: [
          { state: In(['in_review', 'blocked']), deadlineAt: Not(IsNull()) },
          { state: 'approved', expiresAt: LessThanOrEqual(tx.now) },
        ],
      });
      const records = await readRecords(tx, rows);
      return records.filter((record) => dueOf(record) !== null).map(({ row }) => row.id);
    });
    await forEachAlone(due, (id) => this.database.write(actor, (tx) => writeDown(tx, id)));
  }
}

function dueOf({ row, promotion, now }: PromotionRecord): Due {
  const at = now.getTime();
  const stands = standing(promotion, at);
  if (stands === 'expired') return row.state === 'expired' ? null : 'end';
  const isOpen = stands === 'in_review' || stands === 'blocked';
  return isOpen && remindersDue(promotion, at) > row.reminders ? 'reminder' : null;
}

async function writeDown(tx: Transaction, promotionId: string): Promise<Recorded<void> | RecordedRefusal> {
  const record = await lockRecord(tx, promotionId);
  const { row } = record;
  const subject = { type: 'promotion', id: promotionId, digest: row.subjectDigest };
  const due = dueOf(record);
  if (due === 'reminder') return { result: undefined, audit: { ...(await remind(tx, record)), subject } };
  const step =
    due === 'end'
      ? decideExpiry(record.promotion, tx.now.getTime())
      : refuse('PROMOTION_CLOSED', 'Nothing is due.');
  const { round, state } = row;
  if (isRefusal(step))
    return { refusal: step, audit: { action: 'expirePromotion', subject, payload: { round, state } } };
  return { result: undefined, audit: await expire(tx, record, step) };
}

/** Says who is waited for: of the roles whose seats are empty, and from three quarters of the term on the one beside them. */
async function remind({ manager, now }: Transaction, { row, promotion }: PromotionRecord) {
  const reminders = remindersDue(promotion, now.getTime());
  await manager.update(PromotionRow, { id: row.id }, { reminders });
  const empty = filledSlots(promotion).filter(({ filledBy }) => filledBy === null);
  const payload = {
    ...{ round: row.round, share: reminderShares[reminders - 1], deadlineAt: row.deadlineAt?.toISOString() },
    waitingFor: [...new Set(empty.map(({ role }) => role))],
    escalatedTo: escalatedRole(promotion, now.getTime()),
  };
  return { action: 'remindPromotion', payload };
}
