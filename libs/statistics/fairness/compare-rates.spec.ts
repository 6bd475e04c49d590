import { assessFairness } from './assess-fairness';
import { compareRates } from './compare-rates';
import { type GroupCounts } from './outcome-counts';

const group = (name: string, [tp, fp, fn, tn]: readonly [number, number, number, number]): GroupCounts => ({
  group: [name],
  counts: { tp, fp, fn, tn, unlabelledPositive: 0, unlabelledNegative: 0 },
});
const groups = [group('a', [40, 10, 20, 30]), group('b', [45, 5, 5, 45]), group('c', [3, 1, 1, 3])];
const options = { favourable: 'positive', minimumGroupSize: 10, correction: 'holm' } as const;

describe('compareRates', () => {
  it('compares as an audit does, excluded groups and tests included', () => {
    const population = { attributes: ['g'], rows: 208, unknownGroup: 0, unpredicted: 0, groups };
    const [{ disparities }] = assessFairness([population], { ...options, limits: {}, alpha: 0.05 }) as [
      ReturnType<typeof assessFairness>[number],
    ];
    const audited = disparities.find(({ metric }) => metric === 'for_parity')!;
    const [[rate]] = compareRates([{ groups, measures: ['for'] }], options) as [
      ReturnType<typeof compareRates>[number],
    ];
    expect(rate).toMatchObject({
      difference: audited.difference,
      ratio: audited.ratio,
      between: [['b'], ['a']],
      excluded: [{ group: ['c'], reason: 'below_minimum_n' }],
    });
    expect(rate!.tested!.difference.p).toBe(audited.tested!.difference.p);
  });

  it('adjusts over all populations, one test for a rate and its complement', () => {
    const [one] = compareRates([{ groups, measures: ['fdr'] }], options);
    const [both, other] = compareRates(
      [
        { groups, measures: ['fdr', 'ppv'] },
        { groups, measures: ['for'] },
      ],
      options,
    );
    const { p, pAdjusted } = one![0]!.tested!.difference;
    expect(pAdjusted).toBe(p);
    expect(both![0]!.tested!.difference.pAdjusted).toBe(both![1]!.tested!.difference.pAdjusted);
    const smaller = other![0]!.tested!.difference;
    expect(smaller.pAdjusted).toBeCloseTo(2 * smaller.p!, 12);
  });

  it('measures against the group that is named', () => {
    const [[rate]] = compareRates(
      [{ groups, measures: ['fdr'], denominator: 'fixed', reference: ['a'] }],
      options,
    ) as [ReturnType<typeof compareRates>[number]];
    expect(rate!.difference.value).toBeCloseTo(0.1 - 0.2, 12);
    expect(rate!.comparisons.map(({ audited }) => audited)).toEqual([['b']]);
  });

  it('gives a reason where there is nobody to compare', () => {
    const [[none], [single]] = compareRates(
      [
        { groups: [], measures: ['fdr'] },
        { groups: groups.slice(0, 1), measures: ['fdr'] },
      ],
      options,
    ) as [ReturnType<typeof compareRates>[number], ReturnType<typeof compareRates>[number]];
    expect([none!.difference, single!.difference]).toMatchObject([
      { status: 'not_computable', reason: 'missing_group' },
      { status: 'not_computable', reason: 'single_group' },
    ]);
    expect(none!.tested).toBeNull();
  });
});
