import { type DataSource } from 'typeorm';
import { SharedTurns } from './shared-turns';

/** The commit of a transaction that says this does not wait for the disk; `Durability.reached` does. */
export const postponeDurability = { text: 'SET LOCAL synchronous_commit = off' };

/**
 * Lets transactions that wait for one another share the disk. A commit holds its locks until the log of the database is
 * on disk; the changes of a workspace, which commit one after the other, would each wait for a write of its own. So a
 * change commits first, which passes its locks on, and is answered when a later write has taken it to disk together with
 * all that came before. A crash in between loses what nobody was told of, and never an earlier change alone.
 */
export class Durability {
  private readonly writes = new SharedTurns<void>();

  constructor(private readonly source: DataSource) {}

  /** Resolves when everything that is committed now is on disk: a write under way may have begun before. */
  reached(): Promise<void> {
    return this.writes.take('', () => this.write());
  }

  /** A transaction that writes something and waits for the disk as the server is told to, replicas included. */
  private async write(): Promise<void> {
    await this.source.query(`SELECT pg_logical_emit_message(true, 'countersign', '')`);
  }
}
