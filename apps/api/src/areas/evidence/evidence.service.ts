import { type Actor } from '@countersign/domain/access';
import { canonicalJson, digestOf } from '@countersign/domain/audit-log';
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
   * Keeps a report inside the caller's transaction and returns its digest. The body must hold no clock and no random
   * value: the same inputs then give the same digest, and the first row stays.
   */
  async keep({ manager, actor, now }: Transaction, kind: string, body: unknown): Promise<string> {
    const digest = digestOf(body);
    const row = {
      workspaceId: actor.workspaceId,
      digest,
      kind,
      canonical: canonicalJson(body),
      producedAt: now,
    };
    await insertNew(manager, Evidence, row);
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
