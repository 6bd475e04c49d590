import fc from 'fast-check';
import type { Role } from '../../access';
import {
  builtInPolicy,
  decide,
  evaluateGate,
  freshDigest,
  joinPolicies,
  originOf,
  partNames,
  policyDigest,
  policyTemplates,
  type Case,
  type GateRule,
  type PerformanceEvidence,
  type Policy,
  type RecertifyTrigger,
} from '../index';
import { stricterSince } from './policy-since';

const day = 86_400_000;
const now = 1_000 * day;
const votingRoles: Role[] = ['subject_matter_expert', 'risk_officer', 'ml_engineer'];
const people = ['ann', 'ben', 'cleo', 'dan', 'eve'];

const gate: fc.Arbitrary<GateRule> = fc.record(
  {
    id: fc.constantFrom('one', 'two'),
    title: fc.constant('Performance'),
    kind: fc.constant('performance' as const),
    metric: fc.constantFrom('roc_auc', 'accuracy'),
    minimum: fc.constantFrom(0.5, 0.6, 0.7),
    maximum: fc.constantFrom(0.83, 0.95),
    use: fc.constantFrom('point' as const, 'lower' as const, 'upper' as const),
    minimumN: fc.constantFrom(10, 100),
    minimumLabelCoverage: fc.constantFrom(0.3, 0.6),
  },
  { requiredKeys: ['id', 'title', 'kind', 'metric', 'minimum', 'use', 'minimumN'] },
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const policy: fc.Arbitrary<Policy> = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    version: fc.constantFrom(1, 2),
    alias: fc.constantFrom('champion', '*'),
    slots: fc.uniqueArray(
      fc.record({ role: fc.constantFrom(...votingRoles), minimum: fc.integer({ min: 1, max: 2 }) }),
      { selector: ({ role }) => role, maxLength: 3 },
    ),
    distinctPeople: maybe(fc.integer({ min: 1, max: 4 })),
    rollbackDays: maybe(fc.constantFrom(0, 10, 60)),
    recertifyDays: maybe(fc.constantFrom(90, 180)),
    deadlineDays: maybe(fc.constantFrom(5, 10)),
    escalateTo: maybe(fc.constantFrom(...votingRoles)),
    recertifyOn: maybe(fc.subarray<RecertifyTrigger>(['schema_change', 'policy_change'], { minLength: 1 })),
    requirePasskey: maybe(fc.constant(true as const)),
    breakGlass: maybe(fc.record({ ttlHours: fc.constantFrom(4, 72), perMonth: fc.constantFrom(1, 3) })),
    exclude: maybe(fc.uniqueArray(fc.constantFrom('trainers' as const, 'labellers' as const))),
    gates: fc.uniqueArray(gate, { selector: ({ id }) => id, maxLength: 2 }),
    approvalTtlDays: fc.integer({ min: 1, max: 30 }),
    evidenceMaxAgeDays: fc.constantFrom(1, 10, 30),
  })
  .map((members) => {
    const given = Object.entries(members).filter(([, value]) => value !== undefined);
    return { environment: 'production', ...Object.fromEntries(given) } as unknown as Policy;
  });

const digestOf = (...parts: Policy[]) => policyDigest(joinPolicies(parts));
const settings = { seed: 63, numRuns: 1_000 };

describe('joining policies', () => {
  it('P-62 does not depend on the order (seed 63)', () => {
    fc.assert(
      fc.property(policy, policy, (one, other) => {
        expect(digestOf(one, other)).toBe(digestOf(other, one));
      }),
      settings,
    );
  });

  it('P-62 does not depend on what was joined first (seed 63)', () => {
    fc.assert(
      fc.property(policy, policy, policy, (one, other, third) => {
        const together = digestOf(one, other, third);
        expect(digestOf(joinPolicies([one, other]), third)).toBe(together);
        expect(digestOf(one, joinPolicies([other, third]))).toBe(together);
      }),
      settings,
    );
  });

  it('P-62 adds nothing to what was joined already, and answers one policy as it is (seed 63)', () => {
    fc.assert(
      fc.property(policy, policy, (one, other) => {
        const joined = joinPolicies([one, other]);
        expect(joinPolicies([one, one])).toBe(one);
        expect(digestOf(joined, joined)).toBe(policyDigest(joined));
        expect(digestOf(joined, one)).toBe(policyDigest(joined));
      }),
      settings,
    );
  });

  it('P-62 lets nothing through that a part would not (seed 63)', () => {
    let letThrough = 0;
    const roles = fc.subarray(votingRoles, { minLength: 1 });
    fc.assert(
      fc.property(
        fc.array(policy, { minLength: 1, maxLength: 3 }),
        fc.tuple(...people.map(() => roles)),
        fc.constantFrom(0.55, 0.65, 0.8),
        fc.constantFrom(
          { n: 50, labelCoverage: 0.5 },
          { n: 1_000, labelCoverage: 0.9 },
          { n: 1_000, labelCoverage: null },
        ),
        fc.constantFrom(0, 5, 20),
        fc.array(
          fc.record({
            personId: fc.constantFrom(...people),
            decision: fc.constantFrom(
              'approve' as const,
              'approve' as const,
              'approve' as const,
              'abstain' as const,
            ),
          }),
          { maxLength: 6 },
        ),
        fc.subarray(people, { maxLength: 1 }),
        (parts, held, value, { n, labelCoverage }, age, cast, trainers) => {
          const evidence = (metric: string): PerformanceEvidence => ({
            ...{
              kind: 'performance',
              digest: metric,
              modelVersionId: 'v',
              producedAt: now - age * day,
              metric,
            },
            ...{ window: { start: 0, end: day }, labelCoverage },
            estimate: {
              status: 'ok',
              method: metric,
              n,
              value,
              interval: { lower: value - 0.05, upper: value + 0.05, confidenceLevel: 0.95, method: 'wilson' },
            },
          });
          const voters = people.map((personId, index) => ({ personId, roles: held[index] ?? [] }));
          const caseOf = (by: Policy): Case => {
            const { evidenceMaxAgeDays } = by;
            const gates = by.gates.map((rule) =>
              evaluateGate(rule, evidence('metric' in rule ? rule.metric : ''), {
                ...{ modelVersionId: 'v', now, evidenceMaxAgeDays },
              }),
            );
            const target = {
              modelVersionId: 'v',
              artifactDigest: 'a',
              environment: 'production',
              alias: 'champion',
            } as const;
            return {
              request: {
                ...{ target, state: 'approved', round: 1, requesterId: 'requester' },
                contributors: trainers.map((personId) => ({ personId, as: 'trainers' as const })),
                subjectDigest: freshDigest({ target }, { policy: by, gates }, 1),
                ...{ approvedAt: now, expiresAt: now + day, activatedAt: null },
              },
              votes: cast.map((vote) => ({
                ...{ ...vote, round: 1 },
                castAs: voters.find(({ personId }) => personId === vote.personId)?.roles ?? [],
              })),
              ...{ policy: by, gates, people: voters, now },
            };
          };
          const joined = joinPolicies(parts);
          if (decide(caseOf(joined)).missing.length > 0) return;
          letThrough += 1;
          for (const part of parts) expect(decide(caseOf(part))).toMatchObject({ missing: [] });
          for (const part of parts) {
            expect(joined.approvalTtlDays).toBeLessThanOrEqual(part.approvalTtlDays);
            expect(joined.evidenceMaxAgeDays).toBeLessThanOrEqual(part.evidenceMaxAgeDays);
            expect(joined.requirePasskey ?? part.requirePasskey).toBe(joined.requirePasskey);
            expect(joined.recertifyOn ?? []).toEqual(expect.arrayContaining([...(part.recertifyOn ?? [])]));
            const { ttlHours, perMonth } = joined.breakGlass ?? { ttlHours: 0, perMonth: 0 };
            expect(ttlHours).toBeLessThanOrEqual(part.breakGlass?.ttlHours ?? 0);
            expect(perMonth).toBeLessThanOrEqual(part.breakGlass?.perMonth ?? 0);
          }
        },
      ),
      { seed: 63, numRuns: 6_000 },
    );
    expect(letThrough).toBeGreaterThan(50);
  });

  it('P-63 takes the larger number of seats, the shorter terms and every exclusion of the built-in policies', () => {
    const joined = joinPolicies(policyTemplates);
    expect(joined).toEqual({
      name: 'high-risk-champion@1 + medium-risk-champion@1 + production-champion@3',
      ...{ version: 1, environment: 'production', alias: 'champion' },
      slots: [
        { role: 'ml_engineer', minimum: 1 },
        { role: 'risk_officer', minimum: 1 },
        { role: 'subject_matter_expert', minimum: 1 },
      ],
      exclude: ['evidence_editors', 'labellers', 'policy_editors', 'trainers'],
      ...{ policyEditorDays: 30, approvalTtlDays: 7, evidenceMaxAgeDays: 14, deadlineDays: 14 },
      ...{ stepUpMinutes: 30, recertifyDays: 90, recertifyOn: ['policy_change', 'schema_change'] },
      gates: [policyTemplates[2]?.gates.at(-1), ...builtInPolicy.gates],
    });
  });

  it('P-63 keeps gates that share an id apart, and takes gates that are alike once', () => {
    const changed: Policy = {
      ...{ ...builtInPolicy, name: 'other' },
      gates: builtInPolicy.gates.map((each) => (each.kind === 'drift' ? { ...each, alert: 0.1 } : each)),
    };
    const ids = joinPolicies([builtInPolicy, changed]).gates.map(({ id }) => id);
    expect(ids.map((id) => id.replace(/~[0-9a-f]{8}$/, '~'))).toEqual([
      ...['drift-quiet~', 'drift-quiet~', 'fairness-passes', 'performance-holds'],
    ]);
    expect(new Set(ids).size).toBe(4);
  });

  it('P-63 P-191 joins two shares of labelled rows to the larger one', () => {
    const asking = (name: string, minimumLabelCoverage: number): Policy => ({
      ...{ ...builtInPolicy, name },
      gates: builtInPolicy.gates.flatMap((each) =>
        each.kind === 'performance' ? [{ ...each, minimumLabelCoverage }] : [],
      ),
    });
    const { gates } = joinPolicies([asking('half', 0.5), asking('most', 0.9), builtInPolicy]);
    const verdict = (labelCoverage: number) =>
      gates
        .filter(({ kind }) => kind === 'performance')
        .map((rule) => {
          const origin = { digest: 'd', modelVersionId: 'v', producedAt: now };
          const interval = { lower: 0.8, upper: 1, confidenceLevel: 0.95, method: 'delong' };
          const evidence: PerformanceEvidence = {
            ...{ ...origin, kind: 'performance', metric: 'roc_auc', labelCoverage },
            window: { start: 0, end: day },
            estimate: { status: 'ok', method: 'roc_auc', n: 1_000, value: 0.9, interval },
          };
          return evaluateGate(rule, evidence, { modelVersionId: 'v', now, evidenceMaxAgeDays: 30 }).verdict;
        })
        .sort();
    expect(verdict(0.9)).toEqual(['pass', 'pass', 'pass']);
    expect(verdict(0.89)).toEqual(['pass', 'pass', 'unknown']);
    expect(verdict(0.49)).toEqual(['pass', 'unknown', 'unknown']);
  });

  it('P-63 is never satisfied where a part asks nobody to sign', () => {
    expect(joinPolicies([builtInPolicy, { ...builtInPolicy, name: 'nobody', slots: [] }]).slots).toEqual([]);
  });

  it('P-64 tells of every rule which policies ask for it', () => {
    const [floor, , high] = policyTemplates as [Policy, Policy, Policy];
    const origins = originOf([floor, high]);
    const from = (rule: string) => origins.find((each) => each.rule === rule)?.policies;
    expect(from('slots/risk_officer')).toEqual(['high-risk-champion@1', 'production-champion@3']);
    expect(from('exclude/policy_editors')).toEqual(['high-risk-champion@1']);
    expect(from('gates/drift-quiet')).toEqual(['high-risk-champion@1', 'production-champion@3']);
    expect(from('approvalTtlDays')).toEqual(['high-risk-champion@1']);
    expect(from('slots/ml_engineer')).toEqual(['high-risk-champion@1']);
    expect(from('stepUpMinutes')).toEqual(['high-risk-champion@1']);
    expect(partNames(joinPolicies([floor, high]))).toEqual(['high-risk-champion@1', 'production-champion@3']);
    expect(originOf([floor]).every(({ policies }) => policies.length === 1)).toBe(true);
  });

  it('P-159 asks for no more where a part goes out of force, nor where it was looked at (seed 63)', () => {
    fc.assert(
      fc.property(policy, policy, (one, other) => {
        fc.pre(one.slots.length > 0 && other.slots.length > 0);
        const joined = joinPolicies([one, other]);
        expect(stricterSince(joined, one)).toEqual([]);
        expect(stricterSince(joined, joined)).toEqual([]);
      }),
      settings,
    );
  });

  it('P-159 asks for more where a part comes into force that shares an id with another', () => {
    const [drift] = builtInPolicy.gates as [GateRule];
    const quieter = { ...builtInPolicy, name: 'other', gates: [{ ...drift, alert: 0.1 } as GateRule] };
    const found = stricterSince(builtInPolicy, joinPolicies([builtInPolicy, quieter]));
    expect(found.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^gates\/drift-quiet~/)]);
    expect(stricterSince(joinPolicies([builtInPolicy, quieter]), builtInPolicy)).toEqual([]);
  });

  it('P-62 refuses none, and policies that never meet', () => {
    expect(() => joinPolicies([])).toThrow(RangeError);
    expect(() => joinPolicies([builtInPolicy, { ...builtInPolicy, environment: 'staging' }])).toThrow(
      RangeError,
    );
    expect(() => joinPolicies([builtInPolicy, { ...builtInPolicy, alias: 'challenger' }])).toThrow(
      RangeError,
    );
  });
});
