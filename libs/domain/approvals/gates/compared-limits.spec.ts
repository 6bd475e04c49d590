import fc from 'fast-check';
import { type GroupCounts, type PopulationCounts, predictedRows } from '@countersign/statistics/fairness';
import { type Estimate, notComputable } from '@countersign/statistics/inference';
import {
  evaluateGate,
  type DriftEvidence,
  type DriftRule,
  type FairnessEvidence,
  type FairnessRule,
  type GateEvidence,
  type GateRule,
  type PerformanceEvidence,
  type PerformanceRule,
} from '../index';
import type { MeasurementEvidence } from '../../gate-evidence';
import type { MeasurementRule } from './gate-rules';

const origin = { digest: 'd1', producedAt: 0, modelVersionId: 'v1' };
const july = { start: Date.UTC(2025, 6, 1), end: Date.UTC(2025, 7, 1) };
const place = 'in the window 2025-07-01 to 2025-08-01';
const judge = (rule: GateRule, evidence: GateEvidence) =>
  evaluateGate(rule, evidence, { modelVersionId: 'v1', now: 0, evidenceMaxAgeDays: 30 });

/** With an interval where its ends are given. */
const measured = (value: number, ends?: readonly [number, number], method = 'rmse'): Estimate => ({
  ...{ status: 'ok', method, n: 500, value },
  ...(ends && { interval: { lower: ends[0], upper: ends[1], confidenceLevel: 0.95, method: 'student' } }),
});

const limitless: PerformanceRule = {
  ...{ id: 'p', title: 'P', kind: 'performance', metric: 'rmse', use: 'upper', minimumN: 200 },
};
const rmse: PerformanceRule = { ...limitless, maximum: 10 };
const performanceEvidence = (estimate: Estimate, metric = 'rmse'): PerformanceEvidence => ({
  ...{ ...origin, kind: 'performance', metric, estimate, window: july, labelCoverage: 1 },
});
const measurement: MeasurementRule = {
  ...{ id: 'm', title: 'M', kind: 'measurement', metric: 'rmse', op: 'at_most', limit: 10, use: 'upper' },
  minimumN: 200,
};
const measurementEvidence = (estimate: Estimate): MeasurementEvidence => ({
  ...{
    ...origin,
    kind: 'measurement',
    artifactDigest: 'a',
    about: null,
    metric: 'rmse',
    unit: null,
    estimate,
  },
  ...{ datasetDigest: null, labelCoverage: null, codeCommit: null, thresholds: [], timesEvaluated: null },
});
const drift: DriftRule = {
  ...{ id: 'd', title: 'D', kind: 'drift', method: 'psi', alert: 0.25, minimumN: 100 },
  ...{ maximumUnknown: 0, minimumWindows: 1 },
};
const driftEvidence = (columns: Record<string, Estimate>): DriftEvidence => ({
  ...{ ...origin, kind: 'drift', method: 'psi', completeWindows: 1 },
  latestWindow: {
    window: july,
    columns: Object.entries(columns).map(([column, estimate]) => ({ column, estimate })),
  },
});

describe('limits of a performance gate', () => {
  it.each<[string, Partial<PerformanceRule>, Estimate, string, string]>([
    ['a most that is met', { use: 'point' }, measured(10), 'pass', 'rmse 10 stays within 10'],
    ['a most that is not', { use: 'point' }, measured(10.01), 'fail', 'rmse 10.01 is above 10'],
    ['the upper end', {}, measured(9, [8, 10]), 'pass', 'The upper bound of rmse 10 stays within 10'],
    ['an upper end beyond', {}, measured(9, [8, 11]), 'fail', 'The upper bound of rmse 11 is above 10'],
    [
      'the lower end',
      { use: 'lower' },
      measured(12, [9, 15]),
      'pass',
      'The lower bound of rmse 9 stays within 10',
    ],
    [
      'a small number',
      { maximum: 0.00002, use: 'point' },
      measured(0.00003),
      'fail',
      'rmse 0.00003 is above 0.00002',
    ],
    [
      'both limits',
      { metric: 'mean_error', minimum: -1, maximum: 1, use: 'point' },
      ...([measured(1), 'pass', 'mean_error 1 reaches -1 and stays within 1'] as const),
    ],
    [
      'the lower of two',
      { metric: 'mean_error', minimum: -1, maximum: 1, use: 'lower' },
      ...([measured(0, [-1.5, 2]), 'fail', 'The lower bound of mean_error -1.5 is below -1'] as const),
    ],
    [
      'two that no number keeps',
      { minimum: 2, maximum: 1, use: 'point' },
      ...([measured(1.5), 'fail', 'rmse 1.5 is below 2 and is above 1'] as const),
    ],
  ])('P-27 P-193 compares with %s', (_what, changes, estimate, verdict, sentence) => {
    const rule = { ...rmse, ...changes };
    expect(judge(rule, performanceEvidence(estimate, rule.metric))).toMatchObject({
      ...{ verdict, observed: estimate, reason: `${sentence} ${place}.` },
    });
  });

  it('P-193 is unknown without the interval asked for, without a value, and without a limit', () => {
    const nothing = notComputable({ n: 500, method: 'rmse', reason: 'no_labels' });
    const reasons = (rule: PerformanceRule, estimate: Estimate) => {
      const { verdict, reason } = judge(rule, performanceEvidence(estimate));
      return [verdict, reason];
    };
    expect(reasons(rmse, measured(1))).toEqual(['unknown', 'There is no interval to compare.']);
    expect(reasons(rmse, nothing)).toEqual(['unknown', `Not computable ${place}: no labels.`]);
    expect(reasons(limitless, measured(1, [0, 2]))).toEqual(['unknown', 'The gate names no limit.']);
  });

  it('P-193 says in one sentence what it wants', () => {
    const wanted = (changes: Partial<PerformanceRule>) =>
      judge({ ...rmse, ...changes }, driftEvidence({})).requirement;
    expect(wanted({})).toBe('The upper bound of rmse is at most 10, on at least 200 labelled rows.');
    expect(wanted({ minimum: 1, use: 'point' })).toBe(
      'rmse is at least 1 and at most 10, on at least 200 labelled rows.',
    );
  });
});

describe('the drift gate by an interval', () => {
  const verdict = (use: DriftRule['use'], column: Estimate, changes: Partial<DriftRule> = {}) =>
    judge(
      { ...drift, ...(use && { use }), ...changes },
      driftEvidence({ city: measured(0.1, [0, 0.2]), age: column }),
    );

  it.each<[string, readonly [number, number], string, string, string]>([
    ['below the limit', [0.1, 0.24], 'pass', 'pass', 'pass'],
    ['that ends at the limit', [0.1, 0.25], 'fail', 'pass', 'pass'],
    ['that begins below it', [0.24, 0.4], 'fail', 'pass', 'pass'],
    ['that begins at it', [0.25, 0.4], 'fail', 'fail', 'pass'],
  ])('P-195 judges an interval %s', (_what, ends, upper, lower, point) => {
    const column = measured(0.2, ends);
    expect([verdict('upper', column).verdict, verdict('lower', column).verdict]).toEqual([upper, lower]);
    expect([verdict(undefined, column).verdict, verdict('point', column).verdict]).toEqual([point, point]);
  });

  it('P-195 names the end that it compares', () => {
    expect(verdict('upper', measured(0.2, [0.1, 0.3]))).toMatchObject({
      requirement:
        'The upper bound of psi of every column is below 0.25 in the latest complete window, on at least 100 rows, and none goes unjudged.',
      reason: `The upper bound of psi is at or above 0.25 in 1 of 2 columns ${place}: age 0.3000.`,
    });
    expect(verdict('upper', measured(0.2, [0.1, 0.22])).reason).toBe(
      `The upper bound of psi is below 0.25 in 2 of 2 columns ${place}; the highest is age 0.2200.`,
    );
  });

  it('P-195 leaves a column without an interval unjudged, and fails one that is known to be beyond', () => {
    for (const use of ['upper', 'lower'] as const) {
      expect(verdict(use, measured(0.2))).toMatchObject({
        ...{ verdict: 'unknown', reason: `1 of 2 columns ${place} could not be judged: age (no interval).` },
      });
      expect(verdict(use, measured(0.2), { maximumUnknown: 1 }).verdict).toBe('pass');
    }
    expect(verdict('upper', measured(0.25), { maximumUnknown: 1 }).verdict).toBe('fail');
    expect(verdict('lower', measured(0.25), { maximumUnknown: 1 }).verdict).toBe('pass');
    expect(judge({ ...drift, use: 'upper' }, driftEvidence({ age: measured(0.1) })).verdict).toBe('unknown');
  });
});

/** People of a group by whether the answer is favourable, each rightly. */
const group = (name: string, n: number, selected: number): GroupCounts => ({
  group: [name],
  counts: { tp: selected, fp: 0, fn: 0, tn: n - selected, unlabelledPositive: 0, unlabelledNegative: 0 },
});
const hidden = {
  ...{ n: null, share: null, eligible: null, selected: null, selectionRate: null, favourableRate: null },
  ...{ counts: null, scoring: null, metrics: null },
};
const audit = (groups: readonly GroupCounts[], isHidden = false): FairnessEvidence => {
  const population: PopulationCounts = {
    ...{ attributes: ['sex'], rows: 1_000, unknownGroup: 0, unpredicted: 0, groups },
  };
  const shownGroups = groups.map((each) => ({
    ...{ ...hidden, ...each, n: predictedRows(each.counts) },
    ...(isHidden && hidden),
  }));
  return {
    ...{ ...origin, kind: 'fairness', favourable: 'positive', populations: [population], ended: [] },
    shown: [{ attributes: ['sex'], withheld: 'none', groups: shownGroups }],
  };
};
const fairness = (criteria: FairnessRule['criteria'], use?: FairnessRule['use']): FairnessRule => ({
  ...{ id: 'f', title: 'F', kind: 'fairness', criteria, minimumGroupSize: 30 },
  ...(use && { use }),
});
const parity = (maximumDifference: number) => [{ name: 'demographic_parity', maximumDifference } as const];
const impact = (minimumRatio: number) => [{ name: 'impact_ratio', minimumRatio } as const];

describe('the fairness gate by whole intervals', () => {
  const equal = audit([group('f', 100, 50), group('m', 100, 50)]);

  // Wilson of 50 of 100 is 0.403831 to 0.596169, so Newcombe of the difference is ±√2 · 0.096169 = ±0.136003.
  it.each([
    [0.137, 'pass'],
    [0.136, 'fail'],
  ])('P-196 holds the whole interval of a difference within %s: %s', (limit, verdict) => {
    expect(judge(fairness(parity(limit)), equal).verdict).toBe('pass');
    expect(judge(fairness(parity(limit), 'point'), equal).verdict).toBe('pass');
    expect(judge(fairness(parity(limit), 'interval'), equal).verdict).toBe(verdict);
  });

  // Katz: exp(±1.959964 · √(2/50 − 2/100)) is 0.757917 to 1.3194, its reciprocal.
  it.each([
    [0.757, 'pass'],
    [0.758, 'fail'],
  ])('P-196 holds the whole interval of a ratio between %s and its reciprocal: %s', (limit, verdict) => {
    expect(judge(fairness(impact(limit)), equal).verdict).toBe('pass');
    expect(judge(fairness(impact(limit), 'interval'), equal).verdict).toBe(verdict);
  });

  it('P-196 says what it wants, and which interval reaches beyond', () => {
    expect(judge(fairness([...parity(0.1), ...impact(0.8)], 'interval'), equal)).toMatchObject({
      requirement:
        'By the counts of the latest audit, among groups of at least 30 rows of every audited attribute, each with its whole interval: demographic parity difference at most 0.1, impact ratio at least 0.8.',
      reason:
        'Beyond the limits: the interval of demographic parity difference by sex is -0.136003 to 0.136003 between f and m, -0.1 to 0.1 is required; the interval of impact ratio by sex is 0.757917 to 1.3194 between f and m, 0.8 to 1.25 is required.',
    });
  });

  it('P-196 names the values where they are beyond by themselves', () => {
    const apart = audit([group('f', 100, 30), group('m', 100, 80)]);
    const reason =
      'Beyond the limits: demographic parity difference by sex is 0.5000 between f and m, at most 0.2 is required.';
    expect(judge(fairness(parity(0.2)), apart)).toMatchObject({ verdict: 'fail', reason });
    expect(judge(fairness(parity(0.2), 'interval'), apart)).toMatchObject({ verdict: 'fail', reason });
  });

  it('P-196 FA-20 tells no interval of groups that the audit hides', () => {
    const few = audit([group('f', 100, 50), group('m', 100, 50)], true);
    expect(judge(fairness(parity(0.1), 'interval'), few).reason).toBe(
      'Beyond the limits: the interval of demographic parity difference by sex between f and m is not shown, as few people are behind it, -0.1 to 0.1 is required.',
    );
  });

  it('P-196 looks at every group beside that of the highest rate, and names those that reach beyond', () => {
    const [f, m, x] = [group('f', 2_000, 1_000), group('m', 2_000, 1_020), group('x', 60, 30)];
    const three = (use: FairnessRule['use'], last = x) =>
      judge(fairness(parity(0.1), use), audit([f, m, last]));
    expect(three('point').verdict).toBe('pass');
    expect(three('interval')).toMatchObject({ verdict: 'fail' });
    expect(three('interval').reason).toMatch(
      /^Beyond the limits: the interval of demographic parity difference by sex is -0\.\d+ to 0\.\d+ between x and m, -0\.1 to 0\.1 is required\.$/,
    );
    expect(three('interval', group('x', 2_000, 1_000)).verdict).toBe('pass');
  });

  it('P-196 leaves too little evidence unknown, as by the points', () => {
    const alone = audit([group('f', 100, 50), group('m', 29, 15)]);
    expect(judge(fairness(parity(0.2), 'interval'), alone)).toMatchObject({
      ...{
        verdict: 'unknown',
        reason: 'Too little evidence to judge: demographic parity by sex (single group).',
      },
    });
  });
});

const seed = 193;
const any = fc.double();
const ends = fc.option(fc.tuple(any, any), { nil: undefined });
const use = fc.constantFrom('point' as const, 'lower' as const, 'upper' as const);
/** An estimate within its interval, as every one is that we make. */
const proper = fc
  .tuple(
    fc.double({ noNaN: true, min: -100, max: 100 }),
    fc.double({ noNaN: true, min: 0, max: 9 }),
    fc.double({ noNaN: true, min: 0, max: 9 }),
  )
  .map(([value, below, above]) => measured(value, [value - below, value + above]));
const limit = fc.double({ noNaN: true, min: -100, max: 100 });

describe('whatever is compared', () => {
  it('P-193 comes to a verdict, and passes no number that is none or is without end', () => {
    fc.assert(
      fc.property(
        any,
        ends,
        use,
        fc.option(any, { nil: undefined }),
        fc.option(any, { nil: undefined }),
        (value, two, part, minimum, maximum) => {
          const estimate = measured(value, two);
          const rule: PerformanceRule = {
            ...{ ...limitless, use: part },
            ...(minimum !== undefined && { minimum }),
            ...(maximum !== undefined && { maximum }),
          };
          const one: MeasurementRule = { ...measurement, use: part, limit: maximum ?? minimum ?? 0 };
          const compared = part === 'point' ? value : two?.[part === 'lower' ? 0 : 1];
          const verdicts = [
            judge(rule, performanceEvidence(estimate)).verdict,
            judge(one, measurementEvidence(estimate)).verdict,
            judge({ ...drift, use: part }, driftEvidence({ age: estimate })).verdict,
          ];
          for (const verdict of verdicts) expect(['pass', 'fail', 'unknown']).toContain(verdict);
          if (compared === undefined || !Number.isFinite(compared)) expect(verdicts).not.toContain('pass');
          if ([minimum, maximum].some(Number.isNaN)) expect(verdicts[0]).not.toBe('pass');
          if (minimum === undefined && maximum === undefined) expect(verdicts[0]).toBe('unknown');
        },
      ),
      { seed, numRuns: 2_000 },
    );
  });

  it('P-193 P-195 passes by the careful end only what passes by the point, and by that only what does by the lenient end', () => {
    const passes = (rule: GateRule, evidence: GateEvidence) =>
      Number(judge(rule, evidence).verdict === 'pass');
    fc.assert(
      fc.property(proper, limit, fc.boolean(), (estimate, at, isLeast) => {
        const order = isLeast
          ? (['lower', 'point', 'upper'] as const)
          : (['upper', 'point', 'lower'] as const);
        const op = isLeast ? 'at_least' : 'at_most';
        const found = order.map((part) => {
          const ruled: PerformanceRule = {
            ...limitless,
            ...(isLeast ? { minimum: at } : { maximum: at }),
            use: part,
          };
          const ran = passes(ruled, performanceEvidence(estimate));
          // The same limit, and the same answer, of what the monitors measure and of what is attached.
          expect(passes({ ...measurement, op, limit: at, use: part }, measurementEvidence(estimate))).toBe(
            ran,
          );
          return ran;
        });
        expect(found).toEqual([...found].sort());
        const drifts = (['upper', 'point', 'lower'] as const).map((part) =>
          passes({ ...drift, alert: at, use: part }, driftEvidence({ age: estimate })),
        );
        expect(drifts).toEqual([...drifts].sort());
      }),
      { seed, numRuns: 1_000 },
    );
  });

  it('P-195 passes by the upper end nothing that fails by the points, whatever may go unjudged', () => {
    const column = fc.oneof(
      proper,
      limit.map((value) => measured(value)),
    );
    fc.assert(
      fc.property(
        fc.array(column, { minLength: 1, maxLength: 4 }),
        limit,
        fc.nat(4),
        (columns, alert, maximumUnknown) => {
          const evidence = driftEvidence(Object.fromEntries(columns.map((each, at) => [`c${at}`, each])));
          const rule = { ...drift, alert, maximumUnknown };
          if (judge(rule, evidence).verdict === 'fail')
            expect(judge({ ...rule, use: 'upper' }, evidence).verdict).toBe('fail');
        },
      ),
      { seed, numRuns: 1_000 },
    );
  });

  it('P-193 passes by a wider limit whatever passes by a narrower', () => {
    fc.assert(
      fc.property(proper, limit, limit, use, (estimate, one, other, part) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const passes = (limits: Pick<PerformanceRule, 'minimum' | 'maximum'>) =>
          judge({ ...limitless, use: part, ...limits }, performanceEvidence(estimate)).verdict === 'pass';
        if (passes({ maximum: less })) expect(passes({ maximum: more })).toBe(true);
        if (passes({ minimum: more })) expect(passes({ minimum: less })).toBe(true);
        expect(passes({ minimum: less, maximum: more })).toBe(
          passes({ minimum: less }) && passes({ maximum: more }),
        );
      }),
      { seed, numRuns: 1_000 },
    );
  });

  it('P-196 passes by intervals only what passes by points, and by a wider limit whatever passes by a narrower', () => {
    const size = fc.integer({ min: 30, max: 3_000 });
    const groups = fc
      .array(fc.tuple(size, fc.double({ noNaN: true, min: 0.3, max: 0.7 })), { minLength: 1, maxLength: 3 })
      .map((drawn) => drawn.map(([n, share], at) => group(`g${at}`, n, Math.round(n * share))));
    const share = fc.double({ noNaN: true, min: 0.01, max: 0.99 });
    let passed = 0;
    fc.assert(
      fc.property(groups, share, share, (drawn, one, other) => {
        const evidence = audit(drawn);
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const verdict = (criteria: FairnessRule['criteria'], by: FairnessRule['use']) =>
          judge(fairness(criteria, by), evidence).verdict;
        for (const [strict, lax] of [
          [parity(less), parity(more)],
          [impact(more), impact(less)],
        ] as const) {
          const found = verdict(strict, 'interval');
          if (verdict(strict, 'point') !== 'pass') expect(found).toBe(verdict(strict, 'point'));
          if (found === 'pass') expect(verdict(lax, 'interval')).toBe('pass');
          passed += Number(found === 'pass');
        }
      }),
      { seed, numRuns: 60 },
    );
    expect(passed).toBeGreaterThan(10);
  });
});
