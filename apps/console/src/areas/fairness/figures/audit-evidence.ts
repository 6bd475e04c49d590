import { type AuditEvidence, type SectionResults } from '@countersign/domain/fairness';
import { type DisparityName } from '@countersign/statistics/fairness';
import type { Word } from '../../../format/words';

type SectionCounts = AuditEvidence['counts']['sections'][number];

/** What the figures of one attribute or crossing rest on. */
export interface FigureSubject {
  evidence: AuditEvidence;
  counts: SectionCounts;
  results: SectionResults;
}

/** The document as the server gives it: it checked every number when it stored it. */
export const parseEvidence = (text: string): AuditEvidence => JSON.parse(text) as AuditEvidence;

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, at) => value === other[at]);

/** The counts and results by some attributes; null where the audit did not cross them. */
export function figureSubject(evidence: AuditEvidence, attributes: readonly string[]): FigureSubject | null {
  const counts = evidence.counts.sections.find((section) => isSame(section.attributes, attributes));
  const results = evidence.results.sections.find((section) => isSame(section.attributes, attributes));
  return counts && results ? { evidence, counts, results } : null;
}

/** The values that make a group, as everywhere on the page: `African-American · Female`. */
export const nameOf = (group: readonly string[]): string => group.join(' · ');

/** The name of a criterion on the wire, whose words stand in the catalogue. */
export const criterionWord = (name: DisparityName): Word<'criterion'> =>
  name.toUpperCase() as Word<'criterion'>;
