import { known, notComputable } from '@countersign/statistics/inference';
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
} from './index';

const day = 86_400_000;
const now = 1_000 * day;
const context: GateContext = { modelVersionId: 'v1', now, evidenceMaxAgeDays: 30 };
const origin = { digest: 'd1', producedAt: now - day, modelVersionId: 'v1' };

const drift: DriftRule = {
  id: 'd',
  title: 'D',
  kind: 'drift',
  maximumVerdict: 'warning',
  maximumUnknown: 1,
  minimumWindows: 2,
};
const fairness: FairnessRule = { id: 'f', title: 'F', kind: 'fairness' };
const performance: PerformanceRule = {
  id: 'p',
  title: 'P',
  kind: 'performance',
  metric: 'roc_auc',
  minimum: 0.7,
  use: 'lower',
  minimumN: 200,
};

type Counts = { ok?: number; warning?: number; alert?: number; unknown?: number };
const driftEvidence = (counts: Counts | null, completeWindows = 3): DriftEvidence => ({
  ...origin,
  kind: 'drift',
  completeWindows,
  latestWindow: counts === null ? null : { ok: 0, warning: 0, alert: 0, unknown: 0, ...counts },
});
const fairnessEvidence = (verdict: FairnessEvidence['verdict']): FairnessEvidence => ({
  ...origin,
  kind: 'fairness',
  verdict,
});
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
});
const driftVerdict = (evidence: DriftEvidence, rule = drift) => evaluateGate(rule, evidence, context).verdict;

describe('evidence', () => {
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
    const atLimit = { ...fairnessEvidence('pass'), producedAt: now - 30 * day };
    expect(evaluateGate(fairness, atLimit, context).verdict).toBe('pass');
    const stale = evaluateGate(fairness, { ...atLimit, producedAt: now - 30 * day - 1 }, context);
    expect(stale).toMatchObject({
      verdict: 'unknown',
      reason: 'The evidence is older than 30 days.',
      evidenceDigest: 'd1',
    });
  });

  it('P-22 is unknown when it is about something else', () => {
    const passing = fairnessEvidence('pass');
    expect(evaluateGate(drift, passing, context).verdict).toBe('unknown');
    expect(evaluateGate(fairness, { ...passing, modelVersionId: 'v2' }, context).verdict).toBe('unknown');
    expect(
      evaluateGate(performance, { ...performanceEvidence(0.9, 0.8), metric: 'f1' }, context).verdict,
    ).toBe('unknown');
  });

  it('P-22 is unknown when dated ahead by more than the clocks may differ', () => {
    const passing = fairnessEvidence('pass');
    expect(evaluateGate(fairness, { ...passing, producedAt: now + 300_000 }, context).verdict).toBe('pass');
    expect(evaluateGate(fairness, { ...passing, producedAt: now + 300_001 }, context).verdict).toBe(
      'unknown',
    );
    expect(evaluateGate(fairness, { ...passing, producedAt: NaN }, context).verdict).toBe('unknown');
  });
});

describe('the drift gate', () => {
  it('P-23 fails on one alert', () => {
    expect(evaluateGate(drift, driftEvidence({ ok: 8, alert: 1 }), context)).toMatchObject({
      verdict: 'fail',
      reason: '1 of 9 columns raised an alert in the latest window.',
      evidenceDigest: 'd1',
    });
  });

  it('P-24 takes warnings as the rule says', () => {
    expect(driftVerdict(driftEvidence({ ok: 8, warning: 1 }))).toBe('pass');
    expect(driftVerdict(driftEvidence({ ok: 8, warning: 1 }), { ...drift, maximumVerdict: 'ok' })).toBe(
      'fail',
    );
    expect(driftVerdict(driftEvidence({ ok: 9 }), { ...drift, maximumVerdict: 'ok' })).toBe('pass');
  });

  it('P-25 is unknown when more columns went unjudged than allowed, or all, or none was there', () => {
    expect(driftVerdict(driftEvidence({ ok: 8, unknown: 1 }))).toBe('pass');
    expect(driftVerdict(driftEvidence({ ok: 8, unknown: 2 }))).toBe('unknown');
    expect(driftVerdict(driftEvidence({ unknown: 1 }))).toBe('unknown');
    expect(driftVerdict(driftEvidence({}))).toBe('unknown');
  });

  it('P-25 is unknown with too few complete windows', () => {
    expect(driftVerdict(driftEvidence({ ok: 9 }, 1))).toBe('unknown');
    expect(driftVerdict(driftEvidence(null))).toBe('unknown');
  });

  it('P-25 still fails when an alert stands among the unjudged', () => {
    expect(driftVerdict(driftEvidence({ unknown: 8, alert: 1 }))).toBe('fail');
  });
});

describe('the fairness gate', () => {
  it.each([
    ['pass', 'pass'],
    ['fail', 'fail'],
    ['insufficient_evidence', 'unknown'],
  ] as const)('P-26 turns %s into %s', (verdict, expected) => {
    expect(evaluateGate(fairness, fairnessEvidence(verdict), context).verdict).toBe(expected);
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
    },
  );

  it('P-27 is unknown without an interval where one is asked for', () => {
    expect(evaluateGate(performance, performanceEvidence(0.9), context).verdict).toBe('unknown');
    expect(evaluateGate({ ...performance, use: 'point' }, performanceEvidence(0.9), context).verdict).toBe(
      'pass',
    );
  });

  it('P-27 is unknown on too few rows or without a value', () => {
    expect(evaluateGate(performance, performanceEvidence(0.9, 0.8, 199), context).verdict).toBe('unknown');
    const estimate = notComputable({ n: 500, method: 'roc_auc', reason: 'no_labels' });
    const nothing = evaluateGate(performance, { ...performanceEvidence(0.9), estimate }, context);
    expect(nothing).toMatchObject({
      verdict: 'unknown',
      reason: 'Not computable: no labels.',
      observed: estimate,
    });
  });

  it('says what it wants in one sentence', () => {
    expect(builtInPolicy.gates.map((rule) => evaluateGate(rule, null, context).requirement)).toEqual([
      'No column raises an alert in the latest complete window, and none goes unjudged.',
      'The latest fairness audit of this version passes.',
      'The lower bound of roc_auc is at least 0.7, on at least 200 labelled rows.',
    ]);
  });
});
