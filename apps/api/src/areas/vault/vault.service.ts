import { type Actor } from '@countersign/domain/access';
import { refuse } from '@countersign/domain/refusals';
import { type EntityManager, IsNull, LessThanOrEqual } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { notFound } from '../../server/problem';
import { type UploadsService } from '../uploads/uploads.service';
import { type HeldAttribute } from './held-attribute';
import { KeyDigests } from './key-digests';
import { storeAttributes, type StoreAttributes } from './store-attributes';
import { VaultAccess } from './vault-access.entity';
import { VaultCollection } from './vault-collection.entity';
import { requireReadable, VaultReading } from './vault-reading';

interface ErasedKey {
  collection: VaultCollection;
  /** Whether there was anything under it. */
  erased: boolean;
}

/** A collection that an audit can read. */
export interface ReadableCollection {
  attributes: readonly HeldAttribute[];
  open: (attributes: readonly string[]) => Promise<VaultReading>;
}

/** What is held in the vault and who had it read; nothing here reads a value. */
export class VaultService {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly uploads: UploadsService,
    /** Of the server, in no database. */
    private readonly secret: string,
  ) {}

  /** Stores a file's values as a collection, whole or not at all, and erases the file. */
  store(actor: Actor, request: StoreAttributes): Promise<Written<VaultCollection>> {
    const { database, uploads, secret } = this;
    return storeAttributes({ database, uploads, secret }, actor, request);
  }

  /** Collections, newest first; deleted ones too. */
  list(actor: Actor, bounds: PageBounds): Promise<Page<VaultCollection>> {
    const build = (manager: EntityManager) => manager.createQueryBuilder(VaultCollection, 'row');
    return readPage<VaultCollection>(this.database, actor, {
      ...bounds,
      build,
      key: 'id',
      direction: 'DESC',
    });
  }

  async collection(actor: Actor, id: string): Promise<VaultCollection> {
    const found = await this.database.read(actor, ({ manager }) =>
      manager.findOneBy(VaultCollection, { id }),
    );
    if (!found) throw notFound('vault collection', id);
    return found;
  }

  /** Readings of a collection, newest first. */
  accesses(actor: Actor, collectionId: string, bounds: PageBounds): Promise<Page<VaultAccess>> {
    const build = (manager: EntityManager) =>
      manager.createQueryBuilder(VaultAccess, 'row').where({ collectionId });
    return readPage<VaultAccess>(this.database, actor, { ...bounds, build, key: 'id', direction: 'DESC' });
  }

  /** Erases the values. What was held, and who had it read, stays on record. */
  erase(actor: Actor, id: string): Promise<Written<VaultCollection>> {
    return this.database.write<VaultCollection>(actor, async (tx) => {
      const collection = await lockCollection(tx, id);
      if (!collection.erasedAt) await eraseAll(tx, collection);
      const subject = { type: 'vault_collection', id };
      const payload = { name: collection.name };
      return { result: collection, audit: { action: 'deleteSensitiveAttributes', subject, payload } };
    });
  }

  /** Erases what is held under one key; whether there was anything. The log does not say under which. */
  eraseKey(
    actor: Actor,
    { collectionId: id, key }: { collectionId: string; key: string },
  ): Promise<Written<ErasedKey>> {
    return this.database.write<ErasedKey>(actor, async (tx) => {
      const collection = await lockCollection(tx, id);
      const digests = this.digests(collection);
      const audit = { action: 'eraseVaultKey', subject: { type: 'vault_collection', id } };
      if (digests.check !== collection.keyCheck) return { refusal: keyChanged(), audit };
      const [, count] = (await tx.manager.query(
        'DELETE FROM vault_value WHERE workspace_id = $1 AND collection_id = $2 AND key_digest = $3',
        [tx.actor.workspaceId, id, digests.of(key)],
      )) as [unknown[], number];
      const people = String(Number(collection.people) - count);
      await tx.manager.update(VaultCollection, { id }, { people });
      const result = { collection: Object.assign(collection, { people }), erased: count > 0 };
      return { result, audit: { ...audit, payload: { erased: count } } };
    });
  }

  /** Erases what was to be kept until now. Answers how many collections. */
  async eraseOver(actor: Actor): Promise<number> {
    const over = await this.database.read(actor, ({ manager, now }) =>
      manager.findBy(VaultCollection, { erasedAt: IsNull(), keptUntil: LessThanOrEqual(now) }),
    );
    for (const { id } of over) await this.erase(actor, id);
    return over.length;
  }

  /**
   * What a collection holds, and the way to read it: opened for some attributes it is on record before it gives a value.
   * @throws Problem NOT_FOUND; BAD_INPUT where it was deleted, is over, or was stored under another secret
   */
  async readable(actor: Actor, id: string): Promise<ReadableCollection> {
    const collection = await this.collection(actor, id);
    const digests = this.digests(collection);
    requireReadable(collection, { digests, now: this.database.now() });
    const ground = { database: this.database, digests };
    return {
      attributes: collection.attributes,
      open: (attributes) => VaultReading.open(ground, actor, { collection, attributes }),
    };
  }

  /** Two connections for one piece of work: if all pieces had their first, none would get a second. */
  oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.turn.then(work);
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  private digests(collection: { workspaceId: string; id: string }): KeyDigests {
    return new KeyDigests(this.secret, collection);
  }
}

const keyChanged = () =>
  refuse('VAULT_KEY_CHANGED', 'These keys were stored under another secret of the server; load them again.');

async function lockCollection({ manager }: Transaction, id: string): Promise<VaultCollection> {
  const found = await manager.findOne(VaultCollection, {
    ...{ where: { id }, lock: { mode: 'pessimistic_write' } },
  });
  if (!found) throw notFound('vault collection', id);
  return found;
}

async function eraseAll({ manager, actor, now }: Transaction, collection: VaultCollection): Promise<void> {
  const { id } = collection;
  await manager.query('DELETE FROM vault_value WHERE workspace_id = $1 AND collection_id = $2', [
    actor.workspaceId,
    id,
  ]);
  const erased = { people: '0', erasedAt: now, erasedBy: actorReference(actor) };
  await manager.update(VaultCollection, { id }, erased);
  Object.assign(collection, erased);
}
