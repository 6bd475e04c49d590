import { suppressed, type AuditRow } from '../fairness';
import { type ReportDocument } from '../report';
import { exampleEvidence, silentAbout } from './example-report';
import { fairnessSummary } from './index';

const repeated = (count: number, group: string, predicted: boolean, actual: boolean): AuditRow[] =>
  Array.from({ length: count }, () => ({ groups: [group], predicted, actual }));
const people = (group: string, [tp, fp, fn, tn]: readonly [number, number, number, number]): AuditRow[] => [
  ...repeated(tp, group, true, true),
  ...repeated(fp, group, true, false),
  ...repeated(fn, group, false, true),
  ...repeated(tn, group, false, false),
];
const evidence = exampleEvidence({
  attributes: ['region'],
  rows: [
    ...people('north', [310, 120, 130, 340]),
    ...people('south', [290, 110, 140, 360]),
    ...people('west', [60, 20, 30, 70]),
    ...people('isle', [3, 1, 2, 1]),
    ...people('reef', [4, 2, 1, 1]),
  ],
});
const summary = fairnessSummary(evidence, {
  ...silentAbout,
  signOffs: [
    {
      name: 'Grace',
      role: 'expert',
      at: '2026-11-20',
      decision: 'agrees',
      independence: 'None.',
      note: null,
    },
    {
      name: 'Alan',
      role: 'legal',
      at: '2026-11-21',
      decision: 'dissents',
      independence: null,
      note: 'Too early.',
    },
  ],
});
const tablesOf = ({ sections }: ReportDocument) =>
  sections.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'table' ? [part] : [])));

describe('a summary of an audit', () => {
  it('FR-15 hides the numbers of small groups, and shows those of large ones', () => {
    const { rows } = tablesOf(summary).find(({ caption }) => caption.startsWith('By region'))!;
    const hidden = ['hidden', 'hidden', 'hidden', 'hidden', 'hidden', 'hidden'];
    expect(rows.find(([name]) => name === 'isle')).toEqual(['isle', ...hidden]);
    expect(rows.find(([name]) => name === 'reef')).toEqual(['reef', ...hidden]);
    expect(rows.find(([name]) => name === 'north')!.slice(0, 4)).toEqual([
      'north',
      '900',
      '45.1 %',
      '47.8 %',
    ]);
    const shown = suppressed(evidence.results, evidence.policy.smallCell).sections[0]!;
    const open = shown.groups.filter(({ n }) => n !== null).map(({ group }) => group[0]);
    expect(rows.filter(([, n]) => n !== 'hidden').map(([name]) => name)).toEqual(open);
  });

  it('FR-15 names no person', () => {
    const text = JSON.stringify(summary);
    expect(text).not.toMatch(/Grace|Alan|Ada|Too early/);
    expect(text).toContain('Signed by 2, of whom 1 dissent and 1 have declared how independent they are.');
  });

  it('FR-15 withholds a section of small groups altogether', () => {
    const few = exampleEvidence({
      attributes: ['region'],
      rows: [...people('isle', [3, 1, 2, 1]), ...people('reef', [4, 2, 1, 1])],
    });
    const text = JSON.stringify(fairnessSummary(few, silentAbout));
    expect(text).toContain('By region no number of a group is shown');
    expect(text).not.toMatch(/"By region: /);
  });

  it('FR-4 says what it does not say, and that an audit no longer holds', () => {
    expect(summary.lead.at(-1)).toBe(
      'This summary states what was measured. It does not say that any law is met.',
    );
    const ended = { ...silentAbout, validity: { until: '2027-11-21', ended: 'A monitor has alarmed.' } };
    expect(fairnessSummary(evidence, ended).lead).toContain(
      'THE AUDIT NO LONGER HOLDS: A monitor has alarmed.',
    );
  });
});
