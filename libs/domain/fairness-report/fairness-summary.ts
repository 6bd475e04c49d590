import { type AuditEvidence, suppressed } from '../fairness';
import { formatNumber, type ReportDocument, type ReportSection } from '../report';
import { criteriaTable } from './criteria-table';
import { inLine, stated, text } from './parts';
import { publicationTables } from './publication-tables';
import { publicationTablePart } from './publication-table-part';
import { periodText } from './period-text';
import { policyFacts } from './policy-facts';
import { type ReportAbout } from './report-about';
import { type ReportSubject } from './report-subject';
import { shownDisparities, shownGroups } from './shown-tables';
import { verdictSentence } from './verdict-text';

/**
 * What everybody may read of an audit: sizes, rates and verdicts, without any number of fewer people than the policy's small
 * cell and none that would give one away. It names no person, derives no result and claims of no law that it is met.
 * @param notice why a reader gets this and not the report
 */
export function fairnessSummary(
  evidence: AuditEvidence,
  about: ReportAbout,
  notice: string | null = null,
): ReportDocument {
  const { model, population, validity } = about;
  const subject = { evidence, about };
  const sections = [
    auditedSection(subject),
    resultsSection(subject),
    judgedSection(subject),
    ...publishedSection(subject),
    saidSection(subject),
  ];
  return {
    title: `Summary of the fairness audit of ${model === null ? inLine(population.name) : `${inLine(model.name)}, ${inLine(model.version)}`}`,
    lead: [
      ...(notice === null ? [] : [notice]),
      verdictSentence[evidence.results.verdict],
      ...(validity.ended === null ? [] : [`THE AUDIT NO LONGER HOLDS: ${inLine(validity.ended)}`]),
      'This summary states what was measured. It does not say that any law is met.',
    ],
    sections: sections.map((section, at) => ({ ...section, title: `${at + 1}. ${section.title}` })),
  };
}

function auditedSection({ evidence, about }: ReportSubject): ReportSection {
  const { population, publication, validity } = about;
  return {
    title: 'What was audited',
    parts: [
      ...stated(about.model?.purpose ?? null, 'The intended purpose of the model is not stated.'),
      {
        kind: 'facts',
        facts: [
          ['Audit', `ran ${about.ranAt}, holds until ${validity.until} at the latest`],
          ['Data', inLine(population.name)],
          ['Source and explanation of the data', inLine(population.description)],
          ['Historical or test data, and why', inLine(population.historical)],
          ['Period', periodText(evidence.subject)],
          ['Rows', formatNumber(evidence.counts.rows)],
          ['Favourable outcome', inLine(evidence.policy.favourable.meaning)],
          ['Publication and use', inLine(publication)],
          ['Evidence (SHA-256)', about.evidenceDigest],
        ],
      },
    ],
  };
}

function resultsSection({ evidence: { policy, results } }: ReportSubject): ReportSection {
  const { sections, smallCell } = suppressed(results, policy.smallCell);
  return {
    title: 'Results by group',
    parts: [
      text(
        `Numbers of fewer than ${smallCell} people are hidden, and with them others from which they could be computed. People of unknown group stay outside the rates.`,
      ),
      ...sections.flatMap((section) => [...shownGroups(section), shownDisparities(section)]),
    ],
  };
}

function judgedSection({ evidence: { policy, results } }: ReportSubject): ReportSection {
  return {
    title: 'Verdicts, and how they were reached',
    parts: [
      criteriaTable(results, policy),
      { kind: 'facts', facts: policyFacts(policy, results) },
      text(
        'FAIL needs a computed value beyond its limit. PASS needs every limit met by groups large enough. Everything else is INSUFFICIENT EVIDENCE, which never counts as a pass. Limits are conventions of this audit, not law.',
      ),
    ],
  };
}

/** What the law packs of the audit ask to be published. */
function publishedSection({ evidence }: ReportSubject): ReportSection[] {
  const tables = publicationTables(evidence);
  return tables.length === 0 ? [] : [{ title: 'Impact ratios', parts: tables.flatMap(publicationTablePart) }];
}

function saidSection({ about: { signOffs } }: ReportSubject): ReportSection {
  const dissent = signOffs.filter(({ decision }) => decision === 'dissents').length;
  const declared = signOffs.filter(({ independence }) => independence !== null).length;
  return {
    title: 'Signatures and limits',
    parts: [
      text(
        signOffs.length === 0
          ? 'Nobody has signed this audit.'
          : `Signed by ${formatNumber(signOffs.length)}, of whom ${formatNumber(dissent)} dissent and ${formatNumber(declared)} have declared how independent they are.`,
      ),
      text(
        'A gap is a finding about numbers. Whether it is justified, and whether anybody was treated unlawfully, is for people to judge. Whoever never came into the data is not measured.',
      ),
    ],
  };
}
