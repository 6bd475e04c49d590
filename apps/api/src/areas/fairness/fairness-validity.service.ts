import { type Actor } from '@countersign/domain/access';
import { type AuditValidity, auditValidity } from '@countersign/domain/fairness';
import { type Database } from '../../database/database';
import { notFound } from '../../server/problem';
import { type FairnessAudit } from './fairness-audit.entity';
import { sinceAudit } from './since-audit';

/** Whether audits still hold; computed from what has happened since, and stored nowhere. */
export class FairnessValidityService {
  constructor(private readonly database: Database) {}

  async validity(actor: Actor, { id: auditId }: Pick<FairnessAudit, 'id'>): Promise<AuditValidity> {
    const { workspaceId } = actor;
    const since = await this.database.read(actor, ({ manager, now }) =>
      sinceAudit({ manager, workspaceId, auditId, now }),
    );
    if (!since) throw notFound('fairness audit', auditId);
    return auditValidity(since);
  }
}
