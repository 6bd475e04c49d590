import { type AuditResults, deriveAudit } from '@countersign/domain/fairness';
import { type FairnessVerdict } from '@countersign/statistics/fairness';
import { type AuditRecord } from './audit-record';

export type StoredFairnessVerdict = Lowercase<FairnessVerdict>;

const derived = new WeakMap<AuditRecord, AuditResults>();

/** Rates, disparities and verdicts, derived from the stored counts; once for each record that was read. */
export function resultsOf(record: AuditRecord): AuditResults {
  const known = derived.get(record) ?? deriveAudit(record.policy, record.counts);
  derived.set(record, known);
  return known;
}

export function lowerCase(verdict: FairnessVerdict): StoredFairnessVerdict {
  return verdict.toLowerCase() as StoredFairnessVerdict;
}
