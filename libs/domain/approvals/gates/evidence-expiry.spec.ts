import { known } from '@countersign/statistics/inference';
import { builtInPolicy, evaluateGate, evidenceExpiry, readPolicy } from '../index';
import { type MeasurementRule } from './gate-rules';

const day = 86_400_000;
const rule: MeasurementRule = {
  ...{ id: 'latency', title: 'It answers in time', kind: 'measurement', metric: 'latency' },
  ...{ op: 'at_most', limit: 1, use: 'point', minimumN: 1, maximumAgeDays: 7 },
};

describe('evidenceExpiry', () => {
  it("P-21 is the age of the policy, or the gate's own where that is less", () => {
    const policy = { ...builtInPolicy, gates: [...builtInPolicy.gates, rule] };
    expect(evidenceExpiry(0, policy, 'drift-quiet')).toBe(30 * day);
    expect(evidenceExpiry(0, policy, 'latency')).toBe(7 * day);
    expect(evidenceExpiry(0, { ...policy, evidenceMaxAgeDays: 3 }, 'latency')).toBe(3 * day);
  });

  it('P-21 is the last instant at which a gate looks at it', () => {
    const [drift] = builtInPolicy.gates;
    if (drift?.kind !== 'drift') throw new Error('The first gate is about drift.');
    const evidence = {
      ...({ kind: 'drift', method: 'psi', completeWindows: 0, latestWindow: null } as const),
      ...{ digest: 'd', producedAt: 5, modelVersionId: 'v' },
    };
    const last = evidenceExpiry(5, builtInPolicy, drift.id);
    const reasonAt = (now: number) =>
      evaluateGate(drift, evidence, { modelVersionId: 'v', now, evidenceMaxAgeDays: 30 }).reason;
    expect(reasonAt(last)).not.toContain('older than');
    expect(reasonAt(last + 1)).toBe('The evidence is older than 30 days.');
  });

  it('GE-11 is what the gate asks for, of whatever kind it is', () => {
    const performance = builtInPolicy.gates.find(({ kind }) => kind === 'performance');
    if (performance?.kind !== 'performance') throw new Error('A gate is about performance.');
    const fresher = { ...performance, maximumAgeDays: 0.5 };
    const estimate = known({ value: 0.9, n: 1_000, method: 'rank' });
    const evidence = {
      ...({ kind: 'performance', metric: 'roc_auc', estimate, window: { start: 0, end: 1 } } as const),
      labelCoverage: 1,
      ...{ digest: 'd', producedAt: 0, modelVersionId: 'v' },
    };
    const found = (now: number) =>
      evaluateGate({ ...fresher, use: 'point' }, evidence, {
        ...{ modelVersionId: 'v', now, evidenceMaxAgeDays: 30 },
      });
    expect(found(day / 2)).toMatchObject({ verdict: 'pass' });
    expect(found(day / 2 + 1)).toMatchObject({
      ...{ verdict: 'unknown', reason: 'The evidence is older than 0.5 days.' },
    });
    const policy = { ...builtInPolicy, gates: [fresher] };
    expect(readPolicy(policy).faults).toEqual([]);
    expect(evidenceExpiry(0, policy, fresher.id)).toBe(day / 2);
    expect(readPolicy({ ...policy, gates: [{ ...fresher, maximumAgeDays: 0 }] }).faults).toHaveLength(1);
  });
});
