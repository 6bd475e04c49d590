import { readRealCsv, withRealData } from '@countersign/testing/real-data';
import { auditAttributes, auditCounts, type AuditOptions, auditVerdict } from './audit-attributes';
import { countOutcomes } from './count-outcomes';

const options: AuditOptions = {
  favourable: 'negative',
  minimumGroupSize: 1,
  intersections: true,
  criteria: [
    { name: 'demographic_parity', maximumDifference: 0.1 },
    { name: 'equal_opportunity', maximumDifference: 0.1 },
    { name: 'equalized_odds', maximumDifference: 0.1 },
    { name: 'impact_ratio', minimumRatio: 0.8 },
  ],
};

describe('auditAttributes', () => {
  const rows = [
    { groups: ['f', 'x'], predicted: true, actual: true },
    { groups: ['f', null], predicted: true, actual: null },
    { groups: ['m', 'x'], predicted: false, actual: false },
    { groups: ['m', 'y'], predicted: null, actual: false },
  ];

  it('counts a row for every attribute it has a value for', () => {
    const [sex, letter, both] = auditAttributes(rows, ['sex', 'letter'], options);
    expect(sex).toMatchObject({
      attributes: ['sex'],
      rows: 4,
      unknownGroup: 0,
      unpredicted: 1,
      unlabelled: 1,
    });
    expect(letter).toMatchObject({ attributes: ['letter'], unknownGroup: 1, unpredicted: 1 });
    expect(both).toMatchObject({ attributes: ['sex', 'letter'], unknownGroup: 1 });
    expect(both?.groups.map(({ group }) => group)).toEqual([
      ['f', 'x'],
      ['m', 'x'],
      ['m', 'y'],
    ]);
    expect(sex?.groups[0]).toMatchObject({ n: 2, share: 2 / 3, eligible: true });
  });

  it('leaves the intersection out when there is one attribute or none is asked for', () => {
    expect(auditAttributes(rows, ['sex', 'letter'], { ...options, intersections: false })).toHaveLength(2);
    const single = rows.map((row) => ({ ...row, groups: row.groups.slice(0, 1) }));
    expect(auditAttributes(single, ['sex'], options)).toHaveLength(1);
  });

  it('throws when a row has not one value per attribute', () => {
    expect(() => auditAttributes(rows, ['sex'], options)).toThrow('row 0 has 2 group values');
  });

  it('has the verdict of its worst part, and none without parts', () => {
    expect(auditVerdict([])).toBe('INSUFFICIENT_EVIDENCE');
    expect(auditVerdict(auditAttributes([], ['sex'], options))).toBe('INSUFFICIENT_EVIDENCE');
  });

  withRealData(() => {
    const people = readRealCsv('compas.csv').map((row) => ({
      groups: [row.race ?? null, row.sex ?? null],
      predicted: Number(row.score) === 1,
      actual: row.label_value === '1',
    }));
    const audits = auditAttributes(people, ['race', 'sex'], options);
    const [race, sex, both] = audits;
    const disparity = (name: string) => race?.disparities.find(({ criterion }) => criterion.name === name);

    it('of COMPAS counts TP 2035 FP 1282 FN 1216 TN 2681 (Aequitas), whatever the attribute', () => {
      for (const audit of audits) {
        const total = { tp: 0, fp: 0, fn: 0, tn: 0 };
        for (const { counts } of audit.groups) {
          for (const cell of ['tp', 'fp', 'fn', 'tn'] as const) total[cell] += counts[cell];
        }
        expect(total).toEqual({ tp: 2035, fp: 1282, fn: 1216, tn: 2681 });
      }
      const none = { unlabelledPositive: 0, unlabelledNegative: 0 };
      const countsOf = (name: string) => race?.groups.find(({ group }) => group[0] === name)?.counts;
      expect(countsOf('African-American')).toEqual({ tp: 1369, fp: 805, fn: 532, tn: 990, ...none });
      expect(countsOf('Caucasian')).toEqual({ tp: 505, fp: 349, fn: 461, tn: 1139, ...none });
    });

    it('by race: parity difference .457117595 and ratio .314323607, odds difference .576691729 (Fairlearn)', () => {
      expect(disparity('demographic_parity')?.difference.value).toBeCloseTo(0.457117595, 9);
      expect(disparity('demographic_parity')?.ratio.value).toBeCloseTo(0.314323607, 9);
      expect(disparity('equalized_odds')?.difference.value).toBeCloseTo(0.576691729, 9);
      expect(auditVerdict(audits)).toBe('FAIL');
    });

    it('takes the impact ratio of not being called high risk, since that is the favourable outcome', () => {
      const rates = race?.groups.map(({ metrics }) => 1 - metrics.selection_rate.value!) ?? [];
      expect(disparity('impact_ratio')?.ratio.value).toBeCloseTo(Math.min(...rates) / Math.max(...rates), 12);
    });

    it('crosses race with sex and leaves tiny cells out of the verdict once a minimum is set', () => {
      expect(sex?.groups.map(({ group }) => group)).toEqual([['Female'], ['Male']]);
      expect(both?.groups.length).toBeGreaterThan(6);
      const strict = auditAttributes(people, ['race', 'sex'], { ...options, minimumGroupSize: 30 })[2];
      const small = strict?.groups.filter(({ n }) => n < 30) ?? [];
      expect(small.length).toBeGreaterThan(0);
      expect(small.every(({ eligible }) => !eligible)).toBe(true);
      const excluded = strict?.disparities[0]?.excluded.map(({ group }) => group);
      expect(excluded).toEqual(small.map(({ group }) => group));
    });

    it('follows from the counts alone', () => {
      const counts = countOutcomes(people, ['race', 'sex']);
      expect(auditCounts(JSON.parse(JSON.stringify(counts)), options)).toEqual(both);
    });
  });
});
