import { canonicalJson } from '@countersign/domain/audit-log';
import {
  auditSections,
  countAudit,
  defaultPolicy,
  fairnessEvidence,
  verifyFairnessEvidence,
} from '@countersign/domain/fairness';
import { fairnessReport, type ReportAbout } from '@countersign/domain/fairness-report';
import { readPdf, type ReadPdf, tagsOf } from '../testing/read-pdf';
import { renderPdf } from './render-pdf';

const attributes = ['sex', 'region'];
const rows = Array.from({ length: 1200 }, (_, at) => {
  const score = ((at * 37) % 101) / 100;
  const sex = at % 3 === 0 ? 'f' : 'm';
  const region = at < 12 ? 'Øst' : at % 2 ? 'north' : 'south';
  return {
    groups: [at % 50 === 49 ? null : sex, region],
    predicted: score >= 0.5,
    actual: at % 5 > 2,
    score,
  };
});
const evidence = fairnessEvidence({
  subject: {
    ...{
      artifactDigest: null,
      populationDigest: 'a'.repeat(64),
      source: 'file',
      window: null,
      medianScore: 0.5,
    },
    columns: { prediction: 'hired', label: 'stayed', score: 'p', stratum: null, positive: '1' },
  },
  policy: defaultPolicy(attributes, { prediction: 'positive', meaning: 'hired' }),
  counts: countAudit(rows, { attributes, sections: auditSections(2, true), scores: { median: 0.5 } }),
});
const about: ReportAbout = {
  model: { name: 'Screening', version: '7', purpose: null, riskTier: null },
  population: { name: 'applicants.csv', description: null, historical: null },
  ...{ ranBy: 'Ada', ranAt: '2026-11-21 16:00 UTC', evidenceDigest: 'e'.repeat(64), software: 'Countersign' },
  ...{ signOffs: [], waivers: [], validity: { until: '2027-11-21', ended: null } },
  ...{ mitigations: null, oversight: null, postMarket: null, publication: null, previous: null },
};
const report = fairnessReport(evidence, about);

describe('a fairness report as PDF', () => {
  let pdf: ReadPdf;
  let text: string;
  beforeAll(async () => {
    const attachment = {
      ...{ name: 'evidence.json', mediaType: 'application/json', description: 'Policy, counts and results' },
      content: canonicalJson(evidence),
    };
    pdf = readPdf(await renderPdf(report, { producedAt: new Date('2026-11-21T16:00:00Z'), attachment }));
    text = pdf.pages.map((page) => page.text.replace(/\s+/g, ' ')).join(' ');
  });

  it('FR-2 holds all sections in their order', () => {
    const places = report.sections.map(({ title }) => text.indexOf(title));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('FR-7 holds the numbers of a group below the minimum', () => {
    const small = evidence.results.sections[1]!.groups.find(({ group }) => group[0] === 'Øst')!;
    const { numerator } = small.metrics.favourable_rate;
    expect(text).toContain(`Øst 12 1.0 % ${numerator} of 12`);
    expect(text).toContain('below the minimum of 30 people');
  });

  it('FR-13 tells readers that speak what every picture shows', () => {
    const wanted = report.sections.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.kind === 'figure' ? [part.description] : [])),
    );
    expect(wanted.length).toBeGreaterThan(5);
    expect(tagsOf(pdf).flatMap(({ alt }) => alt ?? [])).toEqual(wanted);
  });

  it('FR-12 carries the evidence from which all of it is computed again', () => {
    const [file] = pdf.attachments;
    expect(file!.name).toBe('evidence.json');
    expect(verifyFairnessEvidence(JSON.parse(file!.content))).toMatchObject({ valid: true });
  });
});
