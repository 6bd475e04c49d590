import fc from 'fast-check';
import {
  type AssessedPopulation,
  assessFairness,
  type AssessmentOptions,
  assessmentVerdict,
} from './assess-fairness';
import { type DenominatorPolicy } from './choose-reference';
import { type DisparityName, disparityNames } from './disparity-name';
import { type GroupCounts, outcomeCells, type OutcomeCounts } from './outcome-counts';
import { sumGroups } from './sum-groups';

type Cells = readonly [number, number, number, number];

const group = (name: string, [tp, fp, fn, tn]: Cells): GroupCounts => ({
  group: [name],
  counts: { tp, fp, fn, tn, unlabelledPositive: 0, unlabelledNegative: 0 },
});
const groupsOf = (cells: Readonly<Record<string, Cells>>): GroupCounts[] =>
  Object.entries(cells).map(([name, each]) => group(name, each));

const options: AssessmentOptions = {
  favourable: 'positive',
  minimumGroupSize: 1,
  limits: Object.fromEntries(
    disparityNames.map((name) => [name, { maximumDifference: 0.2, minimumRatio: 0.8 }]),
  ),
  alpha: 0.05,
  correction: 'holm',
};

const population = (
  groups: readonly GroupCounts[],
  rest: Partial<AssessedPopulation> = {},
): AssessedPopulation => ({
  ...{ attributes: ['g'], rows: 0, unknownGroup: 0, unpredicted: 0, groups },
  ...rest,
});

function assess(
  groups: readonly GroupCounts[],
  rest: Partial<AssessedPopulation> = {},
  more: Partial<AssessmentOptions> = {},
) {
  const [{ disparities }] = assessFairness([population(groups, rest)], { ...options, ...more }) as [
    ReturnType<typeof assessFairness>[number],
  ];
  return (name: (typeof disparityNames)[number]) => disparities.find(({ metric }) => metric === name)!;
}

const three = groupsOf({ a: [40, 10, 20, 30], b: [30, 20, 10, 140], c: [25, 5, 15, 5] });

describe('assessFairness', () => {
  describe('F-16 compares with the reference of the policy', () => {
    // Selection rates: a 50 of 100, b 50 of 200, c 30 of 50.
    it.each([
      ['max_eligible', 0.35, 0.25 / 0.6, [['b'], ['c']]],
      ['max_all', 0.35, 0.25 / 0.6, [['b'], ['c']]],
      ['min', 0.35, 0.6 / 0.25, [['b'], ['c']]],
      ['majority', 0.35, 0.6 / 0.25, [['b'], ['c']]],
      ['fixed', -0.25, 0.5, [['b'], ['a']]],
      ['overall', 0.6 - 130 / 350, 0.6 / (130 / 350), [[], ['c']]],
    ] as const)('%s', (denominator: DenominatorPolicy, difference, ratio, between) => {
      const found = assess(three, { denominator, reference: ['a'] })('demographic_parity');
      expect(found.difference.value).toBeCloseTo(difference, 12);
      expect(found.ratio.value).toBeCloseTo(ratio, 12);
      expect(found.between).toEqual(between);
    });

    it('with a small group as the denominator only under max_all', () => {
      const groups = [...three, group('tiny', [2, 0, 0, 0])];
      const of = (denominator: DenominatorPolicy) =>
        assess(groups, { denominator }, { minimumGroupSize: 30 })('impact_ratio');
      expect(of('max_all').ratio.value).toBeCloseTo(0.25, 12);
      expect(of('max_eligible').ratio.value).toBeCloseTo(0.25 / 0.6, 12);
      expect(of('max_all').excluded).toEqual([{ group: ['tiny'], reason: 'below_minimum_n' }]);
    });

    it('with every group against it, audited minus reference', () => {
      const { comparisons } = assess(three, { denominator: 'fixed', reference: ['a'] })('demographic_parity');
      expect(comparisons.map(({ audited, difference }) => [audited[0], difference.value])).toEqual([
        ['b', -0.25],
        ['c', 0.1],
      ]);
    });
  });

  it('F-17 says when the verdict hangs on the denominator', () => {
    // 80, 90 and 98 of 100: far apart from the highest, near to the majority.
    const groups = groupsOf({ a: [75, 0, 25, 0], b: [180, 0, 20, 0], c: [98, 0, 2, 0] });
    const limits = { impact_ratio: { minimumRatio: 0.8 } };
    const found = assess(groups, {}, { limits })('impact_ratio');
    expect(found).toMatchObject({ verdict: 'FAIL', isRobust: false });
    expect(found.byDenominator).toMatchObject({
      majority: { verdict: 'PASS' },
      overall: { verdict: 'PASS' },
    });
    expect(found.byDenominator).not.toHaveProperty('fixed');
    expect(assess(groupsOf({ a: [50, 0, 50, 0], b: [52, 0, 48, 0] }))('impact_ratio').isRobust).toBe(true);
  });

  describe('F-18 has no number for what cannot be computed', () => {
    it.each([
      ['no group', {}, 'demographic_parity', 'missing_group'],
      ['one group', { a: [3, 2, 4, 5] }, 'demographic_parity', 'single_group'],
      ['all predictions negative', { a: [0, 0, 4, 6], b: [0, 0, 5, 5] }, 'impact_ratio', 'zero_reference'],
      [
        'a group without positives',
        { a: [0, 3, 0, 7], b: [4, 3, 1, 2] },
        'equal_opportunity',
        'single_group',
      ],
      ['no false positives', { a: [4, 0, 1, 7], b: [4, 0, 1, 2] }, 'treatment_equality', 'zero_reference'],
      ['no benefit', { a: [0, 0, 4, 0], b: [0, 0, 2, 0] }, 'theil', 'zero_reference'],
      ['no scores', { a: [4, 0, 1, 7], b: [4, 0, 1, 2] }, 'scoring_rate', 'no_scores'],
      [
        'no strata',
        { a: [4, 0, 1, 7], b: [4, 0, 1, 2] },
        'conditional_demographic_disparity',
        'no_common_stratum',
      ],
    ] as const)('%s', (_, cells, metric, reason) => {
      expect(assess(groupsOf(cells))(metric)).toMatchObject({
        difference: { value: null, reason },
        verdict: 'INSUFFICIENT_EVIDENCE',
        reason,
      });
    });

    it('a fixed reference that is missing or left out has its own reason', () => {
      const of = (reference: string, cells = three) =>
        assess(
          cells,
          { denominator: 'fixed', reference: [reference] },
          { minimumGroupSize: 30 },
        )('demographic_parity').reason;
      expect(of('nobody')).toBe('missing_group');
      expect(of('tiny', [...three, group('tiny', [2, 0, 0, 0])])).toBe('below_minimum_n');
    });

    it('but error rates of 0 on both sides are a finding', () => {
      const found = assess(
        groupsOf({ a: [40, 0, 5, 50], b: [42, 0, 8, 50] }),
        {},
        { limits: { fpr_parity: { maximumDifference: 0.2 } } },
      );
      expect(found('fpr_parity')).toMatchObject({
        difference: { value: 0 },
        ratio: { value: null },
        verdict: 'PASS',
      });
    });

    it('a ratio above 1 passes up to the reciprocal', () => {
      const of = (x: number) =>
        assess(
          groupsOf({ a: [40, 0, 60, 0], b: [x, 0, 100 - x, 0] }),
          { denominator: 'fixed', reference: ['a'] },
          { limits: { impact_ratio: { minimumRatio: 0.8 } } },
        )('impact_ratio').verdict;
      expect([of(50), of(51), of(32), of(31)]).toEqual(['PASS', 'FAIL', 'PASS', 'FAIL']);
    });
  });

  it('F-19 counts a rate and its complement as one test, and adjusts over the rest', () => {
    const all = ['demographic_parity', 'impact_ratio', 'equal_opportunity', 'fnr_parity'] as const;
    const found = assess(groupsOf({ a: [40, 10, 20, 30], b: [30, 20, 10, 40] }));
    const [parity, impact, opportunity, misses] = all.map((name) => found(name).tested!.difference);
    expect(parity!.p).toBe(impact!.p);
    expect(opportunity!.pAdjusted).toBe(misses!.pAdjusted);
    // Rates tested once each: selection, tpr, fpr, ppv, for, accuracy, mean odds, error odds.
    const raw = assess(groupsOf({ a: [40, 10, 20, 30], b: [30, 20, 10, 40] }), {}, { correction: 'none' });
    const smallest = Math.min(...disparityNames.flatMap((name) => raw(name).tested?.difference.p ?? []));
    const adjusted = Math.min(
      ...disparityNames.flatMap((name) => found(name).tested?.difference.pAdjusted ?? []),
    );
    expect(adjusted).toBeCloseTo(Math.min(1, 8 * smallest), 12);
  });

  it('F-19 tests small tables exactly and large ones by z', () => {
    const test = (cells: Readonly<Record<string, Cells>>) =>
      assess(groupsOf(cells))('demographic_parity').tested!.difference.test;
    expect(test({ a: [3, 0, 9, 0], b: [9, 0, 5, 0] }).method).toBe('pooled_z');
    expect(test({ a: [2, 0, 9, 0], b: [5, 0, 8, 0] }).method).toBe('fisher_exact');
  });

  it('F-20 takes the intervals against the whole population from those against the rest', () => {
    const groups = groupsOf({ a: [40, 0, 60, 0], b: [90, 0, 110, 0] });
    const against = (denominator: DenominatorPolicy) =>
      assess(groups, { denominator, reference: ['b'] })('demographic_parity').comparisons[0]!;
    const [whole, rest] = [against('overall'), against('fixed')];
    const bounds = ({ difference }: typeof whole) =>
      (difference.status === 'ok' ? difference.interval! : null)!;
    expect(whole.difference.value).toBeCloseTo((rest.difference.value! * 200) / 300, 12);
    expect(bounds(whole).lower).toBeCloseTo((bounds(rest).lower * 200) / 300, 12);
    expect(bounds(whole).upper).toBeCloseTo((bounds(rest).upper * 200) / 300, 12);
  });

  it('F-20 gives ratios Katz’s interval of many rows and Koopman’s of few, also without a success', () => {
    const ratio = (cells: Readonly<Record<string, Cells>>, measure: DisparityName = 'demographic_parity') =>
      assess(groupsOf(cells), { denominator: 'fixed', reference: ['b'] })(measure).comparisons[0]!.ratio;
    expect(ratio({ a: [60, 0, 90, 0], b: [80, 0, 120, 0] })).toMatchObject({ interval: { method: 'katz' } });
    expect(ratio({ a: [6, 0, 9, 0], b: [8, 0, 12, 0] })).toMatchObject({ interval: { method: 'koopman' } });
    expect(ratio({ a: [0, 0, 20, 0], b: [8, 0, 12, 0] })).toMatchObject({
      value: 0,
      interval: { lower: 0, method: 'koopman' },
    });
    expect(ratio({ a: [6, 0, 9, 0], b: [0, 0, 20, 0] }).status).toBe('not_computable');
    const odds = { a: [40, 20, 10, 40], b: [50, 10, 20, 30] } as const;
    expect(ratio(odds, 'average_odds')).toMatchObject({ interval: { method: 'mover_log' } });
  });

  it('F-21 passes only with enough observations, and fails by the value', () => {
    const of = (cells: Readonly<Record<string, Cells>>) =>
      assess(groupsOf(cells), {}, { minimumForPass: 30 })('demographic_parity');
    expect(of({ a: [10, 0, 10, 0], b: [10, 0, 10, 0] })).toMatchObject({
      verdict: 'INSUFFICIENT_EVIDENCE',
      reason: 'below_minimum_n',
    });
    expect(of({ a: [15, 0, 15, 0], b: [15, 0, 15, 0] })).toMatchObject({ verdict: 'PASS' });
    expect(of({ a: [10, 0, 0, 0], b: [5, 0, 5, 0] })).toMatchObject({ verdict: 'FAIL' });
  });

  it('F-21 does not pass over a large group that lacks the rate', () => {
    const cells: Record<string, Cells> = { a: [40, 10, 10, 40], b: [40, 10, 10, 40], c: [0, 10, 0, 90] };
    const found = assess(groupsOf(cells), {}, { minimumForPass: 30 });
    expect(found('equal_opportunity')).toMatchObject({
      verdict: 'INSUFFICIENT_EVIDENCE',
      reason: 'no_positives',
    });
    const small = assess(
      groupsOf({ ...cells, c: [0, 0, 0, 9] }),
      {},
      { minimumGroupSize: 10, minimumForPass: 30 },
    );
    expect(small('equal_opportunity')).toMatchObject({ verdict: 'PASS' });
  });

  it('F-23 gives equalized odds the mean beside the worse rate, and average odds its sign', () => {
    const groups = groupsOf({ a: [60, 20, 40, 80], b: [50, 40, 50, 60] });
    const found = assess(groups, { denominator: 'fixed', reference: ['a'] });
    expect(found('equalized_odds').difference.value).toBeCloseTo(0.2, 12);
    expect(found('equalized_odds').mean!.difference.value).toBeCloseTo(0.15, 12);
    expect(found('average_odds').difference.value).toBeCloseTo((0.2 - 0.1) / 2, 12);
    expect(found('treatment_equality').ratio.value).toBeCloseTo(50 / 40 / (40 / 20), 12);
  });

  it('has the verdict of its criteria alone', () => {
    const assessed = assessFairness([population(three)], options);
    expect(assessmentVerdict(assessed, ['demographic_parity'])).toBe('FAIL');
    expect(assessmentVerdict(assessed, ['scoring_rate'])).toBe('INSUFFICIENT_EVIDENCE');
    expect(assessmentVerdict(assessed, [])).toBe('INSUFFICIENT_EVIDENCE');
  });

  it('throws for a minimum below 1', () => {
    expect(() => assessFairness([], { ...options, minimumGroupSize: 0 })).toThrow(RangeError);
  });

  describe('for any counts', () => {
    const cell = fc.integer({ min: 0, max: 60 });
    const anyGroups = fc
      .array(fc.tuple(cell, cell, cell, cell), { maxLength: 5 })
      .map((all) => all.map((cells, at) => group(String.fromCharCode(97 + at), cells)));
    const values = (groups: readonly GroupCounts[], rest: Partial<AssessedPopulation> = {}) => {
      const found = assess(groups, rest);
      return disparityNames.map(
        (name) => [name, found(name).difference.value, found(name).ratio.value] as const,
      );
    };

    it('keeps differences and ratios of rates in [0, 1] and never gives NaN or infinity (seed 1)', () => {
      fc.assert(
        fc.property(anyGroups, (groups) => {
          for (const [name, difference, ratio] of values(groups)) {
            for (const value of [difference, ratio])
              if (value !== null) expect(Number.isFinite(value)).toBe(true);
            const isBounded = !['treatment_equality', 'theil', 'generalized_entropy'].includes(name);
            if (isBounded && difference !== null) expect(difference >= 0 && difference <= 1).toBe(true);
            if (ratio !== null) expect(ratio >= 0 && ratio <= 1).toBe(true);
          }
        }),
        { seed: 1, numRuns: 25 },
      );
    });

    it('gives the same values whatever the groups are called (seed 2)', () => {
      fc.assert(
        fc.property(anyGroups, (groups) => {
          const renamed = groups.map((each, at) => ({ ...each, group: [`z${9 - at}`] })).reverse();
          const [a, b] = [values(groups), values(renamed)];
          a.forEach(([, ...numbers], at) =>
            numbers.forEach((number, which) => {
              const other = b[at]![which + 1] as number | null;
              if (number === null) expect(other).toBeNull();
              else expect(other).toBeCloseTo(number, 12);
            }),
          );
        }),
        { seed: 2, numRuns: 25 },
      );
    });

    it('negates differences and inverts ratios when group and reference change places (seed 3)', () => {
      const pair = anyGroups.filter((groups) => groups.length === 2);
      fc.assert(
        fc.property(pair, (groups) => {
          const [a, b] = (['a', 'b'] as const).map((reference) =>
            values(groups, { denominator: 'fixed', reference: [reference] }),
          );
          a!.forEach(([name, difference, ratio], at) => {
            const [, otherDifference, otherRatio] = b![at]!;
            // Equalized odds shows the worse of two rates, and an index has no direction.
            if (['equalized_odds', 'theil', 'generalized_entropy'].includes(name)) return;
            if (difference !== null) expect(otherDifference).toBeCloseTo(-difference, 12);
            if (ratio !== null && ratio > 0 && otherRatio !== null)
              expect(otherRatio).toBeCloseTo(1 / ratio, 9);
          });
        }),
        { seed: 3, numRuns: 25 },
      );
    });

    it('leaves selection rates alone when identical groups are merged (seed 4)', () => {
      fc.assert(
        fc.property(anyGroups, (groups) => {
          fc.pre(
            groups.length > 1 &&
              groups.every(({ counts }) => Object.values(counts).some((count: number) => count > 0)),
          );
          const twin = { ...groups[0]!, group: ['twin'] };
          const merged = [sumGroups([groups[0]!, twin], ['a']), ...groups.slice(1)];
          const [a, b] = [values([...groups, twin]), values(merged)];
          expect(a[0]![1]).toEqual(b[0]![1] === null ? null : expect.closeTo(b[0]![1], 12));
          expect(a[0]![2]).toEqual(b[0]![2] === null ? null : expect.closeTo(b[0]![2], 12));
        }),
        { seed: 4, numRuns: 25 },
      );
    });

    it('F-26 gives the unweighted result for equal weights, intervals and tests included (seed 5)', () => {
      const scaled = (counts: OutcomeCounts, factor: number) =>
        Object.fromEntries(
          outcomeCells.map((name) => [name, counts[name] * factor]),
        ) as unknown as OutcomeCounts;
      fc.assert(
        fc.property(anyGroups, fc.constantFrom(0.1, 0.25, 3, 1 / 3), (groups, weight) => {
          const weighted = groups.map((each) => ({
            group: each.group,
            counts: scaled(each.counts, weight),
            squares: scaled(each.counts, weight * weight),
          }));
          const [a, b] = [
            assess(groups, {}, { minimumGroupSize: 10 }),
            assess(weighted, {}, { minimumGroupSize: 10 }),
          ];
          for (const name of disparityNames) {
            const [x, y] = [a(name).difference, b(name).difference];
            expect(y.value).toEqual(x.value === null ? null : expect.closeTo(x.value, 9));
            if (x.status !== 'ok' || y.status !== 'ok') continue;
            expect(y.interval?.lower).toEqual(x.interval && expect.closeTo(x.interval.lower, 9));
          }
        }),
        { seed: 5, numRuns: 25 },
      );
    });
  });
});
