import { builtInPolicy, evaluateGate, evidenceExpiry } from '../index';
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
});
