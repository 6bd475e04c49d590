import { type Actor } from '@countersign/domain/access';
import { type EntityManager } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { Problem } from '../../server/problem';
import { type KeyDigests } from './key-digests';
import { VaultAccess } from './vault-access.entity';
import { type VaultCollection } from './vault-collection.entity';

/** The values that are known of one person, by attribute; null where the collection does not have the person. */
type JoinedValues = readonly (string | null)[] | null;

/** Keys of one statement. */
const atOnce = 20_000;

interface Ground {
  database: Database;
  digests: KeyDigests;
}

/** An opened reading of the vault: on record before it gives a value. */
export class VaultReading {
  private asked = 0;
  private found = 0;

  private constructor(
    private readonly ground: Ground,
    private readonly actor: Actor,
    private readonly access: VaultAccess,
  ) {}

  /** Puts on record that these attributes are about to be read for a fairness audit. */
  static async open(
    ground: Ground,
    actor: Actor,
    { collection, attributes }: { collection: VaultCollection; attributes: readonly string[] },
  ): Promise<VaultReading> {
    const written = await ground.database.write<VaultAccess>(actor, async ({ manager, now, newId }) => {
      const access = Object.assign(new VaultAccess(), {
        ...{ id: newId(), workspaceId: actor.workspaceId, collectionId: collection.id },
        ...{ attributes: [...attributes], openedAt: now, openedBy: actorReference(actor) },
      });
      await manager.insert(VaultAccess, access);
      const subject = { type: 'vault_access', id: access.id };
      const payload = { collectionId: collection.id, attributes: [...attributes], purpose: 'fairness audit' };
      return { result: access, audit: { action: 'readSensitiveAttributes', subject, payload } };
    });
    if (!('result' in written)) throw new Error('Nothing refuses to record a reading.');
    return new VaultReading(ground, actor, written.result);
  }

  /** The values of these people, in their order. An absent key is nobody's. */
  async join(keys: readonly (string | null)[]): Promise<JoinedValues[]> {
    const joined: JoinedValues[] = [];
    for (let at = 0; at < keys.length; at += atOnce)
      joined.push(...(await this.joinFew(keys.slice(at, at + atOnce))));
    return joined;
  }

  /** Keys that the collection holds, of those asked for. */
  get matched(): number {
    return this.found;
  }

  /** The reading as the audit log names it. How many were not found could be few people. */
  get logged() {
    const { id: accessId, collectionId, attributes } = this.access;
    return { accessId, collectionId, attributes, keysAsked: this.asked };
  }

  /** Puts on record which audit came of it, in the transaction that writes the audit. */
  async nameAudit(manager: EntityManager, auditId: string): Promise<void> {
    await manager.query('SELECT name_audit_of_vault_access($1, $2)', [this.access.id, auditId]);
  }

  private async joinFew(keys: readonly (string | null)[]): Promise<JoinedValues[]> {
    const known = keys.filter((key) => key !== null);
    const digests = known.map((key) => this.ground.digests.of(key));
    const [answer] = await this.ground.database.unrecorded(
      this.actor.workspaceId,
      ({ manager }) =>
        manager.query('SELECT matched, answers FROM vault_values($1, $2::uuid[])', [
          this.access.id,
          // As text: the driver would quote each of them.
          `{${digests.join(',')}}`,
        ]) as Promise<{ matched: string; answers: JoinedValues[] | null }[]>,
    );
    this.asked += known.length;
    this.found += Number(answer?.matched ?? 0);
    const answers = (answer?.answers ?? []).values();
    return keys.map((key) => (key === null ? null : (answers.next().value ?? null)));
  }
}

/** @throws Problem BAD_INPUT where the collection can give no values */
export function requireReadable(
  collection: VaultCollection,
  { digests, now }: { digests: KeyDigests; now: Date },
): void {
  const { erasedAt, keptUntil, keyCheck } = collection;
  const unreadable = (message: string) =>
    new Problem('BAD_INPUT', message, { field: 'vault.collectionId', id: collection.id });
  if (erasedAt) throw unreadable('The attributes of this collection were deleted.');
  if (keptUntil && keptUntil <= now) throw unreadable('This collection was to be kept until now.');
  if (digests.check !== keyCheck)
    throw unreadable('The keys of this collection were stored under another secret of the server.');
}
