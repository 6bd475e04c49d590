import * as fc from 'fast-check';
import { sectionMaps } from '@countersign/statistics/law-packs';
import { readRealCsv, withRealData } from '@countersign/testing/real-data';
import { type AuditEvidence, type AuditRow, fairnessEvidence, type FairnessPolicy } from '../fairness';
import { renderHtml, type ReportDocument, type ReportPart, type ReportTable } from '../report';
import { exampleEvidence, silentAbout } from './example-report';
import { fairnessReport, type ReportAbout } from './index';

const titles = [
  '1. Identity',
  '2. Purpose and favourable outcome',
  '3. Data',
  '4. Sensitive attributes',
  '5. Results by group',
  '6. Errors by group and choice of criteria',
  '7. Limits, rules and verdicts',
  '8. Scores, calibration and thresholds',
  '9. Limits of what is known',
  '10. Mitigation, waivers and residual risk',
  '11. Human oversight',
  '12. Validity and monitoring after release',
  '13. Sign-off',
  '14. Publication',
  '15. Computing it again',
  '16. Where rules are looked at',
];

const partTexts = (part: ReportPart): string[] => {
  switch (part.kind) {
    case 'text':
      return [part.text];
    case 'list':
      return [...part.items];
    case 'facts':
      return part.facts.flat();
    case 'table':
      return [part.caption, ...part.columns.map(({ name }) => name), ...part.rows.flat()];
    case 'figure':
      return [part.caption, part.description];
  }
};
const partsOf = ({ sections }: ReportDocument, section?: number): ReportPart[] =>
  sections.filter((_, at) => section === undefined || at === section - 1).flatMap(({ parts }) => parts);
const textsOf = (report: ReportDocument, section?: number): string[] => [
  ...(section === undefined ? [report.title, ...report.lead] : []),
  ...report.sections.flatMap(({ title, basis = '' }) => (section === undefined ? [title, basis] : [])),
  ...partsOf(report, section).flatMap(partTexts),
];
const tableOf = (report: ReportDocument, caption: string): ReportTable => {
  const found = partsOf(report).find((part) => part.kind === 'table' && part.caption.startsWith(caption));
  if (found?.kind !== 'table') throw new Error(`no table ${caption}`);
  return found;
};
const rowOf = (report: ReportDocument, caption: string, name: string): Record<string, string> => {
  const { columns, rows } = tableOf(report, caption);
  const row = rows.find(([first]) => first === name)!;
  return Object.fromEntries(columns.map((column, at) => [column.name, row[at]!]));
};
const figureOf = (report: ReportDocument, caption: string) => {
  const found = partsOf(report).find((part) => part.kind === 'figure' && part.caption.startsWith(caption));
  if (found?.kind !== 'figure') throw new Error(`no figure ${caption}`);
  return found;
};
const repeated = (count: number, row: AuditRow): AuditRow[] => Array.from({ length: count }, () => row);
const cells = (group: string | null, counts: readonly [tp: number, fp: number, fn: number, tn: number]) => [
  ...repeated(counts[0], { groups: [group], predicted: true, actual: true }),
  ...repeated(counts[1], { groups: [group], predicted: true, actual: false }),
  ...repeated(counts[2], { groups: [group], predicted: false, actual: true }),
  ...repeated(counts[3], { groups: [group], predicted: false, actual: false }),
];
const twoGroups = (policy?: Partial<FairnessPolicy>): AuditEvidence =>
  exampleEvidence({
    ...{ attributes: ['sex'], ...(policy && { policy }) },
    rows: [...cells('f', [40, 10, 10, 40]), ...cells('m', [45, 5, 10, 40])],
  });

describe('a report about which nobody has said anything', () => {
  const report = fairnessReport(twoGroups(), silentAbout);

  it('FR-2 has all sections in their order, each with what asks for it and none empty', () => {
    expect(report.sections.map(({ title }) => title)).toEqual(titles);
    expect(report.sections.slice(0, -1).every(({ basis = '' }) => basis !== '')).toBe(true);
    expect(report.sections.every(({ parts }) => parts.length > 0)).toBe(true);
  });

  it.each([
    [2, 'The intended purpose of the model is not stated.'],
    [2, 'Nobody has given a reason.'],
    [2, 'Nobody has stated it. Section 6 shows both kinds of error.'],
    [3, 'Source, collection, labelling, the population it should represent and its gaps are not stated.'],
    [4, 'Not stated.'],
    [6, 'Nobody has given a reason.'],
    [8, 'There is no earlier audit of this model, so that the mix of groups cannot be compared.'],
    [10, 'Nobody has stated whether anything was tried against the gaps.'],
    [10, 'There is no waiver: nobody has accepted a criterion beyond its limit.'],
    [11, 'How people oversee the model, and who may overrule it, is not stated.'],
    [12, 'What is watched after release, how often, who is told and what happens then is not stated.'],
    [13, 'Nobody has signed this audit.'],
    [14, 'Whether and where a summary is published, and since when the model is in use, is not stated.'],
  ])('FR-3 says in section %i: %s', (section, sentence) => {
    expect(textsOf(report, section)).toContain(sentence);
  });

  it('FR-4 passes where every criterion does, and says whose verdict that is', () => {
    expect(report.lead[0]).toBe(
      'Verdict: PASS. Every criterion lies within its limit, for every attribute and crossing.',
    );
    expect(report.lead.at(-1)).toContain('It does not say that any law is met');
  });

  it('FR-4 claims of nothing that it is met, whatever the verdict', () => {
    const failed = exampleEvidence({
      attributes: ['sex'],
      rows: [...cells('f', [10, 10, 40, 40]), ...cells('m', [45, 35, 10, 10])],
      policy: { lawPacks: [{ id: 'nyc-ll144', version: 1, leaveOutSmall: false, day: null }] },
    });
    for (const evidence of [twoGroups(), failed]) {
      const texts = textsOf(fairnessReport(evidence, silentAbout));
      expect(texts.filter((text) => /\bcompl(y|ies|iant|iance)\b|\bcertif/i.test(text))).toEqual([]);
    }
  });

  it('FR-12 is the same for the same audit, and is computed again from its counts', () => {
    expect(fairnessReport(twoGroups(), silentAbout)).toEqual(report);
    expect(tableOf(report, 'Checks made').caption).toMatch(/: all hold$/);
    const evidence = twoGroups();
    const changed = { ...evidence, results: { ...evidence.results, verdict: 'FAIL' as const } };
    const checked = fairnessReport(changed, silentAbout);
    expect(tableOf(checked, 'Checks made').caption).toMatch(/: NOT ALL HOLD$/);
    expect(rowOf(checked, 'Checks made', 'results')).toMatchObject({ Outcome: 'FAULT' });
  });
});

describe('a report about which people have said something', () => {
  const about: ReportAbout = {
    ...silentAbout,
    model: { name: 'Credit', version: '3', purpose: 'Grants loans.\nFor people.', riskTier: 'high' },
    signOffs: [
      {
        name: 'Grace',
        role: 'expert',
        at: '2026-11-20',
        decision: 'agrees',
        independence: 'No part in it.',
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
    waivers: [
      { scope: 'impact ratio', justification: 'Pilot', owner: 'Ada', until: '2026-01-01', isExpired: true },
    ],
    validity: { until: '2027-11-21', ended: 'The model has another artefact.' },
    previous: {
      ...{ digest: 'b'.repeat(64), ranAt: '2025-11-21' },
      evidence: exampleEvidence({
        attributes: ['sex'],
        rows: [...cells('f', [20, 0, 0, 80]), ...cells('m', [60, 0, 0, 40])],
      }),
    },
  };
  const report = fairnessReport(twoGroups(), about);

  it('FR-5 shows signatures with independence, dissent with its reason, and waivers that have expired', () => {
    expect(rowOf(report, 'Signatures', 'Grace')).toMatchObject({
      'Independence as declared': 'No part in it.',
    });
    expect(rowOf(report, 'Signatures', 'Alan')).toMatchObject({
      ...{ Position: 'DISSENTS', 'Independence as declared': 'no declaration' },
    });
    expect(textsOf(report, 13)).toContain('Alan (DISSENTS): Too early.');
    expect(rowOf(report, 'Waivers', 'impact ratio')).toMatchObject({ Until: '2026-01-01 (EXPIRED)' });
  });

  it('FR-5 says on its first page that it no longer holds', () => {
    expect(report.lead).toContain('THE AUDIT NO LONGER HOLDS: The model has another artefact.');
    expect(textsOf(report, 12)).toContain('THE AUDIT NO LONGER HOLDS: The model has another artefact.');
  });

  it('keeps the paragraphs of what people wrote', () => {
    expect(textsOf(report, 2)).toEqual(expect.arrayContaining(['Grants loans.', 'For people.']));
  });

  it('FR-11 compares with the audit before: mix, criteria and the change of the gap with an interval', () => {
    expect(rowOf(report, 'Mix of groups by sex', 'f')).toEqual({
      ...{ Group: 'f', 'n before': '100', 'Share before': '50.0 %', 'n now': '100', 'Share now': '50.0 %' },
    });
    expect(rowOf(report, 'Criteria before and now', 'impact ratio by sex')).toMatchObject({
      ...{ Before: '0.333', 'Verdict before': 'FAIL', Now: '1.000', 'Verdict now': 'PASS' },
    });
    const changed = 'The policy has changed since, so that verdicts may differ for that reason alone.';
    expect(textsOf(report, 10)).not.toContain(changed);
    expect(textsOf(fairnessReport(twoGroups({ alpha: 0.01 }), about), 10)).toContain(changed);
    expect(rowOf(report, 'Change of the gaps', 'impact ratio by sex')).toEqual({
      ...{ Criterion: 'impact ratio by sex', Between: 'f and m', n: '400' },
      ...{
        Before: '0.400',
        Now: '0.000',
        Change: '-0.400',
        Interval: expect.stringMatching(/^-0\.5\d\d to -0\.2/),
      },
      ...{ 'By mix': 'none', 'By rates': 'none' },
    });
  });
});

describe('a report on too little', () => {
  const unlabelled = exampleEvidence({
    attributes: ['sex'],
    rows: [
      ...repeated(50, { groups: ['f'], predicted: true, actual: null }),
      ...repeated(50, { groups: ['m'], predicted: true, actual: null }),
      ...repeated(5, { groups: ['x'], predicted: true, actual: null }),
      ...repeated(10, { groups: [null], predicted: false, actual: null }),
    ],
  });
  const report = fairnessReport(unlabelled, silentAbout);

  it('FR-6 never lets insufficient evidence read like a pass', () => {
    expect(report.lead.slice(0, 2)).toEqual([
      'Verdict: INSUFFICIENT EVIDENCE. No criterion was found beyond its limit, and at least one could not be judged. This is not a pass.',
      'Not judged for lack of evidence: equal opportunity (by sex); equalized odds (by sex).',
    ]);
    const large = exampleEvidence({
      attributes: ['sex'],
      rows: ['f', 'm'].flatMap((sex) => repeated(50, { groups: [sex], predicted: true, actual: null })),
    });
    const verdicts = fairnessReport(large, silentAbout);
    expect(rowOf(verdicts, 'Verdict of every criterion', 'equal opportunity')).toMatchObject({
      ...{ Overall: 'INSUFFICIENT EVIDENCE', 'By sex': 'INSUFFICIENT EVIDENCE: no labels' },
    });
    expect(rowOf(verdicts, 'Verdicts by sex', 'equal opportunity')).toMatchObject({
      Verdict: 'INSUFFICIENT EVIDENCE (no labels)',
    });
    expect(textsOf(report, 6)).toContain(
      'No row has a label. How often the model is right or wrong cannot be said for anybody.',
    );
  });

  it('FR-7 lists a group below the minimum with its numbers, marked in table and picture', () => {
    expect(rowOf(report, 'Favourable predictions by sex', 'x')).toMatchObject({
      ...{ n: '5', Favourable: '5 of 5', Rate: '100.0 %', Interval: '56.6 % to 100.0 %' },
      Note: 'below the minimum of 30 people: takes no part',
    });
    const { description, drawing } = figureOf(report, 'Rate of the favourable prediction by sex');
    expect(description).toContain('x: 100.0 %, interval 56.6 % to 100.0 %, n 5, below the minimum size');
    expect(drawing.marks.filter((mark) => mark.shape === 'dot' && mark.isHollow)).toHaveLength(1);
  });

  it('FR-8 counts people of unknown group and shows what they could change', () => {
    expect(rowOf(report, 'Rows that take part', 'sex')).toMatchObject({ 'Unknown group': '10 (8.7 %)' });
    expect(rowOf(report, 'Impact ratios by sex with 10 people of unknown group', 'f')).toMatchObject({
      ...{ n: '50', 'As counted': '1.000', 'Worst case': '0.833 to 1.000' },
    });
    expect(rowOf(report, 'Impact ratios by sex with 10 people of unknown group', 'x †')).toMatchObject({
      n: '5',
    });
  });

  it('FR-6 has words for one group, for none and for no rows', () => {
    for (const rows of [cells('f', [9, 9, 9, 9]), cells(null, [1, 2, 3, 4]), []]) {
      const lonely = fairnessReport(exampleEvidence({ attributes: ['sex'], rows }), silentAbout);
      expect(lonely.lead[0]).toContain('INSUFFICIENT EVIDENCE');
      expect(lonely.sections.map(({ title }) => title)).toEqual(titles);
    }
  });

  it('has a number or a reason everywhere, whatever the counts (seed 1)', () => {
    const count = fc.constantFrom(0, 1, 5, 31);
    const some = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c', null), fc.tuple(count, count, count, count)),
      {
        ...{ minLength: 0, maxLength: 4 },
      },
    );
    fc.assert(
      fc.property(some, (groups) => {
        const rows = groups.flatMap(([group, counts]) => cells(group, counts));
        const scored = rows.map((row, at) => ({ ...row, score: (at % 101) / 100 }));
        const evidence = exampleEvidence({ attributes: ['g'], rows: scored, scores: { median: 0.5 } });
        const texts = textsOf(fairnessReport(evidence, silentAbout));
        expect(texts.filter((text) => /\b(NaN|Infinity|undefined|null)\b/.test(text))).toEqual([]);
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});

describe('a report on many crossings', () => {
  const rows = Array.from({ length: 4000 }, (_, at) => ({
    groups: [`a${at % 8}`, `b${Math.floor(at / 8) % 5}`],
    ...{ predicted: (at * at) % 7 > (at % 8) / 2, actual: at % 11 > 4, score: (at % 100) / 100 },
  }));
  const evidence = exampleEvidence({
    ...{ attributes: ['one', 'two'], rows, scores: { median: 0.5 } },
    policy: { lawPacks: [{ id: 'eeoc-four-fifths', version: 1, leaveOutSmall: false, day: null }] },
  });
  const report = fairnessReport(evidence, silentAbout);

  it('FR-7 lists all of them with what verdicts rest on, and says what it does not print', () => {
    expect(tableOf(report, 'Favourable predictions by one × two').rows).toHaveLength(40);
    expect(tableOf(report, 'Outcomes by one × two').rows).toHaveLength(40);
    expect(tableOf(report, 'By one × two: true positive rate').rows).toHaveLength(40);
    expect(() => tableOf(report, 'By one × two: precision')).toThrow('no table');
    expect(textsOf(report, 6)).toContain(
      'Not printed for one × two (40 groups): precision, false omission rate, base rate and accuracy. The evidence holds them.',
    );
    expect(
      textsOf(report, 8).some((text) => text.startsWith('Not printed for one × two (40 groups): areas')),
    ).toBe(true);
    const found = evidence.results.law[0]!.findings.length;
    expect(found).toBeGreaterThan(40);
    expect(textsOf(report, 5)).toContain(`${found - 40} more findings of this law pack are in the evidence.`);
  });

  it('FR-13 draws the 30 largest groups and says so', () => {
    const { caption, drawing, description } = figureOf(
      report,
      'Rate of the favourable prediction by one × two;',
    );
    expect(caption).toMatch(/; the 30 largest of 40 groups$/);
    expect(drawing.marks.filter(({ shape }) => shape === 'dot')).toHaveLength(30);
    expect(description).toMatch(/10 smaller groups stand in the table only$/);
  });
});

describe('rules as data', () => {
  const report = fairnessReport(twoGroups(), silentAbout);

  it('FR-10 names of every map its version, source, day and that nobody has checked it', () => {
    for (const { id, version, source, date, verified, title } of sectionMaps) {
      expect({
        verified,
        date: /^\d{4}-\d\d-\d\d$/.test(date),
        url: source.url.startsWith('https://'),
      }).toEqual({
        ...{ verified: false, date: true, url: true },
      });
      expect(tableOf(report, title).caption).toBe(
        `${title} (${id} version ${version} of ${date}, NOT checked by a person with legal training)`,
      );
    }
  });

  it('FR-10 points to sections that are there', () => {
    const numbers = sectionMaps.flatMap(({ title }) =>
      tableOf(report, title).rows.flatMap((row) =>
        row[2] === 'not in this report' ? [] : row[2]!.split(', '),
      ),
    );
    expect(numbers.length).toBeGreaterThan(30);
    expect(numbers.every((number) => titles.some((title) => title.startsWith(`${number}. `)))).toBe(true);
  });
});

describe('names as they come', () => {
  const hostile = '<script>alert(1)</script>\u202e';
  const evidence = exampleEvidence({
    attributes: [hostile, 'b'],
    rows: cells('x', [30, 10, 10, 30]).flatMap((row, at) => [
      { ...row, groups: [hostile, at % 2 ? 'one' : 'two'] },
      { ...row, groups: [`Long ${'name '.repeat(30)}`, at % 2 ? 'one' : 'two'] },
    ]),
  });
  const page = renderHtml(fairnessReport(evidence, { ...silentAbout, ranBy: hostile }));

  it('FR-9 shows names of groups, attributes and people, and runs none of them', () => {
    expect(page).not.toMatch(/<script|\u202e/);
    expect(page.split('&lt;script&gt;alert(1)&lt;/script&gt;\\u{202e}').length).toBeGreaterThan(20);
  });

  it('FR-9 cuts a long name in pictures only', () => {
    expect(page).toContain(`Long ${'name '.repeat(30)}</th>`);
    expect(page).toMatch(/<text [^>]*text-anchor="end">Long name name name [a-z ]*…<\/text>/);
  });
});

withRealData(() => {
  describe('COMPAS by race and sex', () => {
    const rows = readRealCsv('compas.csv').map((row, at): AuditRow => {
      const [high, again] = [Number(row['score']) === 1, Number(row['label_value']) === 1];
      const score = (high ? 0.5 : 0.02) + (at % 45) / 100 + (again ? 0.01 : 0);
      return { groups: [row['race']!, row['sex']!], predicted: high, actual: again, score };
    });
    const evidence = exampleEvidence({
      attributes: ['race', 'sex'],
      rows,
      scores: { median: 0.5 },
      policy: {
        favourable: { prediction: 'negative', meaning: 'not rated high risk' },
        lawPacks: [{ id: 'nyc-ll144', version: 1, leaveOutSmall: false, day: null }],
      },
    });
    const report = fairnessReport(evidence, silentAbout);
    const sections = evidence.results.sections;

    it('FR-7 shows every group of every section with n, counts, rate and interval', () => {
      expect(rowOf(report, 'Favourable predictions by race (', 'African-American')).toEqual({
        ...{ Group: 'African-American', n: '3,696', Share: '51.2 %', Favourable: '1,522 of 3,696' },
        ...{ Rate: '41.2 %', Interval: '39.6 % to 42.8 %', Note: '' },
      });
      expect(rowOf(report, 'Outcomes by race', 'Caucasian')).toMatchObject({
        ...{ TP: '505', FP: '349', FN: '461', TN: '1,139' },
      });
      for (const { attributes, groups } of sections) {
        const { rows: listed } = tableOf(report, `Favourable predictions by ${attributes.join(' × ')} (`);
        expect(listed.map(([name]) => name)).toEqual(groups.map(({ group }) => group.join(' × ')));
        expect(listed.map(([, n]) => n)).toEqual(groups.map(({ n }) => n.toLocaleString('en')));
      }
    });

    it('FR-7 marks small groups wherever their numbers stand', () => {
      expect(rowOf(report, 'By race: true positive rate', 'Native American †')).toMatchObject({
        Positives: '10',
      });
      expect(rowOf(report, 'nyc-ll144 version 1: scoring rates by race,', 'Native American †')).toMatchObject(
        {
          ...{ n: '18', Note: 'highest rate; small: 0.2 % of the data' },
        },
      );
      expect(rowOf(report, 'Scores by race', 'Native American †')).toMatchObject({
        'Scored and labelled': '18',
      });
      expect(textsOf(report, 8).some((text) => text.includes('this is no finding'))).toBe(false);
      const first = fairnessEvidence({ ...evidence, policy: { ...evidence.policy, method: 1 } });
      const older = fairnessReport(first, silentAbout);
      expect(textsOf(older, 8).some((text) => text.includes('this is no finding'))).toBe(true);
    });

    it('FR-13 has a table with the numbers of every picture, and words for all that a picture shows', () => {
      const figures = partsOf(report).filter((part) => part.kind === 'figure');
      expect(figures.map(({ caption }) => caption)).toEqual([
        'Rate of the favourable prediction by race',
        'Rate of the favourable prediction by sex',
        'Rate of the favourable prediction by race × sex',
        'Rate of the favourable prediction by race × sex, crossed',
        'Threshold sweep by race: share selected at each threshold',
        'Calibration by race: share of positives by mean score',
        'Threshold sweep by sex: share selected at each threshold',
        'Calibration by sex: share of positives by mean score',
      ]);
      for (const { description, caption } of figures) {
        const section = sections.find(({ attributes }) =>
          new RegExp(`by ${attributes.join(' × ')}\\b(?! ×)`).test(caption),
        )!;
        expect(section.groups.filter(({ group }) => !description.includes(group.join(' × ')))).toEqual([]);
      }
      const { selectionRate, group } = sections[0]!.scores!.sweep[0]!;
      expect(rowOf(report, 'Share selected by threshold and race', group[0]!)['0.5']).toBe(
        `${(100 * selectionRate[10]!).toFixed(1)} %`,
      );
    });

    it('FR-13 draws the line of the policy, hatches small crossings and keeps within its frame', () => {
      const forest = figureOf(report, 'Rate of the favourable prediction by race');
      expect(forest.description).toMatch(/63\.\d %: 0\.8 of the rate of Other/);
      const map = figureOf(report, 'Rate of the favourable prediction by race × sex, crossed');
      const hatched = map.drawing.marks.filter((mark) => mark.shape === 'line');
      expect(hatched.length).toBeGreaterThan(40);
      for (const { drawing } of [
        forest,
        map,
        figureOf(report, 'Calibration'),
        figureOf(report, 'Threshold'),
      ]) {
        const points = drawing.marks.flatMap((mark) =>
          mark.shape === 'line' ? [mark.from, mark.to] : [mark.at],
        );
        const outside = points.filter(
          ([x, y]) => !(x >= 0 && x <= drawing.width && y >= 0 && y <= drawing.height),
        );
        expect(outside).toEqual([]);
      }
    });

    it('FR-14 shows verdicts by every reference, simultaneous intervals and the reason for limits', () => {
      const row = rowOf(report, 'The same criteria by race measured', 'impact ratio');
      expect(row).toMatchObject({
        'Highest taking part': expect.stringMatching(/^FAIL 0\.5\d\d$/),
        Robust: 'yes',
      });
      expect(rowOf(report, 'Verdicts by race', 'impact ratio')).toMatchObject({
        ...{ Criterion: 'yes', Limit: 'ratio ≥ 0.8', 'p adjusted': '< 0.0001', Verdict: 'FAIL' },
      });
      expect(textsOf(report, 7).some((text) => /^Intervals by race: .*simultaneous/.test(text))).toBe(true);
      expect(textsOf(report, 6).some((text) => /Base rates range from .* by race/.test(text))).toBe(true);
    });
  });
});
