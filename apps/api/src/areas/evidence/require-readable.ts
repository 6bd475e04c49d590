import { type Actor, isPermitted } from '@countersign/domain/access';
import { type AuditEvidence, auditEvidenceSchema, hidesAnything } from '@countersign/domain/fairness';
import { Problem } from '../../server/problem';
import { type Evidence } from './evidence.entity';

/**
 * Evidence is whole or not at all: a part of it has no digest. That of a fairness audit which holds numbers of few people,
 * and that of a fairness monitor's run, is for those who may see them.
 * @throws Problem FORBIDDEN naming the permission
 */
export function requireReadable(actor: Actor, { kind, canonical }: Evidence): void {
  if (isPermitted(actor, 'fairness.small_cells') || !holdsFew(kind, canonical)) return;
  throw new Problem(
    'FORBIDDEN',
    `This evidence holds numbers of few people. It needs the permission fairness.small_cells, which ${actor.name} does not have. The summary of the audit, or the results of the run, show what everybody may see.`,
  );
}

function holdsFew(kind: string, canonical: string): boolean {
  // Counts of single days.
  if (kind === 'fairness_monitor_run') return true;
  if (kind !== 'fairness_audit') return false;
  const body = JSON.parse(canonical) as AuditEvidence;
  return body.schema !== auditEvidenceSchema || hidesAnything(body);
}
