import { type Actor } from '@countersign/domain/access';
import {
  evidenceExpiry,
  type InboxKind,
  inboxKindOf,
  mayCastFor,
  openStates,
} from '@countersign/domain/approvals';
import { In, type EntityManager } from 'typeorm';
import { type Database } from '../../database/database';
import { type PolicyChangeRow } from './policies/policy-change.entity';
import { type PolicyChangesService } from './policies/policy-changes.service';
import { type CommentRecord, unseenComments } from './discussion/promotion-comments';
import { readRecords, type PromotionRecord } from './promotion-record';
import { PromotionRow } from './promotion.entity';
import { notToClose, openReviews } from './rollback/rollback-reviews';

/** What a promotion waits for, or else a rollback to look at, a comment that calls somebody, or a change of a policy to decide on. */
export type InboxEntryKind = InboxKind | 'rolled_back' | 'mention' | 'decide_policy';

/** Something that waits for somebody. */
export interface InboxEntry {
  kind: InboxEntryKind;
  /** The promotion that it is about; null where it is a change of a policy. */
  record: PromotionRecord | null;
  policyChange: PolicyChangeRow | null;
  /** Those that mention the person, who has not seen them; the oldest first. */
  comments: CommentRecord[];
  since: Date;
  /** When the approval lapses, the term is over or the first evidence grows too old; null where nothing does. */
  due: Date | null;
  /** Whose votes the person may cast there, beside their own. */
  onBehalfOf?: string[];
}

/** Open promotions that are looked at, the oldest: more than a workspace will have, and a bound all the same. */
const most = 500;

/** What waits for a person. */
export class InboxService {
  constructor(
    private readonly database: Database,
    private readonly areas: { policyChanges: Pick<PolicyChangesService, 'waitingFor'> },
  ) {}

  /** Most urgent first: by what is due, then by age. */
  async inbox(actor: Actor): Promise<InboxEntry[]> {
    const changes = await this.areas.policyChanges.waitingFor(actor);
    const entries = await this.database.read(actor, async (tx) => {
      const where = { state: In([...openStates, 'suspended' as const, 'provisional' as const]) };
      const rows = await tx.manager.find(PromotionRow, { where, order: { id: 'ASC' }, take: most });
      const comments = await unseenComments(tx.manager, actor.id);
      const others = [...comments.map(({ row }) => row.promotionId), ...(await openReviews(tx.manager))];
      const records = await readRecords(tx, [...rows, ...(await besides(tx.manager, rows, others))]);
      return records.flatMap((record) => [
        ...[...entryOf(record, actor), ...rollbackOf(record, actor)],
        ...mentionOf(record, comments),
      ]);
    });
    return [...entries, ...changes.map(decisionOf)].sort(
      (one, other) => dueOf(one) - dueOf(other) || Number(one.since) - Number(other.since),
    );
  }
}

/** The promotions of these that are not among the rows. */
function besides(
  manager: EntityManager,
  rows: readonly PromotionRow[],
  promotionIds: readonly string[],
): Promise<PromotionRow[]> {
  const ids = promotionIds.filter((id) => !rows.some((row) => row.id === id));
  return ids.length === 0 ? Promise.resolve([]) : manager.findBy(PromotionRow, { id: In(ids) });
}

/** A rollback that nobody has looked at yet, where the actor may. */
function rollbackOf(record: PromotionRecord, actor: Actor): InboxEntry[] {
  const { review } = record;
  if (review === null || notToClose(record, actor) !== null) return [];
  const since = review.rolledBackAt;
  return [{ kind: 'rolled_back', record, policyChange: null, comments: [], since, due: null }];
}

/** What was said about the promotion and calls the person. */
function mentionOf(record: PromotionRecord, all: readonly CommentRecord[]): InboxEntry[] {
  const comments = all.filter(({ row }) => row.promotionId === record.row.id);
  const [first] = comments;
  if (!first) return [];
  return [{ kind: 'mention', record, policyChange: null, comments, since: first.row.addedAt, due: null }];
}

function decisionOf(policyChange: PolicyChangeRow): InboxEntry {
  const { proposedAt: since } = policyChange;
  return { kind: 'decide_policy', record: null, policyChange, comments: [], since, due: null };
}

function entryOf(record: PromotionRecord, actor: Actor): InboxEntry[] {
  const { promotion, row, suspension, now } = record;
  const kind = inboxKindOf(promotion, actor, now.getTime());
  if (kind === null) return [];
  const begins: Partial<Record<InboxKind, Date | null | undefined>> = {
    ...{ activate: row.approvedAt, look_again: suspension?.suspendedAt },
    confirm: record.emergency?.proposedAt,
  };
  const begun = begins[kind];
  const since = begun ?? row.requestedAt;
  // What serves on an approval that does not hold comes first, and so does an emergency.
  const due = kind === 'look_again' || kind === 'confirm' ? since : firstEnd(record);
  const onBehalfOf = mayCastFor(promotion, actor, now.getTime());
  return [{ kind, record, policyChange: null, comments: [], since, due, onBehalfOf }];
}

function firstEnd({ row, policy, emergency: serves }: PromotionRecord): Date | null {
  const until = serves?.until ?? null;
  const ends = row.gates.flatMap(({ gateId, evidenceProducedAt: at }) =>
    at === undefined ? [] : [evidenceExpiry(Date.parse(at), policy.body, gateId)],
  );
  const lapse = row.state === 'approved' && row.expiresAt ? [row.expiresAt.getTime()] : [];
  const term = row.state !== 'approved' && row.deadlineAt ? [row.deadlineAt.getTime()] : [];
  const emergency = row.state === 'provisional' && until ? [until.getTime()] : [];
  const first = Math.min(...ends, ...lapse, ...term, ...emergency);
  return Number.isFinite(first) ? new Date(first) : null;
}

const dueOf = ({ due }: InboxEntry) => due?.getTime() ?? Number.MAX_SAFE_INTEGER;
