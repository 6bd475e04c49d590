import { type DataSource } from 'typeorm';

/** The commit of a transaction that says this does not wait for the disk; `Durability.reached` does. */
export const postponeDurability = { text: 'SET LOCAL synchronous_commit = off' };

/**
 * Lets transactions that wait for one another share the disk. A commit holds its locks until the log of the database is
 * on disk; the changes of a workspace, which commit one after the other, would each wait for a write of its own. So a
 * change commits first, which passes its locks on, and is answered when a later write has taken it to disk together with
 * all that came before. A crash in between loses what nobody was told of, and never an earlier change alone.
 */
export class Durability {
  private underWay: Promise<void> | null = null;
  private next: Promise<void> | null = null;

  constructor(private readonly source: DataSource) {}

  /** Resolves when everything that is committed now is on disk. */
  reached(): Promise<void> {
    // The write under way may have begun before our commit; the next one has not, and takes all who come until it begins.
    this.next ??= (this.underWay ?? Promise.resolve()).catch(() => undefined).then(() => this.begin());
    return this.next;
  }

  private begin(): Promise<void> {
    this.next = null;
    this.underWay = this.write();
    return this.underWay;
  }

  /** A transaction that writes something and waits for the disk as the server is told to, replicas included. */
  private async write(): Promise<void> {
    await this.source.query(`SELECT pg_logical_emit_message(true, 'countersign', '')`);
  }
}
