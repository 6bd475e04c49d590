import { type ClientBase, type Connection, type Submittable } from 'pg';
import { QueryFailedError, type QueryRunner } from 'typeorm';

/** A statement with its parameters. */
export interface Statement {
  text: string;
  values?: readonly string[];
}

/** A row as PostgreSQL writes it: each column a text. */
export type TextRow = readonly (string | null)[];

/**
 * Sends statements in one message; answers the rows of each. The first that fails ends them: the database passes over all
 * that comes after it in the message, a COMMIT as well.
 *
 * Source: PostgreSQL documentation, Frontend/Backend Protocol, "Extended Query": pipelining up to a Sync.
 * @throws QueryFailedError naming the statement that failed, also for a COMMIT of a transaction in which one failed before;
 *   TypeError, with nothing sent, for a value that is no text
 */
export async function runBatch(runner: QueryRunner, statements: readonly Statement[]): Promise<TextRow[][]> {
  const client = (await runner.connect()) as ClientBase;
  for (const { text, values = [] } of statements) {
    if (values.some((value) => typeof value !== 'string'))
      throw new TypeError(`A value of "${text}" is no text.`);
    runner.dataSource.logger.logQuery(text, [...values], runner);
  }
  return new Promise((resolve, reject) => {
    client.query(new Batch(statements, { resolve, reject }));
  });
}

interface Outcome {
  resolve: (rows: TextRow[][]) => void;
  reject: (error: Error) => void;
}

/** What the client asks of a query of one's own making; it reads no column types, hence answers texts. */
class Batch implements Submittable {
  private readonly rows: TextRow[][] = [];
  private current: TextRow[] = [];

  constructor(
    private readonly statements: readonly Statement[],
    private readonly outcome: Outcome,
  ) {}

  submit(connection: Connection): void {
    connection.stream.cork();
    try {
      for (const { text, values = [] } of this.statements) {
        connection.parse({ name: '', text, types: [] }, true);
        connection.bind({ portal: '', statement: '', binary: '', values: [...values] }, true);
        connection.execute({ portal: '', rows: '' }, true);
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
  }

  handleDataRow({ fields }: { fields: TextRow }): void {
    this.current.push(fields);
  }

  handleCommandComplete({ text }: { text: string }): void {
    // The database calls this a success: somebody passed over the statement that failed, and everything is gone.
    if (text === 'ROLLBACK' && this.statements[this.rows.length]?.text === 'COMMIT')
      this.handleError(new Error('The COMMIT came to a transaction that had failed: nothing was changed.'));
    this.rows.push(this.current);
    this.current = [];
  }

  handleReadyForQuery(): void {
    this.outcome.resolve(this.rows);
  }

  handleError(error: Error): void {
    const { text, values = [] } = this.statements[this.rows.length] ?? this.statements[0]!;
    this.outcome.reject(new QueryFailedError(text, [...values], error));
  }
}
