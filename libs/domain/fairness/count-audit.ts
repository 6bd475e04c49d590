import { AuditCounter, type AuditRow, type CountPlan } from './audit-counter';
import { type AuditCounts } from './audit-counts';

/**
 * Counts rows by the plan: integers alone, the same for any order of the rows.
 * @throws CountingError and RangeError as AuditCounter
 */
export function countAudit(rows: Iterable<AuditRow>, plan: CountPlan): AuditCounts {
  const counter = new AuditCounter(plan);
  for (const row of rows) counter.add(row);
  return counter.counts();
}
