import * as fc from 'fast-check';
import { readRealCsv, withRealData } from '@countersign/testing/real-data';
import { countAudit, defaultPolicy, deriveAudit } from '../fairness';
import { exampleSection } from '../fairness/example-audit';
import { fourFactors, reweighingFactors } from './reweighing';

const sectionOf = (groups: Parameters<typeof exampleSection>[1]) =>
  deriveAudit(defaultPolicy(['g'], { prediction: 'positive', meaning: '' }), exampleSection('g', groups))
    .sections[0]!;
const count = fc.integer({ min: 1, max: 5000 });

describe('reweighing', () => {
  it('FY-3 equals the weights of AIF360', () => {
    // Reweighing of aif360 0.6.1 on 30 and 70 of the one, 55 and 45 of the other group.
    const factors = reweighingFactors(sectionOf({ a: [20, 40, 10, 30], b: [50, 5, 5, 40] }));
    expect(factors.map(({ label, rows }) => [label, rows])).toEqual([
      ...[['positive', 30] as const, ['negative', 70] as const],
      ...[['positive', 55] as const, ['negative', 45] as const],
    ]);
    const expected = [1.4166666666666667, 0.8214285714285714, 0.7727272727272727, 1.2777777777777777];
    factors.forEach(({ weight }, at) => expect(weight).toBeCloseTo(expected[at]!, 12));
  });

  withRealData(() =>
    it('FY-3 equals the weights of AIF360 on COMPAS by sex', () => {
      const people = readRealCsv('compas.csv').map((person) => ({
        ...{ groups: [person['sex']!], predicted: person['score'] === '1.0' },
        actual: person['label_value'] === '1',
      }));
      const counts = countAudit(people, { attributes: ['sex'], sections: [[0]] });
      const policy = defaultPolicy(['sex'], { prediction: 'negative', meaning: '' });
      const factors = reweighingFactors(deriveAudit(policy, counts).sections[0]!);
      expect(factors.map(({ group, label, rows }) => [...group, label, rows])).toEqual([
        ...[
          ['Female', 'positive', 498],
          ['Female', 'negative', 897],
        ],
        ...[
          ['Male', 'positive', 2753],
          ['Male', 'negative', 3066],
        ],
      ]);
      // Reweighing of aif360 0.6.1, women as the unprivileged group.
      const expected = [1.2623671842902522, 0.8543379511967162, 0.9525394632122973, 1.0426154134952856];
      factors.forEach(({ weight }, at) => expect(weight).toBeCloseTo(expected[at]!, 12));
    }),
  );

  it('FY-3 makes label and group independent and keeps the totals of both (seed 1)', () => {
    const cell = fc.record({ positives: count, negatives: count });
    const property = fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), (cells) => {
      const section = sectionOf(
        Object.fromEntries(
          cells.map(({ positives, negatives }, at) => [`g${at}`, [positives, negatives, 0, 0]]),
        ),
      );
      const factors = reweighingFactors(section);
      const weightOf = (keep: (at: number) => boolean) =>
        factors.reduce((sum, { rows, weight }, at) => sum + (keep(at) ? rows * weight! : 0), 0);
      const all = weightOf(() => true);
      const positives = weightOf((at) => at % 2 === 0);
      expect(positives / cells.reduce((sum, each) => sum + each.positives, 0)).toBeCloseTo(1, 12);
      cells.forEach((each, group) => {
        const own = weightOf((at) => Math.floor(at / 2) === group);
        const both = weightOf((at) => at === 2 * group);
        expect(own / (each.positives + each.negatives)).toBeCloseTo(1, 12);
        expect((both * all) / (own * positives)).toBeCloseTo(1, 12);
      });
    });
    fc.assert(property, { seed: 1, numRuns: 30 });
  });

  it('FY-3 gives the four factors of a group against all others', () => {
    const section = sectionOf({ a: [30, 70, 0, 0], b: [25, 25, 0, 0], c: [30, 20, 0, 0] });
    const { of, others } = fourFactors(section, ['a'])!;
    const expected = [1.4166666666666667, 0.8214285714285714, 0.7727272727272727, 1.2777777777777777];
    [...of, ...others].forEach(({ weight }, at) => expect(weight).toBeCloseTo(expected[at]!, 12));
    expect(others.map(({ group, rows }) => [group, rows])).toEqual([
      ...[[[], 55] as const, [[], 45] as const],
    ]);
    expect(fourFactors(section, ['z'])).toBeNull();
  });

  it('FY-3 has no weight for rows that are not there, and none without labels', () => {
    const factors = reweighingFactors(sectionOf({ a: [0, 4, 0, 0], b: [2, 2, 0, 0] }));
    expect(factors[0]).toEqual({ group: ['a'], label: 'positive', rows: 0, weight: null });
    expect(reweighingFactors(sectionOf({ a: [0, 0, 0, 0] }))).toEqual([]);
    expect(fourFactors(sectionOf({ a: [0, 0, 0, 0] }), ['a'])).toBeNull();
  });
});
