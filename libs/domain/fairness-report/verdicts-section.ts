import { type DenominatorPolicy } from '@countersign/statistics/fairness';
import { type AuditEvidence, type AuditResults, type FairnessPolicy, type SectionResults } from '../fairness';
import { type ReportPart, type ReportSection } from '../report';
import { denominatorTable } from './denominator-table';
import { denominatorWords } from './denominator-words';
import { disparityTable } from './disparity-table';
import { disparityName } from './disparity-words';
import { levelOf, percent } from './estimate-text';
import { limitText } from './limit-text';
import { column, text } from './parts';
import { reasonText } from './reason-text';
import { type ReportSubject } from './report-subject';
import { sectionName } from './section-name';
import { verdictSentence, verdictText } from './verdict-text';

const corrections = {
  holm: 'Holm, over all different tests of the audit',
  bh: 'Benjamini and Hochberg, over all different tests of the audit',
  none: 'none: p-values are as they are',
} as const;

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

function policyFacts({ minimums, alpha, correction }: FairnessPolicy, { sections }: AuditResults) {
  const denominators = [...new Set(sections.map(({ denominator }) => denominator))];
  const share = minimums.share > 0 ? ` and ${percent(minimums.share)} of the people of known group` : '';
  return [
    ['A group takes part with', `${minimums.groupSize} people${share}`],
    [
      'A rate takes part with',
      `${minimums.positives} positives, ${minimums.negatives} negatives, ${minimums.predictedPositives} predicted positives, where it divides by them`,
    ],
    ['A pass needs', `groups of at least ${minimums.forPass}`],
    [
      'Groups are measured against',
      denominators.map((name: DenominatorPolicy) => denominatorWords[name]).join('; '),
    ],
    ['Tests', 'pooled z of two proportions; Fisher’s exact test where fewer than 5 are expected in a cell'],
    ['Level', `α ${alpha}, intervals at ${levelOf(1 - alpha)}`],
    ['Correction for many tests', corrections[correction]],
  ] as const;
}

function criteriaTable({ criteria, sections }: AuditResults, { limits }: FairnessPolicy): ReportPart {
  return {
    kind: 'table',
    caption: 'Verdict of every criterion',
    columns: [
      ...[column('Criterion'), column('Limit'), column('Overall')],
      ...sections.map(({ attributes }) => column(`By ${sectionName(attributes)}`)),
    ],
    rows: criteria.map(({ criterion, verdict, sections: judged }) => [
      disparityName(criterion),
      limitText(limits[criterion] ?? null),
      verdictText(verdict),
      ...judged.map(({ verdict: own, reason }) =>
        reason === null ? verdictText(own) : `${verdictText(own)}: ${reasonText(reason)}`,
      ),
    ]),
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
