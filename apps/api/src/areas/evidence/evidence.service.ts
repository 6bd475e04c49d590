import { createHash } from 'node:crypto';
import { type Actor } from '@countersign/domain/access';
import { type Database } from '../../database/database';
import { insertNew } from '../../database/insert-new';
import { type Transaction } from '../../database/transaction';
import { notFound } from '../../server/problem';
import { Evidence } from './evidence.entity';
import { requireReadable } from './require-readable';

/** Immutable reports, named by the SHA-256 of their canonical JSON. */
export class EvidenceService {
  constructor(private readonly database: Database) {}

  /**
   * Keeps a report inside the caller's transaction and returns its digest. It must hold no clock and no random value: the
   * same inputs then give the same digest, and the first row stays.
   * @param canonical its canonical JSON; that of a large report is written before the transaction begins
   */
  async keep({ manager, actor, now }: Transaction, kind: string, canonical: string): Promise<string> {
    const digest = createHash('sha256').update(canonical).digest('hex');
    const { workspaceId } = actor;
    await insertNew(manager, Evidence, { workspaceId, digest, kind, canonical, producedAt: now });
    return digest;
  }

  /** @throws Problem FORBIDDEN where it holds more than the actor may see */
  async read(actor: Actor, digest: string): Promise<Evidence> {
    const { workspaceId } = actor;
    const found = await this.database.read(actor, ({ manager }) =>
      manager.findOneBy(Evidence, { workspaceId, digest }),
    );
    if (!found) throw notFound('evidence', digest);
    requireReadable(actor, found);
    return found;
  }
}
