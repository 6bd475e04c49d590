import { type AuditEvidence } from '../fairness';
import { exampleEvidence, silentAbout } from './example-report';
import { fairnessReport } from './index';

const rows = (positives: number) =>
  Array.from({ length: 400 }, (_, at) => ({
    groups: [at % 2 === 0 ? 'f' : 'm'],
    ...{ predicted: at % 3 === 0, actual: (at * 7) % 10 < positives },
  }));
const evidenceOf = (positives: number, positive = '1'): AuditEvidence => {
  const evidence = exampleEvidence({ attributes: ['sex'], rows: rows(positives) });
  const { subject } = evidence;
  return { ...evidence, subject: { ...subject, columns: { ...subject.columns, positive } } };
};
const wordsAfter = (previous: AuditEvidence): string => {
  const earlier = { digest: 'b'.repeat(64), ranAt: '2026-01-01 09:00 UTC', evidence: previous };
  return JSON.stringify(fairnessReport(evidenceOf(5), { ...silentAbout, previous: earlier }).sections[9]);
};

describe('a report after an audit that asked something else', () => {
  it('FA-36 says that another value was called positive, and compares no gap', () => {
    const words = wordsAfter(evidenceOf(5, '0'));
    expect(words).toContain(
      'The value called positive was 0 and is 1. The two audits ask about different events',
    );
    expect(words).toContain('another value is called positive');
    expect(words).not.toContain('Change of the gaps');
  });

  it('FA-36 shows how the share of actual positives drifted beside the gaps', () => {
    const words = wordsAfter(evidenceOf(3));
    expect(words).toContain('Share of actual positives before and now (intervals: Newcombe at 95 %)');
    expect(words).toContain('["sex","800","0.300","0.500","0.200","0.133 to 0.265"]');
    expect(words).toContain('Change of the gaps');
    expect(words).not.toContain('different events');
  });
});
