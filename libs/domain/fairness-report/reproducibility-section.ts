import { formatNumber, type ReportSection } from '../report';
import { marginFaults } from './margins';
import { text } from './parts';
import { type ReportSubject } from './report-subject';

/** How somebody else gets the same numbers. */
export function reproducibilitySection({ evidence, about }: ReportSubject): ReportSection {
  const { counts, policy } = evidence;
  const faults = marginFaults(counts);
  const groups = counts.sections.reduce((sum, section) => sum + section.groups.length, 0);
  return {
    title: 'Computing it again',
    basis: 'EU AI Act, Annex IV 2(g); NIST AI RMF, MEASURE 2.11',
    parts: [
      text(
        `Every number of this report follows from the policy and the counts in the evidence: ${counts.sections.length} tables of counts with ${formatNumber(groups)} groups of ${formatNumber(counts.rows)} rows. No row of data is needed. "countersign verify" computes all results from the counts and compares them.`,
      ),
      {
        kind: 'facts',
        facts: [
          ['Schema of the evidence', evidence.schema],
          ['Method', `version ${policy.method}; it rises whenever a number would change`],
          ['Evidence (SHA-256)', about.evidenceDigest],
          [
            'Do the counts add up?',
            faults.length === 0
              ? 'Yes: every table holds all rows, and crossings add up to their attributes.'
              : 'NO',
          ],
        ],
      },
      { kind: 'list', items: faults },
    ],
  };
}
