import { type AuditEvidence } from '../fairness';
import { type ReportDocument } from '../report';
import { exampleEvidence, silentAbout } from './example-report';
import { fairnessReport } from './index';

const lawPack = { id: 'nyc-ll144', version: 1, leaveOutSmall: false, day: null } as const;
const rows = Array.from({ length: 200 }, (_, at) => ({
  groups: [at % 2 === 0 ? 'f' : 'm', at % 4 < 2 ? 'one' : 'two'],
  ...{ predicted: at % 3 === 0, actual: at % 5 === 0 },
}));
const evidenceOf = (race: 'inferred' | 'self_reported'): AuditEvidence =>
  exampleEvidence({
    ...{ attributes: ['sex', 'race'], rows },
    policy: {
      lawPacks: [lawPack],
      attributes: [
        { name: 'sex', origin: 'self_reported', legalBasis: '', reference: null },
        { name: 'race', origin: race, legalBasis: '', reference: null },
      ],
    },
  });
const reportOf = (evidence: AuditEvidence, ranAt = '2026-11-21 16:00 UTC') =>
  fairnessReport(evidence, { ...silentAbout, ranAt });
const wordsOf = ({ sections }: ReportDocument): string => JSON.stringify(sections);

describe('law packs in a report', () => {
  it('FR-17 says that there are no figures of inferred categories in place of printing them', () => {
    const words = wordsOf(reportOf(evidenceOf('inferred')));
    for (const by of ['race', 'sex × race']) {
      expect(words).toContain(`nyc-ll144 version 1: NO FIGURES by ${by} (n 200, of unknown category 0)`);
      expect(words).not.toContain(`nyc-ll144 version 1: selection rates by ${by},`);
    }
    expect(words).toContain('nyc-ll144 version 1: selection rates by sex,');
    expect(words).toContain('ATTENTION: The categories by race were inferred');
    expect(wordsOf(reportOf(evidenceOf('self_reported')))).not.toContain('NO FIGURES');
  });

  it('FR-17 says of a pack that the day of the audit lies outside its dates', () => {
    const evidence = evidenceOf('self_reported');
    const late = "ATTENTION: The audit's day 2023-07-04 lies outside the pack's dates, from 2023-07-05.";
    expect(wordsOf(reportOf(evidence, '2023-07-04 09:00 UTC'))).toContain(late);
    expect(wordsOf(reportOf(evidence, '2023-07-05 09:00 UTC'))).not.toContain('dates, from 2023-07-05.');
    const [law] = evidence.results.law;
    const ended = { ...law!, pack: { ...law!.pack, effectiveTo: '2026-01-01' } };
    const expired = { ...evidence, results: { ...evidence.results, law: [ended] } };
    expect(wordsOf(reportOf(expired))).toContain(
      "lies outside the pack's dates, from 2023-07-05 to 2026-01-01.",
    );
  });

  it('FR-17 says of a map of sections that its rule is not in effect yet', () => {
    const evidence = evidenceOf('self_reported');
    const early = "In effect from 2027-12-02. ATTENTION: The audit's day 2026-11-21 lies outside";
    expect(wordsOf(reportOf(evidence))).toContain(early);
    const later = wordsOf(reportOf(evidence, '2027-12-02 00:00 UTC'));
    expect(later).toContain('In effect from 2027-12-02. ');
    expect(later).not.toContain("The audit's day 2027-12-02 lies outside");
  });

  it('FR-17 takes a time of run that names no day for none', () => {
    expect(wordsOf(reportOf(evidenceOf('self_reported'), 'just now'))).not.toContain("The audit's day");
  });
});
