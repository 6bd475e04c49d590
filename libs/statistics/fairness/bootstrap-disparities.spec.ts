import { type AssessedPopulation, assessFairness } from './assess-fairness';
import { bootstrapDisparities } from './bootstrap-disparities';
import { type DisparityName } from './disparity-name';
import { type GroupCounts } from './outcome-counts';

const group = (name: string, [tp, fp, fn, tn]: readonly [number, number, number, number]): GroupCounts => ({
  group: [name],
  counts: { tp, fp, fn, tn, unlabelledPositive: 0, unlabelledNegative: 0 },
});
const groups = [group('a', [300, 150, 200, 350]), group('b', [200, 100, 250, 450])];

function assess(more: Partial<AssessedPopulation> = {}) {
  const population = { attributes: ['g'], rows: 0, unknownGroup: 0, unpredicted: 0, groups, ...more };
  return assessFairness([population], {
    ...{ favourable: 'positive', minimumGroupSize: 1, limits: {}, alpha: 0.05, correction: 'none' },
  })[0]!;
}
const options = { favourable: 'positive', replicates: 1500, seed: 1 } as const;

describe('bootstrapDisparities', () => {
  it('F-32 gives the same intervals for the same seed, and others for another', () => {
    const of = (seed: number) => bootstrapDisparities(assess(), { ...options, replicates: 200, seed });
    expect(of(1)).toEqual(of(1));
    expect(of(2)).not.toEqual(of(1));
  });

  it('agrees with the closed forms where there are any, within a tenth of the width (seed 1)', () => {
    const assessed = assess({ denominator: 'fixed', reference: ['a'] });
    const intervals = bootstrapDisparities(assessed, options);
    const names: DisparityName[] = [
      ...(['demographic_parity', 'equal_opportunity', 'fpr_parity', 'predictive_parity'] as const),
      ...(['average_odds', 'treatment_equality', 'theil', 'generalized_entropy'] as const),
    ];
    for (const name of names) {
      const { difference } = assessed.disparities.find(({ metric }) => metric === name)!;
      const closed = difference.status === 'ok' ? difference.interval! : null;
      const drawn = intervals.get(name)!.difference!;
      const width = closed!.upper - closed!.lower;
      expect(Math.abs(drawn.lower - closed!.lower) / width).toBeLessThan(0.1);
      expect(Math.abs(drawn.upper - closed!.upper) / width).toBeLessThan(0.1);
    }
  });

  it('F-27 has none for a pair picked among several groups, nor for the worse of two rates', () => {
    const equal = ['a', 'b', 'c'].map((name) => group(name, [30, 20, 20, 30]));
    const names = (more: Partial<AssessedPopulation>) => [
      ...bootstrapDisparities(assess(more), options).keys(),
    ];
    expect(names({ groups: equal })).toEqual(['theil', 'generalized_entropy']);
    expect(names({ groups: equal, denominator: 'fixed', reference: ['a'] })).not.toContain(
      'demographic_parity',
    );
    expect(names({})).toContain('demographic_parity');
    expect(names({})).not.toContain('equalized_odds');
  });

  it('F-27 keeps the direction of a single pair, so that equal groups may have a gap below 0 (seed 1)', () => {
    const equal = ['a', 'b'].map((name) => group(name, [30, 20, 20, 30]));
    const { difference } = bootstrapDisparities(assess({ groups: equal }), options).get(
      'demographic_parity',
    )!;
    expect(difference!.lower).toBeLessThan(-0.05);
    expect(difference!.upper).toBeGreaterThan(0.05);
  });

  it('is narrower when the sizes of the groups are kept, or as wide (seed 1)', () => {
    const width = (isStratified: boolean) => {
      const interval = bootstrapDisparities(assess(), { ...options, isStratified }).get(
        'demographic_parity',
      )!.difference!;
      return interval.upper - interval.lower;
    };
    expect(width(true) / width(false)).toBeGreaterThan(0.9);
    expect(width(true) / width(false)).toBeLessThan(1.1);
  });

  it('draws scores on their own, and has no interval for what is mostly undefined', () => {
    const scored = groups.map((each, at) => ({
      ...each,
      scoring: { scored: 1000, aboveMedian: 500 + 100 * at },
    }));
    const { ratio } = bootstrapDisparities(assess({ groups: scored }), options).get('scoring_rate')!;
    expect(ratio!.lower).toBeLessThan(5 / 6);
    expect(ratio!.upper).toBeGreaterThan(5 / 6);
    const rare = {
      ...{ denominator: 'fixed' as const, reference: ['a'] },
      groups: [group('a', [1, 0, 0, 300]), group('b', [1, 0, 0, 300])],
    };
    expect(bootstrapDisparities(assess(rare), options).get('equal_opportunity')).toEqual({
      difference: null,
      ratio: null,
    });
    // The only other group would be compared with itself: no gap, where there is nothing to compare.
    const lonely = { groups: [group('a', [60, 60, 60, 60]), group('b', [1, 0, 0, 0])] };
    const alone = bootstrapDisparities(assess(lonely), { ...options, isStratified: true });
    expect(alone.get('equal_opportunity')!.difference).toBeNull();
  });

  it('F-32 adds half a row to every cell of small counts, so that no rate is certain (seed 1)', () => {
    const small = [group('a', [20, 0, 0, 20]), group('b', [15, 5, 5, 15])];
    const { difference } = bootstrapDisparities(assess({ groups: small }), options).get('equal_opportunity')!;
    expect(difference!.method).toBe('smoothed_percentile_bootstrap');
    expect(difference!.upper).toBeGreaterThan(0.25);
    const large = bootstrapDisparities(assess(), { ...options, isStratified: true });
    expect(large.get('equal_opportunity')!.difference!.method).toBe('stratified_percentile_bootstrap');
    // Where no label is known, none comes to be known.
    const counts = { ...group('a', [0, 0, 0, 0]).counts, unlabelledPositive: 4, unlabelledNegative: 9 };
    const unlabelled = [group('a', [0, 0, 0, 0]), group('b', [0, 0, 0, 0])].map((each) => ({
      ...each,
      counts,
    }));
    const intervals = bootstrapDisparities(assess({ groups: unlabelled }), options);
    expect(intervals.get('demographic_parity')!.difference).not.toBeNull();
    expect(intervals.get('equal_opportunity')).toBeUndefined();
  });

  it('F-32 has none for weighted counts and for nobody', () => {
    const weighted = groups.map((each) => ({ ...each, squares: each.counts }));
    expect(bootstrapDisparities(assess({ groups: weighted }), options).size).toBe(0);
    expect(bootstrapDisparities(assess({ groups: [] }), options).size).toBe(0);
  });
});
