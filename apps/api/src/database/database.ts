import { type Actor } from '@countersign/domain/access';
import { type DataSource, QueryFailedError, type QueryRunner } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { notFound, type Problem } from '../server/problem';
import { appendAuditEntry } from './audit-writer';
import {
  type AppendedEntry,
  type ReadTransaction,
  type Recorded,
  type RecordedRefusal,
  type Transaction,
  type Written,
} from './transaction';

const partitionsAtOnce = 400;

/** Told of every entry once it is committed, before the caller is answered. Must not throw: the change has happened. */
type AppendListener = (entry: AppendedEntry) => Promise<void>;

/** Every statement runs in a transaction that names its workspace; outside one, row-level security shows no row at all. */
export class Database {
  private appended: AppendListener = () => Promise.resolve();

  constructor(
    private readonly source: DataSource,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  /** One listener: whoever signs checkpoints. */
  whenAppended(listener: AppendListener): void {
    this.appended = listener;
  }

  read<T>(actor: Pick<Actor, 'workspaceId'>, work: (tx: ReadTransaction) => Promise<T>): Promise<T> {
    return this.inTransaction(actor.workspaceId, async (runner) => {
      await runner.query('SET TRANSACTION READ ONLY');
      return work({ manager: runner.manager, now: this.clock() });
    });
  }

  /**
   * A change and its audit entry, committed together or not at all. A refusal leaves the data as it was and
   * records the attempt. Any error rolls everything back.
   */
  async write<T>(
    actor: Actor,
    work: (tx: Transaction) => Promise<Recorded<T> | RecordedRefusal>,
  ): Promise<Written<T>> {
    const { workspaceId } = actor;
    const { answer, entry } = await this.inTransaction(workspaceId, async (runner) => {
      const tx: Transaction = {
        manager: runner.manager,
        runner,
        actor,
        now: this.clock(),
        newId: () => uuidv7(),
      };
      await runner.query('SAVEPOINT work');
      const result = await work(tx);
      const refused = 'refusal' in result;
      if (refused) await runner.query('ROLLBACK TO SAVEPOINT work');
      const outcome = refused ? 'refused' : 'done';
      const auditEntry = await appendAuditEntry(tx, {
        ...result.audit,
        outcome,
        ...(refused && { payload: { ...result.audit.payload, refusal: result.refusal.code } }),
      });
      return {
        answer: refused ? result.refusal : { result: result.result, auditEntry },
        entry: { ...auditEntry, workspaceId, action: result.audit.action, outcome } as const,
      };
    });
    await this.appended(entry);
    return answer;
  }

  /** Reads that see the workspace as it is now, however long they take. */
  snapshot<T>(
    { workspaceId }: Pick<Actor, 'workspaceId'>,
    work: (tx: ReadTransaction) => Promise<T>,
  ): Promise<T> {
    const reading = async (runner: QueryRunner) => {
      await runner.query('SET TRANSACTION READ ONLY');
      return work({ manager: runner.manager, now: this.clock() });
    };
    return this.inTransaction(workspaceId, reading, 'REPEATABLE READ');
  }

  /** Work without an audit entry: sessions, idempotent look-ups and start-up. Domain data is changed by `write` alone. */
  async unrecorded<T>(
    workspaceId: string,
    work: (tx: Pick<Transaction, 'manager' | 'now' | 'newId'>) => Promise<T>,
  ): Promise<T> {
    return this.inTransaction(workspaceId, (runner) =>
      work({ manager: runner.manager, now: this.clock(), newId: () => uuidv7() }),
    );
  }

  async workspaceIdOf(name: string): Promise<string | null> {
    const rows: { id: string | null }[] = await this.source.query('SELECT workspace_id_of($1) AS id', [name]);
    return rows[0]?.id ?? null;
  }

  /** Every workspace there is, for the server's own jobs. */
  async everyWorkspaceId(): Promise<string[]> {
    const rows: { id: string }[] = await this.source.query('SELECT every_workspace_id() AS id');
    return rows.map(({ id }) => id);
  }

  /**
   * Partitions are made before, and apart from, the transaction that fills them, so that no reader waits for it; some
   * at a time, since each takes several of the server's locks until its transaction ends.
   */
  async ensurePartitions(days: string[]): Promise<void> {
    for (let at = 0; at < days.length; at += partitionsAtOnce)
      await this.source.query('SELECT ensure_prediction_partitions($1::date[])', [
        days.slice(at, at + partitionsAtOnce),
      ]);
  }

  /** The server's clock, for what is decided outside a transaction. */
  now(): Date {
    return this.clock();
  }

  async ping(): Promise<void> {
    await this.source.query('SELECT 1');
  }

  close(): Promise<void> {
    return this.source.destroy();
  }

  private async inTransaction<T>(
    workspaceId: string,
    work: (runner: QueryRunner) => Promise<T>,
    isolation: 'READ COMMITTED' | 'REPEATABLE READ' = 'READ COMMITTED',
  ): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.startTransaction(isolation);
      await runner.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [workspaceId]);
      const result = await work(runner);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      throw malformedId(error) ?? error;
    } finally {
      await runner.release();
    }
  }
}

/** Ids are opaque to callers: text that is no UUID names nothing, like any other unknown id. */
function malformedId(error: unknown): Problem | null {
  if (!(error instanceof QueryFailedError)) return null;
  const { code } = error.driverError as Error & { code?: string };
  const id = /invalid input syntax for type uuid: "(.*)"/s.exec(error.message)?.[1];
  return code === '22P02' && id !== undefined ? notFound('record', id) : null;
}
