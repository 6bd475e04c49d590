import { type AuditEvidence, auditEvidenceSchema } from './audit-evidence';
import { deriveAudit } from './derive-audit';

/**
 * The artefact of an audit: its subject, policy and counts with the results that follow.
 * @throws RangeError as deriveAudit
 */
export function fairnessEvidence({
  subject,
  policy,
  counts,
}: Omit<AuditEvidence, 'results' | 'schema'>): AuditEvidence {
  return { schema: auditEvidenceSchema, subject, policy, counts, results: deriveAudit(policy, counts) };
}
