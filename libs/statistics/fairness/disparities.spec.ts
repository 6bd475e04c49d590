import fc from 'fast-check';
import { type AssessedDisparity, assessFairness, type AssessmentOptions } from './assess-fairness';
import { countOutcomes } from './count-outcomes';
import { type FairnessCriterion } from './fairness-criterion';
import { type GroupCounts } from './outcome-counts';

const limits = { maximumDifference: 0.1, minimumRatio: 0.8 };
const all: FairnessCriterion[] = (
  ['demographic_parity', 'equal_opportunity', 'equalized_odds', 'impact_ratio'] as const
).map((name) => ({ name, ...limits }));

const group = (name: string, [tp, fp, fn, tn]: [number, number, number, number]): GroupCounts => ({
  group: [name],
  counts: { tp, fp, fn, tn, unlabelledPositive: 0, unlabelledNegative: 0 },
});

/** Groups with so many of so many selected, all labelled positive. */
const selected = (shares: Record<string, [number, number]>): GroupCounts[] =>
  Object.entries(shares).map(([name, [x, n]]) => group(name, [x, 0, n - x, 0]));

type Judged = AssessedDisparity;

/** Every disparity of these groups, by its name. */
const judge = (
  groups: readonly GroupCounts[],
  options: Partial<AssessmentOptions> = {},
  criteria: readonly FairnessCriterion[] = all,
): Record<string, Judged> => {
  const population = { attributes: ['g'], rows: 0, unknownGroup: 0, unpredicted: 0, groups };
  const named = criteria.map(({ name, ...limit }) => [name, limit] as const);
  const [assessment] = assessFairness([population], {
    ...{ favourable: 'positive', limits: Object.fromEntries(named), minimumGroupSize: 1 },
    ...{ alpha: 0.05, correction: 'none', ...options },
  });
  return Object.fromEntries(
    assessment!.disparities
      .filter(({ metric }) => criteria.some(({ name }) => name === metric))
      .map((each) => [each.metric, each]),
  );
};

const one = (groups: readonly GroupCounts[], criterion: FairnessCriterion): Judged =>
  judge(groups, {}, [criterion])[criterion.name]!;

describe('disparities', () => {
  it('of the 18-row vector (Fairlearn): parity .25 and .6667, opportunity .2 and .6667, odds 1', () => {
    const y = [0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1];
    const p = [0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0];
    const rows = [...'bbabbcccaacabccbcc'].map((letter, index) => ({
      groups: [letter],
      predicted: p[index] === 1,
      actual: y[index] === 1,
    }));
    const result = judge(countOutcomes(rows, ['letter']).groups);
    expect(result.demographic_parity?.difference.value).toBe(0.25);
    expect(result.demographic_parity?.ratio.value).toBeCloseTo(2 / 3, 15);
    expect(result.demographic_parity?.between?.[1]).toEqual(['a']);
    expect(result.equal_opportunity?.difference.value).toBeCloseTo(0.2, 15);
    expect(result.equal_opportunity?.ratio.value).toBeCloseTo(2 / 3, 15);
    expect(result.equal_opportunity?.between).toEqual([['c'], ['b']]);
    expect(result.equalized_odds).toMatchObject({
      difference: { value: 1, method: 'difference_of_fpr' },
      ratio: { value: 0, method: 'ratio_of_fpr' },
      between: [['b'], ['a']],
      verdict: 'FAIL',
    });
  });

  it('of the DCWP selection example: ratio .979337, Katz and Newcombe intervals', () => {
    const { impact_ratio: impact } = judge(selected({ Female: [555, 1181], Male: [667, 1390] }));
    expect(impact?.ratio.value).toBeCloseTo(0.979337, 6);
    expect(impact?.between).toEqual([['Female'], ['Male']]);
    const ratio = impact?.ratio.status === 'ok' ? impact.ratio.interval : undefined;
    const difference = impact?.difference.status === 'ok' ? impact.difference.interval : undefined;
    expect(ratio?.lower).toBeCloseTo(0.902564, 6);
    expect(ratio?.upper).toBeCloseTo(1.06264, 6);
    // Male minus Female: the printed interval of Female minus Male, mirrored.
    expect(difference?.lower).toBeCloseTo(-0.028790593, 10);
    expect(difference?.upper).toBeCloseTo(0.0485534351, 10);
    expect(impact?.verdict).toBe('PASS');
  });

  describe('limits are inclusive', () => {
    it('passes a ratio of exactly .8 (40/50 against 50/50) and fails just below', () => {
      const criterion: FairnessCriterion = { name: 'impact_ratio', minimumRatio: 0.8 };
      expect(one(selected({ a: [40, 50], b: [50, 50] }), criterion).verdict).toBe('PASS');
      expect(one(selected({ a: [39, 50], b: [50, 50] }), criterion).verdict).toBe('FAIL');
    });

    it('passes a difference of exactly .2 (9/10 against 7/10), which floating subtraction would overshoot', () => {
      expect(9 / 10 - 7 / 10).toBeGreaterThan(0.2);
      const criterion: FairnessCriterion = { name: 'demographic_parity', maximumDifference: 0.2 };
      expect(one(selected({ a: [9, 10], b: [7, 10] }), criterion).verdict).toBe('PASS');
      expect(one(selected({ a: [9, 10], b: [6, 10] }), criterion).verdict).toBe('FAIL');
    });
  });

  describe('insufficient evidence is never a number and never a pass', () => {
    const insufficient = (reason: string) => ({
      difference: { status: 'not_computable', value: null, reason },
      ratio: { status: 'not_computable', value: null, reason },
      verdict: 'INSUFFICIENT_EVIDENCE',
      reason,
    });

    it('with no group and with one group only', () => {
      expect(judge([]).demographic_parity).toMatchObject(insufficient('missing_group'));
      expect(judge(selected({ a: [5, 10] })).demographic_parity).toMatchObject(insufficient('single_group'));
    });

    it('with all predictions negative', () => {
      const result = judge([group('a', [0, 0, 4, 6]), group('b', [0, 0, 5, 5])]);
      for (const name of ['demographic_parity', 'impact_ratio', 'equal_opportunity']) {
        expect(result[name]).toMatchObject(insufficient('zero_reference'));
      }
      expect(result.equalized_odds).toMatchObject(insufficient('zero_reference'));
    });

    it('with no actual positives in all groups but one', () => {
      const groups = [group('a', [0, 3, 0, 7]), group('b', [4, 3, 1, 2])];
      const { equal_opportunity: opportunity, equalized_odds: odds } = judge(groups);
      expect(opportunity).toMatchObject(insufficient('single_group'));
      expect(opportunity?.excluded).toEqual([{ group: ['a'], reason: 'no_positives' }]);
      expect(odds).toMatchObject(insufficient('single_group'));
    });

    it('with no actual positives and with no labels at all', () => {
      const groups = [group('a', [0, 3, 0, 7]), group('b', [0, 3, 0, 2])];
      expect(judge(groups).equal_opportunity).toMatchObject(insufficient('no_positives'));
      const unlabelled = groups.map((each) => ({
        ...each,
        counts: { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 4, unlabelledNegative: 6 },
      }));
      expect(judge(unlabelled).equal_opportunity).toMatchObject(insufficient('no_labels'));
      expect(judge(unlabelled).demographic_parity?.verdict).toBe('PASS');
    });

    it('with groups below the minimum size, which are listed all the same', () => {
      const result = judge(selected({ a: [5, 29], b: [20, 28] }), {
        minimumGroupSize: 30,
      }).demographic_parity;
      expect(result).toMatchObject(insufficient('below_minimum_n'));
      expect(result?.excluded.map((each) => each.group[0])).toEqual(['a', 'b']);
    });

    it('with a criterion that sets no limit', () => {
      expect(one(selected({ a: [5, 10], b: [5, 10] }), { name: 'impact_ratio' })).toMatchObject({
        difference: { value: 0 },
        ratio: { value: 1 },
        verdict: 'INSUFFICIENT_EVIDENCE',
        reason: 'no_limit',
      });
    });
  });

  it('keeps a small group out of the verdict that it would have decided', () => {
    const groups = selected({ big: [50, 100], large: [52, 100], tiny: [0, 3] });
    const result = judge(groups, { minimumGroupSize: 30 }).demographic_parity;
    expect(result).toMatchObject({
      verdict: 'PASS',
      excluded: [{ group: ['tiny'], reason: 'below_minimum_n' }],
    });
    expect(judge(groups).demographic_parity?.verdict).toBe('FAIL');
  });

  it('applies the minimum to the denominator of each rate', () => {
    const groups = [group('a', [29, 0, 0, 71]), group('b', [40, 20, 20, 20]), group('c', [40, 20, 20, 20])];
    const result = judge(groups, { minimumGroupSize: 30 });
    expect(result.demographic_parity?.excluded).toEqual([]);
    expect(result.equal_opportunity?.excluded).toEqual([{ group: ['a'], reason: 'below_minimum_n' }]);
  });

  it('counts no false positives anywhere as an equal false positive rate, without a ratio', () => {
    const groups = [group('a', [40, 0, 10, 50]), group('b', [42, 0, 8, 50])];
    expect(one(groups, { name: 'equalized_odds', maximumDifference: 0.1 })).toMatchObject({
      difference: { method: 'difference_of_tpr' },
      verdict: 'PASS',
    });
    expect(one(groups, { name: 'equalized_odds', minimumRatio: 0.8 })).toMatchObject({
      ratio: { value: null, reason: 'zero_reference' },
      verdict: 'INSUFFICIENT_EVIDENCE',
    });
  });

  it('lets only the impact ratio follow the favourable outcome', () => {
    const groups = [group('a', [30, 20, 10, 40]), group('b', [10, 10, 10, 70])];
    const positive = judge(groups);
    const negative = judge(groups, { favourable: 'negative' });
    expect(negative.impact_ratio).toMatchObject({ ratio: { value: 50 / 80 }, between: [['a'], ['b']] });
    expect(positive.impact_ratio).toMatchObject({ ratio: { value: 20 / 50 }, between: [['b'], ['a']] });
    for (const name of ['demographic_parity', 'equal_opportunity', 'equalized_odds'])
      expect(negative[name]).toMatchObject({
        difference: positive[name]!.difference,
        ratio: positive[name]!.ratio,
        verdict: positive[name]!.verdict,
      });
  });

  it('throws for a minimum group size below 1', () => {
    expect(() => judge([], { minimumGroupSize: 0 })).toThrow(RangeError);
  });

  it('keeps differences and ratios in [0, 1], and no verdict depends on the order of groups (seed 32)', () => {
    const cell = fc.integer({ min: 0, max: 60 });
    const counts = fc.uniqueArray(fc.tuple(fc.string(), cell, cell, cell, cell), {
      selector: ([name]) => name,
      maxLength: 6,
    });
    fc.assert(
      fc.property(counts, (cells) => {
        const groups = cells.map(([name, ...four]) => group(name, four));
        const result = judge(groups, { minimumGroupSize: 10 });
        const backwards = judge([...groups].reverse(), { minimumGroupSize: 10 });
        for (const [name, { difference, ratio, verdict, reason }] of Object.entries(result)) {
          for (const { value } of [difference, ratio])
            if (value !== null) expect(value >= 0 && value <= 1).toBe(true);
          expect(verdict === 'INSUFFICIENT_EVIDENCE').toBe(reason !== null);
          expect(backwards[name]?.verdict).toBe(verdict);
          expect(backwards[name]?.difference.value).toBe(difference.value);
          expect(backwards[name]?.ratio.value).toBe(ratio.value);
        }
      }),
      { seed: 32 },
    );
  });
});
