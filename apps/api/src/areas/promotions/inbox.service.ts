import { type Actor } from '@countersign/domain/access';
import { evidenceExpiry, type InboxKind, inboxKindOf, openStates } from '@countersign/domain/approvals';
import { In } from 'typeorm';
import { type Database } from '../../database/database';
import { readRecords, type PromotionRecord } from './promotion-record';
import { PromotionRow } from './promotion.entity';

/** Something that waits for somebody. */
export interface InboxEntry {
  kind: InboxKind;
  record: PromotionRecord;
  since: Date;
  /** When the approval lapses, the term is over or the first evidence grows too old; null where nothing does. */
  due: Date | null;
}

/** Open promotions that are looked at, the oldest: more than a workspace will have, and a bound all the same. */
const most = 500;

/** What waits for a person. */
export class InboxService {
  constructor(private readonly database: Database) {}

  /** Most urgent first: by what is due, then by age. */
  inbox(actor: Actor): Promise<InboxEntry[]> {
    return this.database.read(actor, async (tx) => {
      const where = { state: In([...openStates, 'suspended' as const]) };
      const rows = await tx.manager.find(PromotionRow, { where, order: { id: 'ASC' }, take: most });
      const records = await readRecords(tx, rows);
      const entries = records.flatMap((record) => entryOf(record, actor));
      return entries.sort(
        (one, other) => dueOf(one) - dueOf(other) || Number(one.since) - Number(other.since),
      );
    });
  }
}

function entryOf(record: PromotionRecord, actor: Actor): InboxEntry[] {
  const { promotion, row, suspension, now } = record;
  const kind = inboxKindOf(promotion, actor, now.getTime());
  if (kind === null) return [];
  const begun = kind === 'look_again' ? suspension?.suspendedAt : kind === 'activate' ? row.approvedAt : null;
  const since = begun ?? row.requestedAt;
  // What serves on an approval that does not hold comes first.
  return [{ kind, record, since, due: kind === 'look_again' ? since : firstEnd(record) }];
}

function firstEnd({ row, policy }: PromotionRecord): Date | null {
  const ends = row.gates.flatMap(({ gateId, evidenceProducedAt: at }) =>
    at === undefined ? [] : [evidenceExpiry(Date.parse(at), policy.body, gateId)],
  );
  const lapse = row.state === 'approved' && row.expiresAt ? [row.expiresAt.getTime()] : [];
  const term = row.state !== 'approved' && row.deadlineAt ? [row.deadlineAt.getTime()] : [];
  const first = Math.min(...ends, ...lapse, ...term);
  return Number.isFinite(first) ? new Date(first) : null;
}

const dueOf = ({ due }: InboxEntry) => due?.getTime() ?? Number.MAX_SAFE_INTEGER;
