import { type EntityManager } from 'typeorm';
import { Problem } from '../../server/problem';
import { type VaultReading } from '../vault/vault-reading';
import { type ReadableCollection, type VaultService } from '../vault/vault.service';
import { type VaultPlan } from './plan-population';

/** The keys of some rows, and the line of each where they stand in a file. */
interface RowKeys {
  keys: readonly (string | null)[];
  lines?: readonly number[];
}

/** A value for each row, by attribute. */
export type HeldColumns = ReadonlyMap<string, readonly (string | null)[]>;

/** Sensitive attributes of a population that a vault holds. The reading is opened when the first row asks. */
export class VaultGroups {
  private readonly seen = new Set<string>();
  private opened: VaultReading | null = null;

  constructor(
    readonly plan: VaultPlan,
    private readonly vault: VaultService,
    private readonly collection: ReadableCollection,
  ) {}

  /**
   * The values of these rows, by attribute.
   * @throws Problem BAD_INPUT where a person stands there twice: of ten rows of one person no number would be small
   */
  async columns({ keys, lines }: RowKeys): Promise<HeldColumns> {
    const known = keys.map((key) => (key === null || key.trim() === '' ? null : key));
    for (const [row, key] of known.entries()) this.requireNew(key, lines?.[row]);
    this.opened ??= await this.collection.open(this.plan.attributes);
    const people = await this.opened.join(known);
    return new Map(
      this.plan.attributes.map((name, at) => [name, people.map((values) => values?.[at] ?? null)]),
    );
  }

  /** Runs work that joins values while it holds a connection of its own. */
  whileHeld<T>(work: () => Promise<T>): Promise<T> {
    return this.vault.oneAtATime(work);
  }

  /** What the evidence says of it. */
  get subject() {
    const { keyColumn: key, attributes } = this.plan;
    return { key, attributes, matched: this.opened?.matched ?? 0 };
  }

  /** What the entry of the audit says of it. */
  get logged() {
    return { vault: this.opened?.logged ?? null };
  }

  /** Puts on record which audit came of it, in the transaction that writes the audit. */
  async nameAudit(manager: EntityManager, auditId: string): Promise<void> {
    await this.opened?.nameAudit(manager, auditId);
  }

  private requireNew(key: string | null, line: number | undefined): void {
    if (key === null) return;
    if (!this.seen.has(key)) {
      this.seen.add(key);
      return;
    }
    const column = this.plan.keyColumn ?? 'id';
    throw new Problem('BAD_INPUT', `The column "${column}" holds a key that stands there before.`, {
      ...{ field: 'vault.keyColumn', column },
      ...(line !== undefined && { line }),
    });
  }
}
