import { assessFairness, type AssessedPopulation } from './assess-fairness';
import { type DenominatorPolicy } from './choose-reference';
import { type DisparityName } from './disparity-name';
import { type GroupCounts } from './outcome-counts';
import { strictLevel } from './picked-pair';

const group = (
  name: string,
  tp: number,
  fn: number,
  more: Partial<GroupCounts['counts']> = {},
): GroupCounts => ({
  group: [name],
  counts: { tp, fp: tp, fn, tn: fn, unlabelledPositive: 0, unlabelledNegative: 0, ...more },
});
const [a, b, c] = [group('a', 60, 40), group('b', 50, 50), group('c', 40, 60)];
const policies = ['max_all', 'max_eligible', 'fixed', 'majority', 'min', 'overall'] as const;

function assess(
  groups: readonly GroupCounts[],
  more: Partial<AssessedPopulation> = {},
  minimumGroupSize = 1,
) {
  const population = {
    attributes: ['g'],
    rows: 0,
    unknownGroup: 0,
    unpredicted: 0,
    groups,
    reference: ['a'],
  };
  const [{ disparities: all }] = assessFairness([{ ...population, ...more }], {
    ...{ favourable: 'positive', minimumGroupSize, alpha: 0.05, correction: 'none' },
    limits: { demographic_parity: { maximumDifference: 0.05 } },
  }) as [ReturnType<typeof assessFairness>[number]];
  return (name: DisparityName) => all.find(({ metric }) => metric === name)!;
}
const by = (denominator: DenominatorPolicy, groups: readonly GroupCounts[]) =>
  assess(groups, { denominator })('demographic_parity');

describe('a pair picked among several groups', () => {
  it.each(policies)('F-27 has no interval by %s, where the pair of two groups has one', (policy) => {
    const picked = by(policy, [a, b, c]);
    for (const part of ['difference', 'ratio'] as const) {
      expect(picked[part]).toMatchObject({ status: 'ok', intervalReason: 'farthest_of_several' });
      expect(picked[part]).not.toHaveProperty('interval');
      expect(by(policy, [a, b])[part]).toHaveProperty('interval');
      expect(by(policy, [a, b])[part]).not.toHaveProperty('intervalReason');
    }
    expect(picked.isPicked).toBe(true);
    expect(by(policy, [a, b])).toMatchObject({ isPicked: false, simultaneous: null });
  });

  it.each(policies)(
    'F-27 has an interval by %s that holds whichever pair is picked, wider than its own',
    (policy) => {
      const { difference, ratio } = by(policy, [a, b, c]).simultaneous!;
      expect(difference).toMatchObject({ confidenceLevel: 0.95 });
      expect(difference!.method).toMatch(/^newcombe.*_simultaneous$/);
      expect(ratio!.method).toMatch(/_simultaneous$/);
      const fixed = assess([a, c], { denominator: policy === 'overall' ? 'overall' : 'fixed' });
      const { difference: single } = fixed('demographic_parity');
      const width = single.status === 'ok' ? single.interval!.upper - single.interval!.lower : NaN;
      if (policy !== 'overall') expect(difference!.upper - difference!.lower).toBeGreaterThan(width);
    },
  );

  it('F-27 has intervals of every comparison: each for itself by a named reference, together by a chosen one', () => {
    const methods = (policy: DenominatorPolicy) =>
      by(policy, [a, b, c]).comparisons.map(({ difference }) =>
        difference.status === 'ok' ? difference.interval!.method : null,
      );
    expect(methods('fixed')).toEqual(['newcombe', 'newcombe']);
    expect(methods('overall')).toEqual(Array(3).fill('newcombe_overall'));
    expect(methods('max_eligible')).toEqual(['newcombe_simultaneous', 'newcombe_simultaneous']);
    expect(methods('min')).toEqual(['newcombe_simultaneous', 'newcombe_simultaneous']);
  });

  it('F-27 takes the small groups that may be the reference by max_all for candidates', () => {
    const groups = [a, b, group('tiny', 5, 1)];
    const of = (denominator: DenominatorPolicy) =>
      assess(groups, { denominator }, 50)('demographic_parity').difference;
    expect(of('max_all')).not.toHaveProperty('interval');
    expect(of('max_eligible')).toHaveProperty('interval');
  });

  it('F-27 has no interval of the worse of two rates nor of the mean of two sizes, even of two groups', () => {
    const odds = assess([a, group('b', 50, 50, { fp: 20, tn: 80 })])('equalized_odds');
    expect(odds.difference).toMatchObject({ intervalReason: 'farthest_of_several' });
    expect(odds.mean!.difference).toMatchObject({ intervalReason: 'farthest_of_several' });
    expect(odds.simultaneous!.difference!.method).toBe('worse_of_two_newcombe');
    expect(assess([a, b, c])('equalized_odds').simultaneous!.difference!.method).toBe(
      'worse_of_two_newcombe_simultaneous',
    );
  });

  it('F-27 picks a disparity by strata among three groups, not of two', () => {
    const strata = (groups: readonly GroupCounts[]) => ({ strata: [{ stratum: 's', groups }] });
    const of = (groups: readonly GroupCounts[]) =>
      assess(groups, strata(groups))('conditional_demographic_disparity');
    expect(of([a, b, c])).toMatchObject({
      difference: { intervalReason: 'farthest_of_several' },
      simultaneous: { difference: { method: 'stratified_newcombe_simultaneous' }, ratio: null },
    });
    expect(of([a, b]).difference).toHaveProperty('interval');
  });

  it('F-21 is significant by the interval that holds whichever pair is picked', () => {
    expect(by('max_eligible', [a, b, c])).toMatchObject({ verdict: 'FAIL', isSignificant: true });
    const close = [group('a', 54, 46), group('b', 50, 50), group('c', 44, 56)];
    expect(by('max_eligible', close)).toMatchObject({ verdict: 'FAIL', isSignificant: false });
  });
});

describe('strictLevel', () => {
  it('is Tukey’s over all pairs and Bonferroni’s against a named reference', () => {
    expect(strictLevel({ groups: 2, isReferenceChosen: true })).toBeCloseTo(0.95, 10);
    expect(strictLevel({ groups: 5, isReferenceChosen: true })).toBeCloseTo(0.993625, 5);
    expect(strictLevel({ groups: 5, isReferenceChosen: false })).toBeCloseTo(0.99, 12);
  });
});
