import { type Actor } from '@countersign/domain/access';
import { refuse } from '@countersign/domain/refusals';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { insertNew } from '../../database/insert-new';
import { type Transaction, type Written } from '../../database/transaction';
import { Problem } from '../../server/problem';
import { type DataFile, type UploadsService } from '../uploads/uploads.service';
import { type HeldAttribute } from './held-attribute';
import { KeyDigests } from './key-digests';
import { insertValues, repeatedLine, stageValues } from './store-values';
import { VaultCollection } from './vault-collection.entity';
import { keyTwice, readVaultRows } from './vault-rows';

export interface StoreAttributes {
  name: string;
  purpose: string;
  uploadId: string;
  keyColumn: string;
  attributes: readonly HeldAttribute[];
  keptUntil?: Date | null;
}

interface Ground {
  database: Database;
  uploads: UploadsService;
  secret: string;
}

/** Stores a file's values as a collection, whole or not at all, and erases the file. */
export async function storeAttributes(
  { database, uploads, secret }: Ground,
  actor: Actor,
  request: StoreAttributes,
): Promise<Written<VaultCollection>> {
  requireDifferentColumns(request);
  const { uploadId, name } = request;
  const file = await uploads.file(actor, uploadId);
  try {
    const written = await database.write<VaultCollection>(actor, async (tx) => {
      const collection = newCollection(tx, request);
      const digests = new KeyDigests(secret, collection);
      collection.keyCheck = digests.check;
      const subject = { type: 'vault_collection', id: collection.id };
      const audit = { action: 'storeSensitiveAttributes', subject, payload: { name } };
      if (!(await insertNew(tx.manager, VaultCollection, collection)))
        return { refusal: refuse('CONFLICTING_REGISTRATION', `There is a collection "${name}".`), audit };
      const people = await storeRows(tx, { collection, file, digests });
      await tx.manager.update(VaultCollection, { id: collection.id }, { people: String(people) });
      const attributes = collection.attributes.map((attribute) => attribute.name);
      return {
        result: Object.assign(collection, { people: String(people) }),
        audit: { ...audit, payload: { name, attributes, people } },
      };
    });
    if ('result' in written) await uploads.erase(actor, uploadId);
    return written;
  } catch (error) {
    // The same bytes would be refused again.
    if (error instanceof Problem && error.code !== 'MISSING_COLUMN' && error.place.field === 'uploadId')
      await uploads.erase(actor, uploadId);
    throw error;
  }
}

function newCollection({ actor, now, newId }: Transaction, request: StoreAttributes): VaultCollection {
  const { name, purpose, keyColumn, attributes, keptUntil = null } = request;
  if (keptUntil !== null && keptUntil <= now)
    throw new Problem('BAD_INPUT', 'A collection is kept until an instant in the future.', {
      field: 'keptUntil',
    });
  return Object.assign(new VaultCollection(), {
    ...{ id: newId(), workspaceId: actor.workspaceId, name, purpose, keyColumn, keptUntil },
    attributes: attributes.map(({ name: attribute, origin, legalBasis }) => ({
      ...{ name: attribute, origin, legalBasis },
    })),
    ...{ people: '0', storedAt: now, storedBy: actorReference(actor), erasedAt: null, erasedBy: null },
  });
}

async function storeRows(
  tx: Transaction,
  source: { collection: VaultCollection; file: DataFile; digests: KeyDigests },
): Promise<number> {
  const { collection, file, digests } = source;
  const { keyColumn } = collection;
  const attributes = collection.attributes.map(({ name }) => name);
  await readVaultRows({ file, keyColumn, attributes, digests }, await stageValues(tx));
  const line = await repeatedLine(tx);
  if (line !== null) throw keyTwice(line, keyColumn);
  return insertValues(tx, collection);
}

function requireDifferentColumns({ keyColumn, attributes }: StoreAttributes): void {
  const names = attributes.map(({ name }) => name);
  const at = names.findIndex((name, index) => name === keyColumn || names.indexOf(name) !== index);
  if (at < 0) return;
  const message = `The column "${names[at]}" is named twice.`;
  throw new Problem('BAD_INPUT', message, { field: `attributes[${at}].name` });
}
