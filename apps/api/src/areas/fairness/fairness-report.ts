import {
  AuditCounter,
  type AuditCounts,
  type AuditResults,
  type AuditRow,
  auditSections,
  CountingError,
  deriveAudit,
  medianScore,
} from '@countersign/domain/fairness';
import { type FairnessVerdict } from '@countersign/statistics/fairness';
import { Problem } from '../../server/problem';
import { type AuditRecord } from './audit-record';
import { type ReadingPlan } from './audit-request';

export type StoredFairnessVerdict = Lowercase<FairnessVerdict>;

/** What was counted, and the median that scores were held against; null without scores. */
interface CountedPopulation {
  counts: AuditCounts;
  medianScore: number | null;
}

/**
 * Counts the rows of a population by each attribute alone and, when asked, by those crossed.
 * @throws Problem BAD_INPUT naming the attributes that have too many groups, or values that are no text
 */
export function countPopulation(
  rows: readonly AuditRow[],
  { sensitive, intersections, scoreColumn, stratumColumn }: ReadingPlan,
): CountedPopulation {
  const median = medianScore(Float64Array.from(rows.flatMap(({ score }) => score ?? [])));
  const counter = new AuditCounter({
    attributes: sensitive,
    sections: auditSections(sensitive.length, intersections),
    ...(scoreColumn !== null && { scores: { median } }),
    hasStrata: stratumColumn !== null,
  });
  try {
    for (const row of rows) counter.add(row);
    return { counts: counter.counts(), medianScore: median };
  } catch (error) {
    if (!(error instanceof CountingError)) throw error;
    const { message, attributes } = error;
    throw new Problem('BAD_INPUT', message, { field: 'sensitive', column: attributes.join(', ') });
  }
}

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
