import { verifyFairnessEvidence } from '../fairness';
import { formatNumber, type ReportSection } from '../report';
import { column, text } from './parts';
import { type ReportSubject } from './report-subject';

/** How somebody else gets the same numbers, and that they were got again for this document. */
export function reproducibilitySection({ evidence, about }: ReportSubject): ReportSection {
  const { counts, policy } = evidence;
  const groups = counts.sections.reduce((sum, section) => sum + section.groups.length, 0);
  const { valid, checks } = verifyFairnessEvidence(evidence);
  return {
    title: 'Computing it again',
    basis: 'EU AI Act, Annex IV 2(g); NIST AI RMF, MEASURE 2.11',
    parts: [
      text(
        `Every number of this report follows from the policy and the counts in the evidence: ${formatNumber(groups)} groups in ${counts.sections.length} tables of ${formatNumber(counts.rows)} rows. No row of data is needed. "countersign verify" computes all results from the counts and compares them.`,
      ),
      {
        kind: 'facts',
        facts: [
          ['Schema of the evidence', evidence.schema],
          ['Method', `version ${policy.method}; it rises whenever a number would change`],
          ['Evidence (SHA-256)', about.evidenceDigest],
        ],
      },
      {
        kind: 'table',
        caption: `Checks made while this document was written: ${valid ? 'all hold' : 'NOT ALL HOLD'}`,
        columns: [column('Check'), column('Outcome'), column('Detail')],
        rows: checks.map(({ name, valid: holds, detail }) => [
          name.replaceAll('_', ' '),
          holds ? 'holds' : 'FAULT',
          detail,
        ]),
      },
    ],
  };
}
