import {
  type AttributeAudit,
  auditCounts,
  auditVerdict,
  countOutcomes,
  type FairnessVerdict,
  type OutcomeRow,
  type PopulationCounts,
} from '@countersign/statistics/fairness';
import { Problem } from '../../server/problem';
import { type AuditPlan } from './audit-request';

/** Most groups of an attribute or of all crossed: a column with more names persons, not groups. */
const mostGroups = 1_000;

export type StoredFairnessVerdict = Lowercase<FairnessVerdict>;

/** The artefact of an audit: integer counts and the plan they are judged by. Every number shown follows from these. */
export interface FairnessReport {
  plan: AuditPlan;
  /** Rows of the population. */
  rows: number;
  /** Rows without prediction. */
  unpredicted: number;
  /** Rows with a prediction and without label. */
  unlabelled: number;
  /** One for each attribute and, when asked, one for all crossed. */
  populations: readonly PopulationCounts[];
}

/**
 * Counts the rows of a population by each attribute alone and, when asked, by all of them crossed.
 * @throws Problem BAD_INPUT naming the attributes that have too many groups
 */
export function countPopulation(rows: readonly OutcomeRow[], plan: AuditPlan): FairnessReport {
  const { sensitive } = plan;
  const single = sensitive.map((attribute, index) =>
    countOutcomes(
      rows.map((row) => ({ ...row, groups: [row.groups[index] ?? null] })),
      [attribute],
    ),
  );
  const crossed = plan.intersections && sensitive.length > 1 ? [countOutcomes(rows, sensitive)] : [];
  const populations = [...single, ...crossed];
  populations.forEach(refuseTooManyGroups);
  return {
    plan,
    rows: rows.length,
    unpredicted: rows.filter(({ predicted }) => predicted === null).length,
    unlabelled: rows.filter(({ predicted, actual }) => predicted !== null && actual === null).length,
    populations,
  };
}

function refuseTooManyGroups({ attributes, groups }: PopulationCounts): void {
  if (groups.length <= mostGroups) return;
  const message = `${attributes.join(' and ')} make ${groups.length} groups; at most ${mostGroups} can be audited.`;
  throw new Problem('BAD_INPUT', message, { field: 'sensitive', column: attributes.join(', ') });
}

/** Rates, disparities and verdicts, derived from the stored counts. */
export function deriveAudits({ plan, populations }: FairnessReport): AttributeAudit[] {
  return populations.map((population) => auditCounts(population, plan));
}

/** The verdict of the whole report: fail if anything fails, pass only if everything passes. */
export function reportVerdict(report: FairnessReport): StoredFairnessVerdict {
  return lowerCase(auditVerdict(deriveAudits(report)));
}

export function lowerCase(verdict: FairnessVerdict): StoredFairnessVerdict {
  return verdict.toLowerCase() as StoredFairnessVerdict;
}

/** What an audit is about, by content. */
export interface AuditSubject {
  artifactDigest: string;
  datasetDigest: string;
  rationale: string;
}

/** The evidence of an audit. No clock and no id: the same bytes audited by the same plan give the same digest. */
export function fairnessEvidence(report: FairnessReport, subject: AuditSubject): Record<string, unknown> {
  const { plan, rows, unpredicted, unlabelled, populations } = report;
  return {
    schema: 'countersign.fairness-audit/1',
    ...subject,
    plan,
    ...{ rows, unpredicted, unlabelled },
    counts: populations,
    disparities: deriveAudits(report).map(({ attributes, disparities }) => ({ attributes, disparities })),
    verdict: reportVerdict(report),
  };
}
