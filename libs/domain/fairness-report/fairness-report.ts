import { type AuditEvidence } from '../fairness';
import { formatNumber, type ReportDocument, type ReportSection } from '../report';
import { attributesSection } from './attributes-section';
import { dataSection } from './data-section';
import { disparityName } from './disparity-words';
import { errorsSection } from './errors-section';
import { groupsSection } from './groups-section';
import { identitySection } from './identity-section';
import { limitsSection } from './limits-section';
import { mapSection } from './map-section';
import { mitigationSection } from './mitigation-section';
import { monitoringSection } from './monitoring-section';
import { oversightSection } from './oversight-section';
import { inLine } from './parts';
import { publicationSection } from './publication-section';
import { purposeSection } from './purpose-section';
import { type ReportAbout } from './report-about';
import { type ReportSubject } from './report-subject';
import { reproducibilitySection } from './reproducibility-section';
import { scoresSection } from './scores-section';
import { type SectionKey, sectionKeys } from './section-map';
import { listed, sectionName } from './section-name';
import { signOffSection } from './sign-off-section';
import { verdictSentence } from './verdict-text';
import { verdictsSection } from './verdicts-section';

const sections: Readonly<Record<SectionKey, (subject: ReportSubject) => ReportSection>> = {
  identity: identitySection,
  purpose: purposeSection,
  data: dataSection,
  attributes: attributesSection,
  groups: groupsSection,
  errors: errorsSection,
  verdicts: verdictsSection,
  scores: scoresSection,
  limits: limitsSection,
  mitigation: mitigationSection,
  oversight: oversightSection,
  monitoring: monitoringSection,
  signOff: signOffSection,
  publication: publicationSection,
  reproducibility: reproducibilitySection,
  map: mapSection,
};

/**
 * The document of an audit for a subject-matter expert and an auditor: what was measured, by which rules, how sure it is, and
 * what nobody has said. It derives no result and claims of no law that it is met. The same audit and the same words about it
 * give the same document.
 */
export function fairnessReport(evidence: AuditEvidence, about: ReportAbout): ReportDocument {
  const subject = { evidence, about };
  const { model } = about;
  return {
    title: `Fairness audit of ${model === null ? inLine(about.population.name) : `${inLine(model.name)}, ${inLine(model.version)}`}`,
    lead: lead(subject),
    sections: sectionKeys.map((key, at) => {
      const section = sections[key](subject);
      return { ...section, title: `${at + 1}. ${section.title}` };
    }),
  };
}

function lead({ evidence, about }: ReportSubject): string[] {
  const { results, policy, counts } = evidence;
  const named = (verdict: 'FAIL' | 'INSUFFICIENT_EVIDENCE'): string[] =>
    results.criteria.flatMap(({ criterion, sections: judged }) => {
      const where = judged
        .filter((each) => each.verdict === verdict)
        .map(({ attributes }) => sectionName(attributes));
      return where.length === 0 ? [] : [`${disparityName(criterion)} (by ${listed(where)})`];
    });
  const [failed, open] = [named('FAIL'), named('INSUFFICIENT_EVIDENCE')];
  return [
    verdictSentence[results.verdict],
    ...(failed.length === 0 ? [] : [`Beyond the limit: ${failed.join('; ')}.`]),
    ...(open.length === 0 ? [] : [`Not judged for lack of evidence: ${open.join('; ')}.`]),
    `The audit counts ${formatNumber(counts.rows)} rows of ${inLine(about.population.name)} by ${listed(policy.attributes.map(({ name }) => sectionName([name])))}. The favourable outcome is: ${inLine(policy.favourable.meaning, 'not stated in words')}.`,
    ...(about.validity.ended === null ? [] : [`THE AUDIT NO LONGER HOLDS: ${inLine(about.validity.ended)}`]),
    'This report states what was measured and by which rules. It does not say that any law is met, and it is no legal advice.',
  ];
}
