import { type Actor } from '@countersign/domain/access';
import { type AuditLogService } from './audit-log.service';

/**
 * The public key to write down somewhere else, at the start before the first checkpoint; null afterwards. Whoever knows
 * it from here need not believe the database what it is.
 */
export async function firstKey(auditLog: AuditLogService, actor: Actor): Promise<string | null> {
  const { checkpoint } = await auditLog.head(actor);
  if (checkpoint) return null;
  const keys = await auditLog.keys(actor);
  return keys[keys.length - 1] ?? null;
}
