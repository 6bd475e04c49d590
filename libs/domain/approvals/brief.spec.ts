import { known } from '@countersign/statistics/inference';
import { type Role } from '../access';
import { type MeasurementRule, type PerformanceRule } from './gates/gate-rules';
import { briefOf, builtInPolicy, freshDigest, type GateResult, type Promotion, type Vote } from './index';

const subject = { model: 'Credit', purpose: 'Says who may not repay.', number: 4, serving: 3 };
const observed = known({
  value: 0.74,
  ...{ n: 812, method: 'rank' },
  interval: { lower: 0.68, upper: 0.8, confidenceLevel: 0.95, method: 'delong' },
});
const gate = (
  gateId: string,
  verdict: GateResult['verdict'],
  more: Partial<GateResult> = {},
): GateResult => ({
  ...{ gateId, kind: 'drift', verdict, requirement: '', reason: `${gateId} was looked at.` },
  ...more,
});
const vote = (personId: string, ...roles: Role[]): Vote => ({
  personId,
  roles,
  castAs: roles,
  decision: 'approve',
  round: 1,
});

function promotion(gates: GateResult[], votes: Vote[] = []): Promotion {
  const target = {
    modelVersionId: 'v',
    artifactDigest: 'a',
    environment: 'production',
    alias: 'champion',
  } as const;
  return {
    ...{ target, state: 'in_review', round: 1, requesterId: 'dana', policy: builtInPolicy, gates, votes },
    ...{ approvedAt: null, expiresAt: null, activatedAt: null },
    subjectDigest: freshDigest({ target }, { policy: builtInPolicy, gates }, 1),
  };
}

describe('briefOf', () => {
  it('P-58 says what is asked, what every gate found and how far from its limit', () => {
    const performance = gate('performance-holds', 'fail', { kind: 'performance', observed });
    const found = [gate('drift-quiet', 'pass'), gate('fairness-passes', 'unknown'), performance];
    expect(briefOf(promotion(found, [vote('sam', 'subject_matter_expert')]), subject)).toEqual([
      'Credit: Says who may not repay.',
      'Version 4 asks to serve as champion in production. Version 3 serves there until then.',
      'Drift is quiet: shown. drift-quiet was looked at.',
      'The fairness audit passes: not known, which counts as not met. fairness-passes was looked at.',
      'Performance holds: not met. performance-holds was looked at. That is 0.020 beyond the limit, on 812 rows.',
      'It takes 2 signatures (subject-matter expert, risk officer), of which 1 is there. Whoever signs says that this evidence is enough to let the model decide.',
    ]);
  });

  it.each([
    ['in_review', 'Version 4 asks to serve as champion in production. Version 3 serves there until then.'],
    ['active', 'Version 4 serves as champion in production.'],
    ['suspended', 'Version 4 serves as champion in production.'],
    ['superseded', 'It was asked that version 4 serve as champion in production; that is over.'],
    ['rejected', 'It was asked that version 4 serve as champion in production; that is over.'],
  ] as const)('P-58 says of what is %s where its version stands', (state, sentence) => {
    expect(briefOf({ ...promotion([]), state }, subject)[1]).toBe(sentence);
  });

  it('P-58 says that a gate was not evaluated, and that nothing serves yet', () => {
    const brief = briefOf(promotion([]), { ...subject, serving: null });
    expect(brief[1]).toBe('Version 4 asks to serve as champion in production. Nothing serves there yet.');
    expect(brief[2]).toBe('Drift is quiet: not evaluated, which counts as not met.');
  });

  it('P-58 sets no number beside a limit with which the gate did not compare it', () => {
    const reason = 'The evidence is about accuracy.';
    const other = gate('performance-holds', 'unknown', { kind: 'performance', observed, reason });
    expect(briefOf(promotion([other]), subject)[4]).toBe(
      `Performance holds: not known, which counts as not met. ${reason}`,
    );
  });

  it('P-58 says how far a cost is within its limit', () => {
    const rule: MeasurementRule = {
      ...{ id: 'latency', title: 'It answers in time', kind: 'measurement', metric: 'latency', unit: 'ms' },
      ...{ op: 'at_most', limit: 1, use: 'upper', minimumN: 1 },
    };
    const result = gate('latency', 'pass', { kind: 'measurement', observed });
    const on = { ...promotion([result]), policy: { ...builtInPolicy, gates: [rule] } };
    expect(briefOf(on, subject)[2]).toBe(
      'It answers in time: shown. latency was looked at. That is 0.20 within the limit, on 812 rows.',
    );
  });

  it.each([
    [0.7, 0.8, '0.020 beyond'],
    [0.6, 0.75, '0.070 within'],
    [0.6, 0.67, '0.010 beyond'],
  ])('P-58 says of limits of %s and %s how far a number is from the next, or beyond one', (...of) => {
    const [minimum, maximum, words] = of;
    const rule: PerformanceRule = {
      ...{ id: 'p', title: 'P', kind: 'performance', metric: 'mean_error', minimum, maximum, use: 'lower' },
      minimumN: 1,
    };
    const result = gate('p', 'pass', { kind: 'performance', observed });
    const on = { ...promotion([result]), policy: { ...builtInPolicy, gates: [rule] } };
    expect(briefOf(on, subject)[2]).toMatch(new RegExp(`That is ${words} the limit, on 812 rows\\.$`));
  });

  it.each([
    [1, 'on 1 row.'],
    [3742, 'on 3,742 rows.'],
  ])('P-58 counts %i rows as people read it', (n, words) => {
    const result = gate('performance-holds', 'fail', { kind: 'performance', observed: { ...observed, n } });
    expect(briefOf(promotion([result]), subject).at(-2)).toContain(words);
  });
});
