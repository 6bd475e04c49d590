import { type AuditEvidence, type SectionResults } from '../fairness';
import { type ReportPart, type ReportSection } from '../report';
import { criteriaTable } from './criteria-table';
import { denominatorTable } from './denominator-table';
import { disparityTable } from './disparity-table';
import { text } from './parts';
import { policyFacts } from './policy-facts';
import { type ReportSubject } from './report-subject';
import { sectionName } from './section-name';
import { verdictSentence } from './verdict-text';

/** The rules of the verdict, the verdict of every criterion, and how firm it is. */
export function verdictsSection({ evidence }: ReportSubject): ReportSection {
  const { policy, results } = evidence;
  return {
    title: 'Limits, rules and verdicts',
    basis: 'EU AI Act, Annex IV 4; 29 CFR 1607.4(D)',
    parts: [
      text(verdictSentence[results.verdict]),
      { kind: 'facts', facts: policyFacts(policy, results) },
      criteriaTable(results, policy),
      text(
        'FAIL needs a computed value beyond its limit. PASS needs every limit met by groups large enough. Everything else is INSUFFICIENT EVIDENCE, which never counts as a pass. Limits are conventions of this audit, not law.',
      ),
      ...results.sections.flatMap((section) => [
        ...disparityTable(section, policy),
        ...denominatorTable(section, policy),
      ]),
      text(
        'Two groups picked among several as the farthest apart have no interval of their own, for the search itself widens the gap. An interval called simultaneous, or of the worse of two, holds whichever pair or rate had been picked.',
      ),
      ...powerParts(evidence),
    ],
  };
}

/** What more rows would make visible. */
function powerParts({ results }: AuditEvidence): ReportPart[] {
  const items = results.sections.flatMap(adviceOf);
  if (items.length === 0) return [];
  return [
    text('Where the audit is too small to find a gap of the size it looks for (power 80 %):'),
    { kind: 'list', items },
  ];
}

/** The smallest groups first: they lack most. */
function adviceOf({ attributes, advice }: SectionResults): string[] {
  const lacking = (advice?.groups ?? [])
    .filter(({ moreRows }) => moreRows !== 0)
    .sort((a, b) => a.n - b.n)
    .map(({ statement }) => statement);
  const shown = lacking.slice(0, mostAdvice);
  const more = lacking.length - shown.length;
  return [
    ...shown.map((statement) => `By ${sectionName(attributes)}: ${statement}`),
    ...(more > 0
      ? [`By ${sectionName(attributes)}: ${more} larger groups lack rows, too; the evidence lists them.`]
      : []),
  ];
}

const mostAdvice = 8;
