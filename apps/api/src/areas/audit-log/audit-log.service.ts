import { type Actor } from '@countersign/domain/access';
import { emptyHead, type LogHead, type LogVerification } from '@countersign/domain/audit-log';
import { type EntityManager } from 'typeorm';
import { type Database } from '../../database/database';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { AuditEntry } from './audit-entry.entity';
import { AuditHead } from './audit-head.entity';
import { verifyStoredLog } from './verify-stored-log';

/** Reads and checks the workspace's log; entries are appended by `Database.write` alone. */
export class AuditLogService {
  constructor(private readonly database: Database) {}

  list(actor: Actor, bounds: PageBounds): Promise<Page<AuditEntry>> {
    const build = (manager: EntityManager) => manager.createQueryBuilder(AuditEntry, 'row');
    return readPage<AuditEntry>(this.database, actor, {
      ...bounds,
      build,
      key: 'sequence',
      direction: 'DESC',
    });
  }

  /** The entry at a place of the log that is known to exist. */
  entry(actor: Actor, sequence: number): Promise<AuditEntry> {
    const { workspaceId } = actor;
    return this.database.read(actor, ({ manager }) =>
      manager.findOneByOrFail(AuditEntry, { workspaceId, sequence: String(sequence) }),
    );
  }

  /** Where the log ends; a workspace without changes has an empty log. */
  async head({ workspaceId }: Actor): Promise<LogHead> {
    const head = await this.database.read({ workspaceId }, ({ manager }) =>
      manager.findOneBy(AuditHead, { workspaceId }),
    );
    return head ? { size: Number(head.size), hash: head.hash } : emptyHead;
  }

  /** Checks every entry, its columns and its payload, and that the log ends at its head. */
  verify({ workspaceId }: Actor): Promise<LogVerification> {
    return this.database.read({ workspaceId }, ({ manager }) => verifyStoredLog(manager, { workspaceId }));
  }
}
