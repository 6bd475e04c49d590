import { type Actor, isPermitted } from '@countersign/domain/access';
import { type SuppressedResults } from '@countersign/domain/fairness';
import { auditRecord, type AuditRecord, type FirstAuditRecord } from './audit-record';
import { derivedOf } from './fairness-report';

/**
 * What an audit shows to a viewer who may not see all of it; null for those who may, and where nothing in it is small. Of an
 * audit of before there was evidence to derive everything from, nobody can say that.
 */
export function suppressedFor(
  viewer: Actor,
  stored: AuditRecord | FirstAuditRecord,
): SuppressedResults | null {
  if (isPermitted(viewer, 'fairness.small_cells')) return null;
  const { hidesAnything, suppressed } = derivedOf(auditRecord(stored));
  const isOpen = 'policy' in stored && !hidesAnything;
  return isOpen ? null : suppressed;
}
