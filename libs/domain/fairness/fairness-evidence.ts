import { type AuditEvidence, auditEvidenceSchema } from './audit-evidence';
import { deriveAudit } from './derive-audit';

/**
 * The artefact of an audit: its subject, policy and counts with the results that follow.
 * @param results where they were derived already
 * @throws RangeError as deriveAudit
 */
export function fairnessEvidence(
  { subject, policy, counts }: Omit<AuditEvidence, 'results' | 'schema'>,
  results = deriveAudit(policy, counts),
): AuditEvidence {
  return { schema: auditEvidenceSchema, subject, policy, counts, results };
}
