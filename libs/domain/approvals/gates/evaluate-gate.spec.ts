import { type GroupCounts, type PopulationCounts, predictedRows } from '@countersign/statistics/fairness';
import { type Estimate, known, notComputable } from '@countersign/statistics/inference';
import {
  builtInPolicy,
  evaluateGate,
  type DriftEvidence,
  type DriftRule,
  type FairnessEvidence,
  type FairnessRule,
  type GateContext,
  type PerformanceEvidence,
  type PerformanceRule,
} from '../index';

const day = 86_400_000;
const now = 1_000 * day;
const context: GateContext = { modelVersionId: 'v1', now, evidenceMaxAgeDays: 30 };
const origin = { digest: 'd1', producedAt: now - day, modelVersionId: 'v1' };

const drift: DriftRule = {
  id: 'd',
  title: 'D',
  kind: 'drift',
  method: 'psi',
  alert: 0.25,
  minimumN: 100,
  maximumUnknown: 1,
  minimumWindows: 2,
};
const fairness: FairnessRule = {
  id: 'f',
  title: 'F',
  kind: 'fairness',
  criteria: [
    { name: 'demographic_parity', maximumDifference: 0.2 },
    { name: 'impact_ratio', minimumRatio: 0.8 },
  ],
  minimumGroupSize: 30,
};
const performance: PerformanceRule = {
  id: 'p',
  title: 'P',
  kind: 'performance',
  metric: 'roc_auc',
  minimum: 0.7,
  use: 'lower',
  minimumN: 200,
};

const march = { start: Date.UTC(2024, 2, 1), end: Date.UTC(2024, 3, 1) };
const psi = (value: number, n = 500) => known({ value, n, method: 'psi' });
const noRows = notComputable({ n: 0, method: 'psi', reason: 'no_rows' });
/** Columns by name; null is one that the run did not measure. */
const driftEvidence = (columns: Record<string, Estimate | null>, completeWindows = 3): DriftEvidence => ({
  ...origin,
  ...{ kind: 'drift', method: 'psi', completeWindows },
  latestWindow: {
    window: march,
    columns: Object.entries(columns).map(([column, estimate]) => ({ column, estimate })),
  },
});

/** A group of n people of whom so many are predicted positive, rightly. */
const group = (name: string, n: number, selected: number): GroupCounts => ({
  group: [name],
  counts: { tp: selected, fp: 0, fn: 0, tn: n - selected, unlabelledPositive: 0, unlabelledNegative: 0 },
});
const bySex = (...groups: GroupCounts[]): PopulationCounts => ({
  ...{ attributes: ['sex'], rows: 1_000, unknownGroup: 0, unpredicted: 0, groups },
});
/** Nothing of it is shown but its name. */
const hiddenGroup = {
  ...{ n: null, share: null, eligible: null, selected: null, selectionRate: null, favourableRate: null },
  ...{ counts: null, scoring: null, metrics: null },
};
const fairnessEvidence = (...populations: PopulationCounts[]): FairnessEvidence => ({
  ...origin,
  ...{ kind: 'fairness', favourable: 'positive', populations, ended: [] },
  shown: populations.map(({ attributes, groups }) => ({
    ...{ attributes, withheld: 'none' },
    groups: groups.map((each) => ({ ...hiddenGroup, ...each, n: predictedRows(each.counts) })),
  })),
});
const equal = bySex(group('f', 100, 50), group('m', 100, 50));
const passing = fairnessEvidence(equal);
const interval = (lower: number) => ({ lower, upper: 0.95, confidenceLevel: 0.95, method: 'delong' });
const performanceEvidence = (value: number, lower?: number, n = 500): PerformanceEvidence => ({
  ...origin,
  kind: 'performance',
  metric: 'roc_auc',
  estimate: known({
    value,
    n,
    method: 'roc_auc',
    ...(lower === undefined ? {} : { interval: interval(lower) }),
  }),
  window: march,
  labelCoverage: 0.8,
});
const driftVerdict = (evidence: DriftEvidence, rule = drift) => evaluateGate(rule, evidence, context).verdict;

describe('evidence', () => {
  it('FS-24 of an audit that no longer holds is unknown, with every reason', () => {
    const ended = ['The monitor m gave an alert.', 'It ran long ago.'];
    expect(evaluateGate(fairness, passing, context).verdict).toBe('pass');
    expect(evaluateGate(fairness, { ...passing, ended }, context)).toMatchObject({
      ...{ verdict: 'unknown', evidenceDigest: passing.digest },
      reason:
        'The audit no longer holds, and another one is needed: The monitor m gave an alert. It ran long ago.',
    });
  });

  it.each([drift, fairness, performance])('P-20 is unknown without any: $kind', (rule) => {
    const result = evaluateGate(rule, null, context);
    expect(result).toMatchObject({
      gateId: rule.id,
      kind: rule.kind,
      verdict: 'unknown',
      reason: 'There is no evidence yet.',
    });
    expect(result).not.toHaveProperty('evidenceDigest');
  });

  it('P-21 is unknown when too old, to the millisecond, and still names the evidence', () => {
    const atLimit = { ...passing, producedAt: now - 30 * day };
    expect(evaluateGate(fairness, atLimit, context).verdict).toBe('pass');
    const stale = evaluateGate(fairness, { ...atLimit, producedAt: now - 30 * day - 1 }, context);
    expect(stale).toMatchObject({
      verdict: 'unknown',
      reason: 'The evidence is older than 30 days.',
      evidenceDigest: 'd1',
    });
  });

  it('P-36 is as old as its making, and says which window it measured, however long ago', () => {
    const later = { ...context, now: march.end + 1_000 * day };
    const producedAt = later.now - day;
    const gates = [
      evaluateGate(drift, { ...driftEvidence({ age: psi(0.1) }), producedAt }, later),
      evaluateGate(performance, { ...performanceEvidence(0.9, 0.8), producedAt }, later),
    ];
    for (const { verdict, reason } of gates) {
      expect(verdict).toBe('pass');
      expect(reason).toContain('in the window 2024-03-01 to 2024-04-01');
    }
  });

  it('P-22 is unknown when it is about something else', () => {
    expect(evaluateGate(drift, passing, context).verdict).toBe('unknown');
    expect(evaluateGate(fairness, { ...passing, modelVersionId: 'v2' }, context).verdict).toBe('unknown');
    expect(
      evaluateGate(performance, { ...performanceEvidence(0.9, 0.8), metric: 'f1' }, context).verdict,
    ).toBe('unknown');
    expect(driftVerdict({ ...driftEvidence({ age: psi(0.1) }), method: 'ks' })).toBe('unknown');
  });

  it('P-22 is unknown when dated ahead by more than the clocks may differ', () => {
    expect(evaluateGate(fairness, { ...passing, producedAt: now + 300_000 }, context).verdict).toBe('pass');
    expect(evaluateGate(fairness, { ...passing, producedAt: now + 300_001 }, context).verdict).toBe(
      'unknown',
    );
    expect(evaluateGate(fairness, { ...passing, producedAt: NaN }, context).verdict).toBe('unknown');
  });
});

describe('the drift gate', () => {
  it('P-23 fails on one column at the limit of the policy, and names it with its value and the window', () => {
    const columns = { age: psi(0.1), income: psi(0.25), score: psi(1.5) };
    expect(evaluateGate(drift, driftEvidence(columns), context)).toMatchObject({
      verdict: 'fail',
      requirement:
        'psi of every column is below 0.25 in the latest complete window, on at least 100 rows, and at most 1 goes unjudged.',
      reason:
        'psi is at or above 0.25 in 2 of 3 columns in the window 2024-03-01 to 2024-04-01: score 1.5000, income 0.2500.',
      evidenceDigest: 'd1',
    });
  });

  it('P-24 passes below the limit, and says how near it came', () => {
    expect(evaluateGate(drift, driftEvidence({ age: psi(0.1), income: psi(0.2499) }), context)).toMatchObject(
      {
        verdict: 'pass',
        reason:
          'psi is below 0.25 in 2 of 2 columns in the window 2024-03-01 to 2024-04-01; the highest is income 0.2499.',
      },
    );
    expect(driftVerdict(driftEvidence({ income: psi(0.2499) }), { ...drift, alert: 0.2 })).toBe('fail');
  });

  it('P-25 is unknown when more columns went unjudged than allowed, or all, or none was there', () => {
    const one = evaluateGate(drift, driftEvidence({ age: psi(0.1), city: null }), context);
    expect(one.verdict).toBe('pass');
    expect(one.reason).toMatch(/Not judged: city \(psi was not measured\)\.$/);
    const columns = { age: psi(0.1), city: null, income: psi(0.1, 99), score: noRows };
    expect(evaluateGate(drift, driftEvidence(columns), context)).toMatchObject({
      verdict: 'unknown',
      reason:
        '3 of 4 columns in the window 2024-03-01 to 2024-04-01 could not be judged: city (psi was not measured), income (n = 99), score (no rows).',
    });
    expect(driftVerdict(driftEvidence({ age: noRows }))).toBe('unknown');
    expect(driftVerdict(driftEvidence({}))).toBe('unknown');
  });

  it('P-25 is unknown with too few complete windows', () => {
    expect(driftVerdict(driftEvidence({ age: psi(0.1) }, 1))).toBe('unknown');
    expect(driftVerdict({ ...driftEvidence({}), latestWindow: null })).toBe('unknown');
  });

  it('P-25 still fails when a column is beyond the limit among the unjudged', () => {
    expect(driftVerdict(driftEvidence({ age: psi(0.3), city: null, score: noRows }))).toBe('fail');
  });

  it('names five columns and counts the rest', () => {
    const columns = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((at) => [`c${at}`, psi(at)]));
    expect(evaluateGate(drift, driftEvidence(columns), context).reason).toMatch(
      /: c7 7.0000, .*, c3 3.0000, and 2 more\.$/,
    );
  });
});

describe('the fairness gate', () => {
  const unequal = bySex(group('f', 100, 30), group('m', 100, 80), group('x', 29, 0));

  it('P-26 passes on counts that meet the criteria of the policy', () => {
    expect(evaluateGate(fairness, passing, context)).toMatchObject({
      verdict: 'pass',
      requirement:
        'By the counts of the latest audit, among groups of at least 30 rows of every audited attribute: demographic parity difference at most 0.2, impact ratio at least 0.8.',
      reason: 'All limits are met by sex.',
    });
  });

  it('P-26 fails on counts that do not, and names limits, values and groups', () => {
    expect(evaluateGate(fairness, fairnessEvidence(equal, unequal), context)).toMatchObject({
      verdict: 'fail',
      reason:
        'Beyond the limits: demographic parity difference by sex is 0.5000 between f and m, at most 0.2 is required; impact ratio by sex is 0.3750 between f and m, at least 0.8 is required.',
    });
    const negative = { ...fairnessEvidence(unequal), favourable: 'negative' as const };
    expect(evaluateGate(fairness, negative, context).reason).toMatch(
      /impact ratio by sex is 0.2857 between m and f/,
    );
  });

  it('P-26 FA-20 names the groups without the value where the audit hides one of them, or is silent', () => {
    const reasonOf = (shown: FairnessEvidence['shown']) =>
      evaluateGate(fairness, { ...fairnessEvidence(unequal), shown }, context).reason;
    const [section] = fairnessEvidence(unequal).shown;
    const hidden = section!.groups.map((each) => ({ ...each, ...hiddenGroup }));
    const few = 'between f and m is not shown, as few people are behind it';
    const said = `Beyond the limits: demographic parity difference by sex ${few}, at most 0.2 is required; impact ratio by sex ${few}, at least 0.8 is required.`;
    expect(reasonOf([{ ...section!, groups: [section!.groups[0]!, hidden[1]!] }])).toBe(said);
    expect(reasonOf([{ ...section!, withheld: 'all', groups: [] }])).toBe(said);
    expect(reasonOf([])).toBe(said);
  });

  it('P-26 takes groups from the size that the policy gives, whatever the audit took', () => {
    const verdict = (minimumGroupSize: number) =>
      evaluateGate(
        { ...fairness, minimumGroupSize },
        fairnessEvidence(bySex(group('f', 40, 10), group('m', 100, 80))),
        context,
      );
    expect(verdict(40).verdict).toBe('fail');
    expect(verdict(41)).toMatchObject({
      verdict: 'unknown',
      reason:
        'Too little evidence to judge: demographic parity by sex (single group); impact ratio by sex (single group).',
    });
  });

  it('P-26 F-21 does not pass over a large group that lacks what a rate divides by', () => {
    const nobodyPositive: GroupCounts = {
      group: ['x'],
      counts: { tp: 0, fp: 50, fn: 0, tn: 50, unlabelledPositive: 0, unlabelledNegative: 0 },
    };
    const criteria = [{ name: 'equal_opportunity', maximumDifference: 0.2 }] as const;
    const counted = bySex(group('f', 100, 50), group('m', 100, 50), nobodyPositive);
    expect(evaluateGate({ ...fairness, criteria }, fairnessEvidence(counted), context)).toMatchObject({
      verdict: 'unknown',
      reason: 'Too little evidence to judge: equal opportunity by sex (no positives).',
    });
    expect(evaluateGate({ ...fairness, criteria }, passing, context).verdict).toBe('pass');
  });

  it('P-26 is unknown without an attribute, or with groups nobody can compare', () => {
    expect(evaluateGate(fairness, fairnessEvidence(), context)).toMatchObject({
      verdict: 'unknown',
      reason: 'The audit covers no sensitive attribute.',
    });
    const nobody = { ...equal, attributes: [] };
    expect(evaluateGate(fairness, fairnessEvidence(nobody), context).verdict).toBe('unknown');
    expect(evaluateGate(fairness, fairnessEvidence(bySex()), context).verdict).toBe('unknown');
  });
});

describe('the performance gate', () => {
  it.each([
    { use: 'lower', value: 0.9, lower: 0.7, expected: 'pass' },
    { use: 'lower', value: 0.9, lower: 0.6999, expected: 'fail' },
    { use: 'point', value: 0.7, lower: 0.6, expected: 'pass' },
    { use: 'point', value: 0.6999, lower: 0.6, expected: 'fail' },
  ] as const)(
    'P-27 compares the $use of $value from $lower: $expected',
    ({ use, value, lower, expected }) => {
      const result = evaluateGate({ ...performance, use }, performanceEvidence(value, lower), context);
      expect(result.verdict).toBe(expected);
      expect(result.observed).toMatchObject({ status: 'ok', value });
      expect(result.reason).toMatch(/ in the window 2024-03-01 to 2024-04-01\.$/);
    },
  );

  it('P-27 is unknown without an interval where one is asked for', () => {
    expect(evaluateGate(performance, performanceEvidence(0.9), context).verdict).toBe('unknown');
    expect(evaluateGate({ ...performance, use: 'point' }, performanceEvidence(0.9), context).verdict).toBe(
      'pass',
    );
  });

  it('P-27 is unknown on too few rows or without a value', () => {
    for (const n of [199, 0, NaN])
      expect(evaluateGate(performance, performanceEvidence(0.9, 0.8, n), context).verdict).toBe('unknown');
    const estimate = notComputable({ n: 500, method: 'roc_auc', reason: 'no_labels' });
    const nothing = evaluateGate(performance, { ...performanceEvidence(0.9), estimate }, context);
    expect(nothing).toMatchObject({
      verdict: 'unknown',
      reason: 'Not computable in the window 2024-03-01 to 2024-04-01: no labels.',
      observed: estimate,
    });
  });

  it.each<[string, number | null, number | undefined]>([
    ['pass', 0.8, 0.8],
    ['pass', 0.81, 0.8],
    ['pass', 1, 1],
    ['pass', 0, 0],
    ['unknown', 0.79, 0.8],
    ['unknown', 0, 0.1],
    ['unknown', NaN, 0.8],
    ['unknown', NaN, 0],
    ['unknown', null, 0.8],
    ['unknown', null, 0],
    ['pass', null, undefined],
    ['pass', 0, undefined],
    ['pass', NaN, undefined],
  ])('P-191 is %s where a share of %s is labelled and %s is asked for', (verdict, labelCoverage, needed) => {
    const rule: PerformanceRule = {
      ...performance,
      ...(needed !== undefined && { minimumLabelCoverage: needed }),
    };
    const evidence = { ...performanceEvidence(0.9, 0.8), labelCoverage };
    expect(evaluateGate(rule, evidence, context)).toMatchObject({ verdict, observed: { value: 0.9 } });
  });

  it('P-191 says which share of which window is labelled, and concludes neither good nor bad from it', () => {
    const rule: PerformanceRule = { ...performance, minimumLabelCoverage: 0.8 };
    const told = (labelCoverage: number | null, lower = 0.8, n = 500) =>
      evaluateGate(rule, { ...performanceEvidence(0.9, lower, n), labelCoverage }, context).reason;
    const window = 'in the window 2024-03-01 to 2024-04-01';
    expect(told(1 / 3)).toBe(`A share of 0.333333333 is labelled ${window}; 0.8 is needed.`);
    expect(told(0.7999999)).toBe(`A share of 0.7999999 is labelled ${window}; 0.8 is needed.`);
    expect(told(null)).toBe(`Nothing says how many rows are labelled ${window}; 0.8 is needed.`);
    expect(told(0.2, 0.1)).toBe(`A share of 0.2 is labelled ${window}; 0.8 is needed.`);
    expect(told(0.2, 0.8, 199)).toBe(`n = 199 ${window} is below the minimum of 200.`);
    expect(evaluateGate(rule, null, context).requirement).toBe(
      'The lower bound of roc_auc is at least 0.7, on at least 200 labelled rows, which are a share of at least 0.8 of all.',
    );
  });

  it('says what it wants in one sentence', () => {
    expect(builtInPolicy.gates.map((rule) => evaluateGate(rule, null, context).requirement)).toEqual([
      'psi of every column is below 0.25 in the latest complete window, on at least 100 rows, and none goes unjudged.',
      'By the counts of the latest audit, among groups of at least 30 rows of every audited attribute: impact ratio at least 0.8, demographic parity difference at most 0.2, equal opportunity difference at most 0.2, equalized odds difference at most 0.2.',
      'The lower bound of roc_auc is at least 0.7, on at least 200 labelled rows.',
    ]);
  });
});
