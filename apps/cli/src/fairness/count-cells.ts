import {
  AuditCounter,
  type AuditCounts,
  auditSections,
  CountingError,
  type SectionPositions,
} from '@countersign/domain/fairness';
import { UsageError } from '../usage-error';
import { type AuditCells } from './audit-cells';
import { type FairnessRequest } from './fairness-request';

/** Which of the sensitive columns each section of an audit crosses, by position. */
export function sectionsOf({ sensitive, hasIntersections }: FairnessRequest): SectionPositions[] {
  return auditSections(sensitive.length, hasIntersections);
}

/**
 * The counts of an audit: every attribute, and with --intersections every pair and all of them crossed. Sums of weights, where
 * there are any, stand in place of people.
 *
 * @throws UsageError naming the attribute that has too many groups, or a reference value that it does not have
 */
export function countCells({ cells, scored }: AuditCells, request: FairnessRequest): AuditCounts {
  const { sensitive, score, strata, decision, weight } = request;
  const counter = new AuditCounter({
    attributes: sensitive,
    sections: sectionsOf(request),
    ...(score !== undefined && { scores: { median: scored?.median ?? null } }),
    hasStrata: strata !== undefined,
    hasWeights: weight !== undefined,
    hasDecisions: decision !== undefined,
  });
  try {
    for (const cell of cells) counter.addCell(cell);
  } catch (error) {
    if (!(error instanceof CountingError)) throw error;
    throw new UsageError(`${request.data}: ${error.message}`);
  }
  const counts = counter.counts();
  requireReferences(counts, request);
  return counts;
}

function requireReferences({ sections }: AuditCounts, { references }: FairnessRequest): void {
  for (const { attributes, groups } of sections.filter((section) => section.attributes.length === 1)) {
    const value = references.get(attributes[0]!);
    if (value === undefined || groups.some(({ group }) => group[0] === value)) continue;
    const found = groups.slice(0, 10).map(({ group }) => `"${group[0]}"`);
    throw new UsageError(
      `--reference ${attributes[0]}=${value}: there is no such group, but ${found.join(', ')}.`,
    );
  }
}
