import { type Actor } from '@countersign/domain/access';
import { type Refusal } from '@countersign/domain/refusals';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { type DataSource, type QueryRunner } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { auditAppend } from './audit-writer';
import { runBatch, type Statement, type TextRow } from './batch';
import { draftsOf } from './drafts-of';
import { Durability } from './durability';
import { malformedId } from './malformed-id';
import { commitNow, opening } from './openings';
import { SharedTurns } from './shared-turns';
import {
  type AppendedEntry,
  type AuditPosition,
  type Concluded,
  type ReadTransaction,
  type Recorded,
  type RecordedRefusal,
  type Transaction,
  type Written,
} from './transaction';
import { WorkspaceManager } from './workspace-manager';

const partitionsAtOnce = 400;

async function plainCommit<Worked>(runner: QueryRunner, worked: Worked): Promise<Worked> {
  await runBatch(runner, [commitNow]);
  return worked;
}

/** Told of every entry once it is committed, before the caller is answered. Must not throw: the change has happened. */
type AppendListener = (entry: AppendedEntry) => Promise<void>;

interface RecordedWork<T, Reason extends { code: string }> {
  runner: QueryRunner;
  actor: Actor;
  work: (tx: Transaction) => Promise<Recorded<T> | RecordedRefusal<Reason>>;
}

/** A transaction from its begin to its commit, which may carry a last statement and what that answers. */
interface Course<Worked, Answer> {
  begin: (workspaceId: string) => readonly Statement[];
  /** `opened` is what the statements of the begin answered. */
  work: (runner: QueryRunner, opened: TextRow[][]) => Promise<Worked>;
  commit: (runner: QueryRunner, worked: Worked) => Promise<Answer>;
}

interface CounterOptions {
  kind: string;
  /** How many are let through in a window, which begins with the first. */
  points: number;
  seconds: number;
}

/** A published summary: nothing of it where it was withdrawn, and no text where the reader has it. */
export type PublishedPage =
  | { isWithdrawn: true; digest: null; html: null }
  | { isWithdrawn: false; digest: string; html: string | null };

/** What only tests take away. */
interface DatabaseOptions {
  /** Whether statements on entities carry their workspace; without it row-level security is alone. */
  firstWall?: boolean;
}

/**
 * Every statement runs in a transaction that names its workspace: in what is built on entities, and in a setting that
 * row-level security reads. Outside a transaction that shows no row at all.
 */
export class Database {
  private appended: AppendListener = () => Promise.resolve();
  private readonly durability: Durability;
  private readonly callers = new SharedTurns<unknown[]>();

  constructor(
    private readonly source: DataSource,
    private readonly clock: () => Date = () => new Date(),
    private readonly options: DatabaseOptions = {},
  ) {
    this.durability = new Durability(source);
  }

  /** One listener: whoever signs checkpoints. */
  whenAppended(listener: AppendListener): void {
    this.appended = listener;
  }

  read<T>(actor: Pick<Actor, 'workspaceId'>, work: (tx: ReadTransaction) => Promise<T>): Promise<T> {
    return this.inTransaction(actor.workspaceId, {
      begin: opening.reading,
      work: ({ manager }) => work({ manager, now: this.clock() }),
      commit: plainCommit,
    });
  }

  /**
   * A change and its audit entry, committed together or not at all. A refusal leaves the data as it was and
   * records the attempt. Any error rolls everything back. When the answer is there, the change is on disk.
   */
  async write<T, Reason extends { code: string } = Refusal>(
    actor: Actor,
    work: (tx: Transaction) => Promise<Recorded<T> | RecordedRefusal<Reason>>,
  ): Promise<Written<T, Reason>> {
    const { answer, entry } = await this.inTransaction(actor.workspaceId, {
      begin: opening.recorded,
      work: (runner) => this.recordable({ runner, actor, work }),
      commit: async (runner, { appends, answerAt }) => {
        const rows = await runBatch(runner, [...appends.map(({ statement }) => statement), commitNow]);
        return answerAt(appends.map(({ position }, at) => position(rows[at]?.[0])));
      },
    });
    await this.durability.reached();
    await this.appended(entry);
    return answer;
  }

  /** Reads that see the workspace as it is now, however long they take. */
  snapshot<T>(
    { workspaceId }: Pick<Actor, 'workspaceId'>,
    work: (tx: ReadTransaction) => Promise<T>,
  ): Promise<T> {
    return this.inTransaction(workspaceId, {
      begin: opening.snapshot,
      work: ({ manager }) => work({ manager, now: this.clock() }),
      commit: plainCommit,
    });
  }

  /** Resolves when everything that is committed now is on disk. */
  durable(): Promise<void> {
    return this.durability.reached();
  }

  /** Work without an audit entry: sessions, idempotent look-ups and start-up. Domain data is changed by `write` alone. */
  async unrecorded<T>(
    workspaceId: string,
    work: (tx: Pick<Transaction, 'manager' | 'now' | 'newId'>) => Promise<T>,
  ): Promise<T> {
    return this.inTransaction(workspaceId, {
      begin: opening.writing,
      work: ({ manager }) => work({ manager, now: this.clock(), newId: () => uuidv7() }),
      commit: plainCommit,
    });
  }

  /**
   * Work without an audit entry whose last statements go with the COMMIT in one message, and which passes its locks on before
   * it is on disk: what those statements lock is held for no longer than they take. When the answer is there, it is on disk.
   */
  async conclude<T>(workspaceId: string, work: (tx: ReadTransaction) => Promise<Concluded<T>>): Promise<T> {
    const concluded = await this.inTransaction(workspaceId, {
      begin: opening.postponed,
      work: ({ manager }) => work({ manager, now: this.clock() }),
      commit: async (runner, { answer, last }) => {
        await runBatch(runner, [...last, commitNow]);
        return answer;
      },
    });
    await this.durability.reached();
    return concluded;
  }

  /**
   * Who is known by the hash of a secret, or by tokens of an issuer; one message, since every request begins with it, and
   * shared by those who come at once.
   */
  callersBy<Row>(
    lookUp: 'session_of' | 'service_token_of' | 'workload_trusts_of',
    { workspaceId, sent }: { workspaceId: string; sent: string },
  ): Promise<Row[]> {
    const ask = () => this.source.query<unknown[]>(`SELECT * FROM ${lookUp}($1, $2)`, [workspaceId, sent]);
    return this.callers.take(`${lookUp} ${workspaceId} ${sent}`, ask) as Promise<Row[]>;
  }

  /** The rows of one statement on the workspace, in one message with its transaction. */
  ask(workspaceId: string, statement: Statement): Promise<TextRow[]> {
    return this.inTransaction(workspaceId, {
      begin: (id) => [...opening.reading(id), statement, commitNow],
      work: (_runner, [, , rows = []]) => Promise.resolve(rows),
      commit: (_runner, rows) => Promise.resolve(rows),
    });
  }

  /** What anybody may see of a published summary: of no workspace, and in no transaction. Null: there is none. */
  async publishedPage(id: string, known: string | null): Promise<PublishedPage | null> {
    const rows: PublishedPage[] = await this.source.query(
      'SELECT digest, html, is_withdrawn AS "isWithdrawn" FROM published_page($1::uuid, $2::text)',
      [id, known],
    );
    return rows[0] ?? null;
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

  /** Counts attempts, of no workspace and in no transaction: what is refused stays counted. */
  counter({ kind, points, seconds }: CounterOptions): RateLimiterPostgres {
    return new RateLimiterPostgres({
      ...{ storeClient: this.source, storeType: 'typeorm', tableName: 'rate_limit', tableCreated: true },
      ...{ keyPrefix: kind, points, duration: seconds },
      // A flood costs the database one statement more than it may; the rest is refused from memory.
      inMemoryBlockOnConsumed: points + 1,
    });
  }

  close(): Promise<void> {
    return this.source.destroy();
  }

  /** Does the work; the statement that appends its entry, and the answer once that has its place. */
  private async recordable<T, Reason extends { code: string }>({
    runner,
    actor,
    work,
  }: RecordedWork<T, Reason>) {
    const { manager } = runner;
    const tx: Transaction = { manager, runner, actor, now: this.clock(), newId: () => uuidv7() };
    const result = await work(tx);
    const refused = 'refusal' in result;
    if (refused) await runner.query('ROLLBACK TO SAVEPOINT work');
    const outcome = refused ? 'refused' : 'done';
    const appends = draftsOf(result).map((draft) => auditAppend(tx, { ...draft, outcome }));
    const { action } = result.audit;
    const answerAt = (entries: AuditPosition[]) => {
      const [auditEntry] = entries.slice(-1) as [AuditPosition];
      const done = { auditEntry, earlierEntries: entries.slice(0, -1) };
      return {
        answer: refused ? result.refusal : { result: result.result, ...done },
        entry: { ...auditEntry, action, outcome } as const,
      };
    };
    return { appends, answerAt };
  }

  private async inTransaction<Worked, Answer>(
    workspaceId: string,
    { begin, work, commit }: Course<Worked, Answer>,
  ): Promise<Answer> {
    const runner = this.source.createQueryRunner();
    if (this.options.firstWall ?? true) new WorkspaceManager(this.source, runner, workspaceId);
    try {
      markTransaction(runner, true);
      const opened = await runBatch(runner, begin(workspaceId));
      const answer = await commit(runner, await work(runner, opened));
      markTransaction(runner, false);
      return answer;
    } catch (error) {
      if (runner.isTransactionActive) await runner.query('ROLLBACK');
      throw malformedId(error) ?? error;
    } finally {
      await runner.release();
    }
  }
}

/** The library wraps what it does into transactions of its own unless it knows of ours. */
function markTransaction(runner: QueryRunner, isActive: boolean): void {
  Object.assign(runner, { isTransactionActive: isActive });
}
