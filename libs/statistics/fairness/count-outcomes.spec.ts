import { seededRandom } from '../random';
import fc from 'fast-check';
import { countOutcomes, type OutcomeRow } from './count-outcomes';
import { predictedRows } from './outcome-counts';

const row = (group: string | null, predicted: boolean | null, actual: boolean | null): OutcomeRow => ({
  groups: [group],
  predicted,
  actual,
});

describe('countOutcomes', () => {
  it('counts each outcome once and keeps unknown groups, predictions and labels apart', () => {
    const rows = [
      row('b', true, true),
      row('b', true, false),
      row('a', false, true),
      row('a', false, false),
      row('a', true, null),
      row('a', false, null),
      row('c', null, true),
      row(null, true, true),
      row(null, null, null),
    ];
    expect(countOutcomes(rows, ['letter'])).toEqual({
      attributes: ['letter'],
      rows: 9,
      unknownGroup: 2,
      unpredicted: 1,
      groups: [
        {
          group: ['a'],
          counts: { tp: 0, fp: 0, fn: 1, tn: 1, unlabelledPositive: 1, unlabelledNegative: 1 },
        },
        {
          group: ['b'],
          counts: { tp: 1, fp: 1, fn: 0, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0 },
        },
        {
          group: ['c'],
          counts: { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0 },
        },
      ],
    });
  });

  it('keeps hostile names apart', () => {
    const names = ['__proto__', 'constructor', '', ' ', 'a,b', '"', 'toString', 'null'];
    const counted = countOutcomes(
      names.map((name) => row(name, true, true)),
      ['name'],
    );
    expect(counted.groups.map(({ group }) => group[0]).sort()).toEqual([...names].sort());
    expect(counted.groups.every(({ counts }) => counts.tp === 1)).toBe(true);
  });

  it('does not join the values of an intersection by a separator', () => {
    const rows = [
      { groups: ['a,b', 'c'], predicted: true, actual: true },
      { groups: ['a', 'b,c'], predicted: true, actual: true },
    ];
    expect(countOutcomes(rows, ['x', 'y']).groups).toHaveLength(2);
  });

  it('throws when a row has not one value per attribute', () => {
    expect(() => countOutcomes([row('a', true, true)], ['x', 'y'])).toThrow('row 0 has 1 group values');
  });

  it('is the same for any order of the rows, and accounts for every row (seed 31)', () => {
    const outcome = fc.option(fc.boolean(), { nil: null });
    const anyRow = fc.record({
      groups: fc.tuple(fc.option(fc.constantFrom('a', 'b', '😀', '__proto__'), { nil: null })),
      predicted: outcome,
      actual: outcome,
    });
    fc.assert(
      fc.property(fc.array(anyRow), fc.integer(), (rows, seed) => {
        const random = seededRandom(seed);
        const shuffled = rows
          .map((each) => ({ each, key: random.next() }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        const counted = countOutcomes(rows, ['x']);
        expect(countOutcomes(shuffled, ['x'])).toEqual(counted);
        const known = counted.groups.reduce((sum, { counts }) => sum + predictedRows(counts), 0);
        expect(known + counted.unknownGroup + counted.unpredicted).toBe(rows.length);
      }),
      { seed: 31 },
    );
  });
});
