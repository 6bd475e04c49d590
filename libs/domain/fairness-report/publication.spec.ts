import { type AuditRow, suppressed } from '../fairness';
import { exampleEvidence, silentAbout } from './example-report';
import { fairnessSummary, fairnessSummaryCsv, fairnessSummaryJson } from './index';

/** Selected and rejected people of a category, half of either right. */
const people = (group: string, selected: number, rejected: number, score?: number): AuditRow[] =>
  Array.from({ length: selected + rejected }, (_, at) => ({
    ...{ groups: [group], predicted: at < selected, actual: at % 2 === 0 },
    ...(score !== undefined && { score: at < selected ? score : score - 0.5 }),
  }));
const lawPacks = [{ id: 'nyc-ll144', version: 1, leaveOutSmall: true, day: null }] as const;
const policy = { lawPacks };
/** Of these groups `few` is small, `west` is hidden with it, and `tiny` has less than 2 % of the people. */
const rows = [
  ...[...people('north', 500, 500), ...people('south', 350, 650), ...people('tiny', 20, 20)],
  ...[...people('west', 15, 19), ...people('few', 3, 4)],
  ...Array.from({ length: 13 }, () => ({ groups: [null], predicted: true, actual: true })),
];
const evidence = exampleEvidence({ attributes: ['region'], rows, policy });
const summary = fairnessSummaryJson(evidence, silentAbout);

describe('what an audit gives to be published', () => {
  it('FR-26 states n, rate and impact ratio of every category, hidden where it is', () => {
    const [table] = summary.lawTables;
    expect(table).toMatchObject({ lawPack: 'nyc-ll144', version: 1, rate: 'selection', unknown: 13 });
    const told = table!.rows.map(({ group, n, selected, rate, impactRatio }) => [
      ...[group[0], n, selected, rate && rate.value, impactRatio && impactRatio.value],
    ]);
    expect(table!.highest).toEqual(['north']);
    expect(told).toEqual([
      ['few', null, null, null, null],
      ['north', 1000, 500, 0.5, 1],
      ['south', 1000, 350, 0.35, 0.7],
      // Left out of the ratios: less than 2 % of the people.
      ['tiny', 40, 20, 0.5, null],
      ['west', null, null, null, null],
    ]);
    expect(table!.rows.map(({ isLeftOut }) => isLeftOut)).toEqual([null, false, false, true, null]);
  });

  it('FR-26 hides every ratio where the highest category is hidden', () => {
    const highest = exampleEvidence({
      attributes: ['region'],
      rows: [
        ...people('north', 500, 500),
        ...people('south', 350, 650),
        ...people('west', 50, 12),
        ...people('few', 3, 4),
      ],
      policy: { lawPacks: [{ ...lawPacks[0], leaveOutSmall: false }] },
    });
    const [table] = fairnessSummaryJson(highest, silentAbout).lawTables;
    expect(table!.highest).toEqual(['west']);
    expect(table!.rows.map(({ group, impactRatio }) => [group[0], impactRatio])).toEqual([
      ...[
        ['few', null],
        ['north', null],
        ['south', null],
        ['west', null],
      ],
    ]);
  });

  it('FR-26 states scoring rates where there are scores, and none where few have no score', () => {
    const scored = (lacking: number) => {
      const made = [...people('a', 100, 100, 0.9), ...people('b', 50, 150, 0.8)];
      return exampleEvidence({
        ...{ attributes: ['region'], policy, scores: { median: 0.5 } },
        rows: made.map((row, at) => ({ ...row, score: at < lacking ? null : (row.score ?? null) })),
      });
    };
    const rowsOf = (lacking: number) => fairnessSummaryJson(scored(lacking), silentAbout).lawTables[0]!;
    expect(rowsOf(0).rate).toBe('scoring');
    expect(rowsOf(0).rows.map(({ selected, n }) => [selected, n])).toEqual([
      [100, 200],
      [50, 200],
    ]);
    expect(rowsOf(3).rows.every(({ n, impactRatio }) => n === null && impactRatio === null)).toBe(true);
  });

  it('FR-24 shows the same in page, JSON and CSV', () => {
    const page = JSON.stringify(fairnessSummary(evidence, silentAbout));
    const csv = fairnessSummaryCsv(summary);
    expect(page).toContain(
      'nyc-ll144 version 1, by region: selection rates and impact ratios; 13 people of unknown category',
    );
    expect(page).toContain('["south","1,000","350","35.0 %"');
    const lines = csv.split('\r\n').map((line) => line.split(','));
    const by = (table: string) => lines.filter(([name]) => name?.startsWith(table) === true);
    expect(by('favourable rate').map((line) => [line[2], line[4]])).toEqual([
      ...[
        ['few', 'hidden'],
        ['north', '1000'],
        ['south', '1000'],
        ['tiny', '40'],
        ['west', 'hidden'],
      ],
    ]);
    expect(csv).toContain('"nyc-ll144 version 1, selection rate",region,south,13,1000,');
    expect(summary.results).toEqual(suppressed(evidence.results, 10));
  });

  it('FR-26 says what was not stated', () => {
    const text = JSON.stringify(fairnessSummary(evidence, silentAbout));
    for (const fact of [
      'Source and explanation of the data',
      'Historical or test data, and why',
      'Publication and use',
    ])
      expect(text).toContain(`["${fact}","Not stated."]`);
    expect(text).toContain('["Audit","ran 2026-11-21 16:00 UTC, holds until 2027-11-21 at the latest"]');
    expect(summary).toMatchObject({ data: { explanation: null, historical: null }, publication: null });
  });

  it('FR-26 keeps what a spreadsheet would run a text, and quotes as RFC 4180 does', () => {
    const strange = exampleEvidence({
      attributes: ['region'],
      rows: [...people('=1+1', 40, 40), ...people('a "b", c', 40, 40), ...people('@x', 40, 40)],
    });
    const csv = fairnessSummaryCsv(fairnessSummaryJson(strange, silentAbout));
    expect(csv).toContain("favourable rate,region,'=1+1,");
    expect(csv).toContain("favourable rate,region,'@x,");
    expect(csv).toContain('favourable rate,region,"a ""b"", c",');
    expect(csv.endsWith('\r\n')).toBe(true);
  });

  it('FR-15 names no person as JSON either', () => {
    const signed = {
      name: 'Grace',
      role: 'expert',
      at: 'x',
      decision: 'dissents',
      independence: null,
      note: 'No.',
    } as const;
    const told = fairnessSummaryJson(evidence, { ...silentAbout, signOffs: [signed] });
    expect(told.signatures).toEqual({ all: 1, dissenting: 1, independence: 0 });
    expect(JSON.stringify(told)).not.toMatch(/Grace|Ada|No\./);
  });
});
