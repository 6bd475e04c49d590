import * as fc from 'fast-check';
import { readRealCsv, withRealData } from '@countersign/testing/real-data';
import {
  type AuditCounts,
  AuditCounter,
  type AuditRow,
  auditSections,
  countAudit,
  CountingError,
  type CountPlan,
  medianScore,
  mergeAuditCounts,
} from './index';

const truth = fc.constantFrom(true, false, null);
const value = (...names: string[]) => fc.constantFrom(...names, null);
const score = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 1, 0.5, 0.29, 0.57, 0.1 + 0.2, null, Number.NaN, Infinity),
);
const row: fc.Arbitrary<AuditRow> = fc.record({
  groups: fc.tuple(value('a', 'b', 'é', '__proto__'), value('x', 'y'), value('1', '["1"]')),
  predicted: truth,
  actual: truth,
  score,
  stratum: value('north', 'south'),
});
const rows = fc.array(row, { maxLength: 60 });
const plan: CountPlan = {
  attributes: ['g', 'h', 'i'],
  sections: auditSections(3, true),
  scores: { median: 0.5 },
  hasStrata: true,
};
const cellsOf = ({ sections }: AuditCounts) =>
  sections.map(({ groups, unknownPeople }) =>
    [...groups.map(({ counts }) => counts), unknownPeople].map((counts) => Object.values(counts)),
  );

describe('counting an audit', () => {
  it('FA-1 counts the same bytes in any order of the rows (seed 1)', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (some, keys) => {
        const shuffled = some.map((each, at) => ({ each, key: keys[at]! })).sort((a, b) => a.key - b.key);
        const again = countAudit(
          shuffled.map(({ each }) => each),
          plan,
        );
        expect(JSON.stringify(again)).toBe(JSON.stringify(countAudit(some, plan)));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('FA-1 counts the same bytes in any split, one score outside [0, 1] included (seed 2)', () => {
    const wide = fc.array(
      fc.oneof(
        { weight: 9, arbitrary: row },
        row.map((each) => ({ ...each, score: 1.5 })),
      ),
      {
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(wide, wide, wide, (a, b, c) => {
        const [x, y, z] = [a, b, c].map((part) => countAudit(part, plan)) as [
          AuditCounts,
          AuditCounts,
          AuditCounts,
        ];
        const whole = JSON.stringify(countAudit([...a, ...b, ...c], plan));
        expect(JSON.stringify(mergeAuditCounts(mergeAuditCounts(x, y), z))).toBe(whole);
        expect(JSON.stringify(mergeAuditCounts(z, mergeAuditCounts(y, x)))).toBe(whole);
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it('FA-1 counts the same under other names of the groups (seed 3)', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const rename = (name: string | null) => name && `z${name}`;
        const renamed = some.map((each) => ({ ...each, groups: each.groups.map(rename) }));
        expect(cellsOf(countAudit(renamed, plan))).toEqual(cellsOf(countAudit(some, plan)));
      }),
      { seed: 3, numRuns: 50 },
    );
  });

  it('FA-2 counts every row in every section: groups, unknown and unpredicted (seed 4)', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const counts = countAudit(some, plan);
        for (const section of counts.sections) {
          const known = section.groups.flatMap((group) => Object.values(group.counts));
          const sum = known.reduce((total, count) => total + count, 0);
          expect(sum + section.unknownGroup + section.unpredicted).toBe(counts.rows);
          expect(JSON.stringify(section)).not.toMatch(/\d\.\d|null/);
        }
      }),
      { seed: 4, numRuns: 50 },
    );
  });

  it('FA-2 keeps people of unknown group by outcome, apart from those without prediction', () => {
    const unknown = { groups: [null], predicted: true, actual: false };
    const { sections } = countAudit([unknown, { ...unknown, predicted: null }], {
      attributes: ['g'],
      sections: [[0]],
    });
    expect(sections[0]).toMatchObject({ rows: 2, unknownGroup: 2, unpredicted: 0, groups: [] });
    expect(sections[0]!.unknownPeople).toMatchObject({ tp: 0, fp: 1, fn: 0, tn: 0 });
  });

  it('FA-3 puts a score on an edge into the bin above it, 1 into the last, and sums millionths', () => {
    const scores = [0, 0.29, 0.57, 0.58, 1, 0.9999999, 0.2900001, -0];
    const all = scores.map((each) => ({ groups: ['a'], predicted: true, actual: true, score: each }));
    const { sections } = countAudit(all, { attributes: ['g'], sections: [[0]], scores: { median: 0.57 } });
    const { histogram, scoring } = sections[0]!.groups[0]!;
    const filled = histogram!.positive.counts.flatMap((count, bin) => (count > 0 ? [[bin, count]] : []));
    expect(filled).toEqual([
      [0, 2],
      [29, 2],
      [57, 1],
      [58, 1],
      [99, 2],
    ]);
    expect(histogram!.positive.millionths[29]).toBe(580_000);
    expect(histogram!.positive.millionths[99]).toBe(2_000_000);
    expect(scoring).toEqual({ aboveMedian: 3, scored: 8 });
    for (let edge = 0; edge < 100; edge += 1) {
      const one = { groups: ['a'], predicted: true, actual: null, score: edge / 100 };
      const counted = countAudit([one], { attributes: ['g'], sections: [[0]], scores: { median: null } });
      expect(counted.sections[0]!.groups[0]!.histogram!.unlabelled.counts[edge]).toBe(1);
    }
  });

  it('FA-3 keeps no histogram where a score lies outside [0, 1]', () => {
    const all = [0.5, 1.01].map((each) => ({ groups: ['a'], predicted: true, actual: true, score: each }));
    const counts = countAudit(all, { attributes: ['g'], sections: [[0]], scores: { median: 0.755 } });
    expect(counts.scores).toBe('unbinned');
    expect(counts.sections[0]!.groups[0]).not.toHaveProperty('histogram');
    expect(counts.sections[0]!.groups[0]!.scoring).toEqual({ aboveMedian: 1, scored: 2 });
  });

  it('FA-4 refuses a column that names persons, and half a character', () => {
    const persons = Array.from({ length: 1_001 }, (_, at) => ({
      groups: [`p${at}`],
      predicted: true,
      actual: true,
    }));
    const one = { attributes: ['person'], sections: auditSections(1, false) };
    expect(() => countAudit(persons, one)).toThrow('person make more than 1000 groups');
    expect(countAudit(persons.slice(1), one).sections[0]!.groups).toHaveLength(1000);
    const halves = [countAudit(persons.slice(0, 600), one), countAudit(persons.slice(600), one)] as const;
    expect(() => mergeAuditCounts(...halves)).toThrow(CountingError);
    expect(() => countAudit([{ groups: ['\ud800'], predicted: true, actual: true }], one)).toThrow(
      CountingError,
    );
  });

  it('FA-4 refuses a value that is no name, naming the attribute', () => {
    const one = { attributes: ['person'], sections: auditSections(1, false) };
    const named = (name: string) => [{ groups: [name], predicted: true, actual: true }];
    expect(countAudit(named('x'.repeat(1_000)), one).sections[0]!.groups).toHaveLength(1);
    expect(() => countAudit(named('x'.repeat(1_001)), one)).toThrow(
      'person holds a value of 1001 characters; a name has at most 1000.',
    );
  });

  it('FA-4 refuses strata that name persons, counted at once or in parts', () => {
    const plan = { attributes: ['g'], sections: auditSections(1, false), hasStrata: true };
    const persons = Array.from({ length: 1_001 }, (_, at) => ({
      ...{ groups: ['a'], predicted: true, actual: true, stratum: `s${at}` },
    }));
    expect(() => countAudit(persons, plan)).toThrow('There are more than 1000 strata');
    const parts = [countAudit(persons.slice(0, 600), plan), countAudit(persons.slice(600), plan)] as const;
    expect(parts[0].sections[0]!.strata).toHaveLength(600);
    expect(() => mergeAuditCounts(...parts)).toThrow(CountingError);
    const long = [{ groups: ['a'], predicted: true, actual: true, stratum: 'x'.repeat(1_001) }];
    expect(() => countAudit(long, plan)).toThrow('The stratum holds a value of 1001 characters');
  });

  it('FA-1 counts the same where more combinations occur than are held at once', () => {
    const many = Array.from({ length: 6_000 }, (_, at) => ({
      groups: [`a${at % 61}`, `b${at % 67}`],
      ...{ predicted: at % 3 === 0, actual: at % 7 < 3 ? true : null, score: (at % 101) / 100 },
    }));
    const wide = { attributes: ['a', 'b'], sections: auditSections(2, false), scores: { median: 0.5 } };
    const [whole, backwards] = [many, many.toReversed()].map((some) => countAudit(some, wide));
    expect(JSON.stringify(whole)).toBe(JSON.stringify(backwards));
    const { groups } = whole!.sections[0]!;
    expect(groups).toHaveLength(61);
    const scored = groups.map(({ histogram }) =>
      histogram!.positive.counts.reduce((sum, each) => sum + each),
    );
    expect(scored.reduce((sum, each) => sum + each)).toBe(many.filter(({ actual }) => actual).length);
  });

  it('refuses rows and plans that do not go together', () => {
    const counter = new AuditCounter({ attributes: ['a', 'b'], sections: auditSections(2, true) });
    expect(() => counter.add({ groups: ['x'], predicted: true, actual: true })).toThrow(RangeError);
    for (const section of [[], [2], [0.5], [-1]])
      expect(() => new AuditCounter({ attributes: ['a'], sections: [section] })).toThrow(RangeError);
    const [a, b] = [['a'], ['b']].map((attributes) => countAudit([], { attributes, sections: [[0]] }));
    expect(() => mergeAuditCounts(a!, b!)).toThrow(RangeError);
    const scored = countAudit([], { attributes: ['a'], sections: [[0]], scores: { median: 1 } });
    expect(() => mergeAuditCounts(a!, scored)).toThrow(RangeError);
  });

  it('crosses two attributes once, and of three every pair and all', () => {
    expect(auditSections(1, true)).toEqual([[0]]);
    expect(auditSections(2, true)).toEqual([[0], [1], [0, 1]]);
    expect(auditSections(3, true)).toEqual([[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]]);
    expect(auditSections(3, false)).toEqual([[0], [1], [2]]);
  });

  it('finds the median of what is finite', () => {
    expect(medianScore(Float64Array.of(3, Number.NaN, 1, 2, Infinity))).toBe(2);
    expect(medianScore(Float64Array.of(1, 2))).toBe(1.5);
    expect(medianScore(Float64Array.of(Number.NaN))).toBeNull();
  });

  withRealData(() =>
    it('counts COMPAS to the public figures', () => {
      const people = readRealCsv('compas.csv').map((person) => ({
        groups: [person['race']!, person['sex']!],
        predicted: person['score'] === '1.0',
        actual: person['label_value'] === '1',
      }));
      const { rows: n, sections } = countAudit(people, {
        attributes: ['race', 'sex'],
        sections: auditSections(2, true),
      });
      expect(n).toBe(7214);
      const named = Object.fromEntries(sections[0]!.groups.map(({ group, counts }) => [group[0], counts]));
      expect(named['African-American']).toMatchObject({ tp: 1369, fp: 805, fn: 532, tn: 990 });
      expect(named['Caucasian']).toMatchObject({ tp: 505, fp: 349, fn: 461, tn: 1139 });
      expect(sections[2]!.groups).toHaveLength(12);
    }),
  );
});
