import { type Actor } from '@countersign/domain/access';
import { refuse } from '@countersign/domain/refusals';
import { type EntityManager } from 'typeorm';
import { type Database } from '../../database/database';
import { type Written } from '../../database/transaction';
import { detailsUnderHold } from './details-of-members';
import { lockPrivacy } from './privacy-lock';

/** No law that asks for logs asks for less. */
const leastMonths = 6;

const day = 24 * 60 * 60 * 1000;

/** Rows of one statement: none of them takes so long that the database gives it up. */
const atOnce = 20_000;

/** How long the details of the audit log are kept. Entries, votes and evidence are kept for ever. */
export class RetentionService {
  constructor(private readonly database: Database) {}

  /** Months; null for as long as the entries themselves. */
  months(actor: Actor): Promise<number | null> {
    return this.database.read(actor, async ({ manager }) =>
      monthsOf(await daysOf(manager, actor.workspaceId)),
    );
  }

  set(actor: Actor, months: number | null): Promise<Written<number | null>> {
    const { workspaceId } = actor;
    return this.database.write<number | null>(actor, async ({ manager }) => {
      await lockPrivacy(manager, workspaceId);
      const before = monthsOf(await daysOf(manager, workspaceId));
      const subject = { type: 'workspace', id: workspaceId };
      const audit = { action: 'setAuditDetailRetention', subject, payload: { months, before } };
      if (months !== null && months < leastMonths) {
        const floor = `Details of the audit log are kept for ${leastMonths} months at least.`;
        return { refusal: refuse('RETENTION_TOO_SHORT', floor), audit };
      }
      await manager.query('UPDATE workspace SET audit_detail_days = $2 WHERE id = $1', [
        ...[workspaceId, months === null ? null : daysFor(months)],
      ]);
      return { result: months, audit };
    });
  }

  /**
   * Erases the details that are older than the workspace keeps them, those under a legal hold excepted, and says in one
   * entry how many. Returns the number; where it is 0, no entry is written.
   */
  async apply(actor: Actor): Promise<number> {
    const { workspaceId } = actor;
    try {
      const written = await this.database.write<number>(actor, async ({ manager, now }) => {
        await lockPrivacy(manager, workspaceId);
        const days = await daysOf(manager, workspaceId);
        if (days === null) throw new NothingToErase();
        const before = new Date(now.getTime() - days * day);
        const erased = await eraseOlder(manager, workspaceId, before);
        if (erased === 0) throw new NothingToErase();
        const subject = { type: 'workspace', id: workspaceId };
        const payload = { erased, before: before.toISOString() };
        return { result: erased, audit: { action: 'applyRetention', subject, payload } };
      });
      return 'result' in written ? written.result : 0;
    } catch (error) {
      if (error instanceof NothingToErase) return 0;
      throw error;
    }
  }
}

/** Rolls a turn back that has nothing to say. */
class NothingToErase extends Error {}

/** No fewer days than so many months of any calendar have. */
function daysFor(months: number): number {
  return Math.ceil(months * 30.5) + 1;
}

function monthsOf(days: number | null): number | null {
  return days === null ? null : Math.floor((days - 1) / 30.5);
}

async function daysOf(manager: EntityManager, workspaceId: string): Promise<number | null> {
  const [row] = (await manager.query('SELECT audit_detail_days AS days FROM workspace WHERE id = $1', [
    workspaceId,
  ])) as { days: number | null }[];
  return row?.days ?? null;
}

async function eraseOlder(manager: EntityManager, workspaceId: string, before: Date): Promise<number> {
  let erased = 0;
  for (;;) {
    const [, count] = (await manager.query(
      `UPDATE audit_entry SET payload = NULL, salt = NULL
       WHERE workspace_id = $1 AND sequence IN (
         SELECT sequence FROM audit_entry entry
         WHERE entry.workspace_id = $1 AND entry.at < $2 AND entry.salt IS NOT NULL AND NOT EXISTS (
           SELECT FROM legal_hold hold JOIN member ON member.id = hold.member_id AND member.workspace_id = $1
           WHERE hold.workspace_id = $1 AND hold.released_at IS NULL AND ${detailsUnderHold})
         ORDER BY sequence LIMIT ${atOnce})`,
      [workspaceId, before],
    )) as [unknown[], number];
    erased += count;
    if (count < atOnce) return erased;
  }
}
