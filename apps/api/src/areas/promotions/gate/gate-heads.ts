import { type Database } from '../../../database/database';
import { SharedTurns } from '../../../database/shared-turns';

/**
 * Actions that every answer outlives: what they write no gate reads. They come many times a second, from whoever serves and
 * whoever talks. Labels are not among them, as who logs them made what is decided on.
 */
export const passedOver = ['logPredictions', 'addPromotionComment'] as const;

/** The length of the log and, where entries came after the given place, the last of them that may concern a gate. */
const growth = `
  SELECT size, (
    SELECT max(sequence) FROM audit_entry
    WHERE workspace_id = $1 AND sequence > $2::bigint AND outcome = 'done' AND action <> ALL ($3::text[])
  ) FROM audit_head WHERE workspace_id = $1`;

/** No entry comes after it: at the first look there is nothing to compare with, and no log is read from its beginning. */
const nowhere = 2n ** 63n - 1n;

interface Head {
  /** Entries of the log that were looked at. */
  size: bigint;
  /** The place of the last that may concern a gate, or of the last that was there when first looked. */
  concerned: bigint;
}

/** Where the logs of workspaces stand, as far as gates are concerned: refused attempts changed nothing. */
export class GateHeads {
  private readonly known = new Map<string, Head>();
  private readonly looks = new SharedTurns<bigint>();

  constructor(private readonly database: Pick<Database, 'ask'>) {}

  /** As long as this stays the same, nothing has changed that a gate reads; looked up once for all who ask at once. */
  of(workspaceId: string): Promise<bigint> {
    return this.looks.take(workspaceId, () => this.look(workspaceId));
  }

  private async look(workspaceId: string): Promise<bigint> {
    const before = this.known.get(workspaceId);
    const values = [workspaceId, String(before?.size ?? nowhere), `{${passedOver.join(',')}}`];
    const [found] = await this.database.ask(workspaceId, { text: growth, values });
    const size = BigInt(found?.[0] ?? 0);
    const concerned = BigInt(found?.[1] ?? before?.concerned ?? size);
    this.known.set(workspaceId, { size, concerned });
    return concerned;
  }
}
