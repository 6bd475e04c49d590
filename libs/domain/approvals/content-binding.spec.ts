import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { canonicalJson, digestOf } from '../audit-log';
import { isRefusal } from '../refusals';
import {
  builtInPolicy,
  countingVotes,
  decideActivation,
  decideRefresh,
  freshDigest,
  policyDigest,
  subjectDigest,
  type ApprovalSubject,
  type Fresh,
  type GateResult,
  type GateRule,
  type Policy,
  type Promotion,
} from './index';

const day = 86_400_000;
const now = 1_000 * day;

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Path = (string | number)[];

/** Every place in a value: members, items and leaves. */
function pathsOf(value: Json, at: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [at];
  const below = Object.entries(value).flatMap(([name, member]) =>
    pathsOf(member, [...at, Array.isArray(value) ? Number(name) : name]),
  );
  return at.length === 0 ? below : [at, ...below];
}

/** The value with what stands at a place put through a change; undefined takes the place away. */
function changed(value: Json, [name, ...rest]: Path, change: (old: Json) => Json | undefined): Json {
  const copy: Record<string | number, Json> = Array.isArray(value)
    ? ([...value] as unknown as Record<number, Json>)
    : { ...(value as Record<string, Json>) };
  if (name === undefined) throw new Error('No place was named.');
  const next = rest.length === 0 ? change(copy[name] as Json) : changed(copy[name] as Json, rest, change);
  if (next !== undefined) copy[name] = next;
  else if (Array.isArray(copy)) copy.splice(Number(name), 1);
  else delete copy[name];
  return copy as Json;
}

const valueAt = (value: Json, path: Path): Json =>
  path.reduce<Json>((found, name) => (found as Record<string | number, Json>)[name] as Json, value);
/** Something else of whatever kind, the smallest change among them. */
const other = (old: Json, drawn: Json): Json =>
  canonicalJson(old) === canonicalJson(drawn) ? [drawn] : drawn;
const json = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom<Json>([], {}),
) as fc.Arbitrary<Json>;
/** A neighbour of the old value, which a sloppy digest would take for the same. */
const near = (old: Json): Json => {
  if (typeof old === 'number') return old + Math.max(Math.abs(old), 1) * 2 ** -50;
  if (typeof old === 'string') return `${old} `;
  if (typeof old === 'boolean') return !old;
  return [old];
};

const said = { title: 'It holds.', severity: 'hard', maximumAgeDays: 7 } as const;
const [key, certificates] = ['-----BEGIN PUBLIC KEY-----', { roots: ['-----BEGIN CERTIFICATE-----'] }];
/** Every kind of gate, with every member there is. */
const everyGate = [
  ...builtInPolicy.gates.map((gate) => ({
    ...gate,
    ...said,
    ...(gate.kind === 'performance' && { maximum: 0.99, minimumLabelCoverage: 0.9 }),
    ...(gate.kind === 'drift' && { use: 'point' }),
    ...(gate.kind === 'fairness' && { use: 'interval' }),
  })),
  {
    ...said,
    id: 'tests',
    kind: 'tests',
    maximumFailures: 0,
    minimumTests: 10,
    maximumSkipped: 1,
    suites: ['unit'],
  },
  { ...said, id: 'signature', kind: 'signature', publicKey: key, certificates },
  { ...said, id: 'card', kind: 'card', sections: ['model_details.overview'] },
  {
    ...{
      ...said,
      id: 'latency',
      kind: 'measurement',
      metric: 'latency_p99',
      unit: 'ms',
      op: 'at_most',
      limit: 50,
    },
    ...{ use: 'upper', minimumN: 100, minimumLabelCoverage: 0.9, registered: true },
  },
  { ...said, id: 'quality', kind: 'data_quality', minimumRows: 100, maximumUnknown: 0 },
  { ...said, id: 'rebuild', kind: 'reproducibility', tolerance: 0.001 },
  { ...said, id: 'outside', kind: 'external', check: 'review', publicKey: key, withinHours: 24 },
] as unknown as GateRule[];
/** A policy with every rule and every member of its schema. */
const policy: Policy = {
  ...{ ...builtInPolicy, gates: everyGate, distinctPeople: 2, policyEditorDays: 30, deadlineDays: 20 },
  bind: { tasks: ['binary'], riskTiers: ['high'], useCases: ['credit'], tags: ['regulated'] },
  exclude: ['trainers', 'labellers', 'evidence_editors', 'policy_editors'],
  ...{ escalateTo: 'product_manager', stepUpMinutes: 15, rollbackDays: 7, recertifyDays: 90 },
  recertifyOn: ['schema_change', 'policy_change'],
  ...{ requirePasskey: true, breakGlass: { ttlHours: 4, perMonth: 1 } },
};
const gates: GateResult[] = policy.gates.map(({ id, kind }) => ({
  ...{ gateId: id, kind, verdict: 'pass', requirement: 'r', reason: 'r' },
  evidenceDigest: digestOf({ report: id }),
}));
const blank: Promotion = {
  target: { modelVersionId: 'v1', artifactDigest: 'a1', environment: 'production', alias: 'champion' },
  ...{ state: 'approved', round: 3, subjectDigest: '', requesterId: 'asker', policy, gates },
  votes: [
    {
      personId: 'x',
      roles: ['subject_matter_expert'],
      castAs: ['subject_matter_expert'],
      ...{ decision: 'approve', round: 3, passkeyId: 'k' },
    },
    {
      ...{ personId: 'y', roles: ['risk_officer'], castAs: ['risk_officer'], decision: 'approve', round: 3 },
      passkeyId: 'l',
    },
  ],
  ...{ approvedAt: now - day, expiresAt: now + day, activatedAt: null },
};
const approved: Promotion = { ...blank, subjectDigest: freshDigest(blank, blank, 3) };
const subject: ApprovalSubject = {
  ...approved.target,
  evidenceDigests: gates.map(({ evidenceDigest = '' }) => evidenceDigest),
  policyDigest: policyDigest(policy),
  round: 3,
};

/** The approvals hold no more: nothing is activated, and a refresh counts none of them. */
function isVoid(promotion: Promotion, fresh: Fresh): boolean {
  const activation = decideActivation(promotion, fresh, now);
  const refreshed = decideRefresh(promotion, fresh, now);
  if (isRefusal(refreshed)) throw new Error(refreshed.code);
  return (
    freshDigest(promotion, fresh, promotion.round) !== promotion.subjectDigest &&
    isRefusal(activation) &&
    ['STALE_ROUND', 'GATES_NOT_PASSED'].includes(activation.code) &&
    refreshed.round === promotion.round + 1 &&
    refreshed.approvedAt === null &&
    countingVotes({ ...promotion, ...refreshed }).length === 0
  );
}

const places = (value: unknown): [string, Path][] =>
  pathsOf(value as Json).map((path) => [path.join('.'), path]);

describe('an approval is bound to its content', () => {
  it('G21 is tried on every member of a policy and of every kind of gate that the schema knows', () => {
    interface Schema {
      properties: Record<string, { items?: { oneOf?: Schema[] }; enum?: string[]; properties?: object }>;
    }
    const text = readFileSync(join(__dirname, '../../../docs/spec/policy.schema.json'), 'utf8');
    const { properties } = JSON.parse(text) as Schema;
    expect(Object.keys(policy).sort()).toEqual(Object.keys(properties).sort());
    for (const name of ['bind', 'breakGlass'] as const)
      expect(Object.keys(policy[name] ?? {}).sort()).toEqual(
        Object.keys(properties[name]?.properties ?? {}).sort(),
      );
    const kinds = properties['gates']?.items?.oneOf ?? [];
    expect(kinds.map(({ properties: { kind } }) => kind?.enum?.[0]).sort()).toEqual(
      everyGate.map(({ kind }) => kind).sort(),
    );
    for (const { properties: members } of kinds) {
      const gate = everyGate.find(({ kind }) => kind === members['kind']?.enum?.[0]) ?? {};
      expect(Object.keys(gate).sort()).toEqual(Object.keys(members).sort());
    }
  });

  it('is activated as long as nothing changed', () => {
    expect(decideActivation(approved, approved, now)).toMatchObject({ state: 'active', round: 3 });
    expect(subjectDigest(subject)).toBe(approved.subjectDigest);
  });

  it.each(places(subject))('G21 P-30 another digest for another %s', (_name, path) => {
    const old = valueAt(subject as unknown as Json, path);
    fc.assert(
      fc.property(json, (drawn) => {
        for (const value of [other(old, drawn), near(old)]) {
          // What is no digest or text at all may be refused outright; it never passes for the same.
          if (Array.isArray(old) && !Array.isArray(value)) continue;
          const mutated = changed(subject as unknown as Json, path, () => value);
          expect(subjectDigest(mutated as unknown as ApprovalSubject)).not.toBe(approved.subjectDigest);
        }
      }),
      { seed: 21, numRuns: 50 },
    );
  });

  it('G21 P-30 no approval moves to another target', () => {
    for (const name of Object.keys(approved.target) as (keyof Promotion['target'])[]) {
      const target = { ...approved.target, [name]: 'other' };
      expect(isVoid({ ...approved, target }, approved)).toBe(true);
    }
  });

  it.each(places(policy))('G21 the policy: approvals are void with another %s', (name, path) => {
    const old = valueAt(policy as unknown as Json, path);
    // Without its seats or gates a policy cannot be read at all; those are changed item by item.
    const isNeeded = name === 'slots' || name === 'gates' || /^(slots|gates)\.\d+$/.test(name);
    const drawn = isNeeded
      ? []
      : fc.sample(json, { seed: 21, numRuns: 10 }).map((value) => other(old, value));
    const values: (Json | undefined)[] = isNeeded
      ? [Array.isArray(old) ? [] : undefined]
      : [near(old), undefined, ...drawn];
    for (const value of values) {
      const mutated = changed(policy as unknown as Json, path, () => value) as unknown as Policy;
      expect(policyDigest(mutated)).not.toBe(policyDigest(policy));
      // What remains is asked of the decisions only where the changed policy is one.
      if (!/^slots\.\d+\.minimum$/.test(name) || Number.isInteger(value))
        expect(isVoid(approved, { policy: mutated, gates })).toBe(true);
    }
  });

  it('G21 the policy: approvals are void with one more member of any of its parts', () => {
    for (const [, path] of [['', []] as [string, Path], ...places(policy)]) {
      const part = path.length === 0 ? (policy as unknown as Json) : valueAt(policy as unknown as Json, path);
      if (part === null || typeof part !== 'object' || Array.isArray(part)) continue;
      const mutated = changed(policy as unknown as Json, [...path, 'more'], () => 1);
      expect(isVoid(approved, { policy: mutated as unknown as Policy, gates })).toBe(true);
    }
  });

  it('G21 the evidence: any change of any report voids the approvals', () => {
    const report = fc
      .jsonValue({ maxDepth: 3 })
      .filter((value) => typeof value === 'object' && value !== null);
    fc.assert(
      fc.property(report, fc.nat(), json, fc.nat({ max: gates.length - 1 }), (drawn, at, value, index) => {
        // As it comes out of the database: the text of -0 is that of 0.
        const whole = JSON.parse(JSON.stringify({ report: drawn })) as Json;
        const paths = pathsOf(whole);
        const path = paths[at % paths.length] as Path;
        const mutated = changed(whole, path, (old) => other(old, value));
        const as = (digest: string) =>
          gates.map((gate, each) => (each === index ? { ...gate, evidenceDigest: digest } : gate));
        const before = { ...approved, gates: as(digestOf(whole as never)) };
        const signed = { ...before, subjectDigest: freshDigest(before, before, 3) };
        expect(decideActivation(signed, signed, now)).toMatchObject({ state: 'active' });
        expect(isVoid(signed, { policy, gates: as(digestOf(mutated as never)) })).toBe(true);
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  it.each(gates.map(({ gateId }, index) => [gateId, index] as const))(
    'G21 the evidence: approvals are void when that of %s is gone, new or another gate’s',
    (_id, index) => {
      const but = (change: Partial<GateResult>) =>
        gates.map((gate, each) => (each === index ? { ...gate, ...change } : gate));
      const neighbour = gates[(index + 1) % gates.length]?.evidenceDigest ?? '';
      for (const evidenceDigest of [undefined, digestOf({ report: 'new' }), neighbour])
        expect(isVoid(approved, { policy, gates: but({ evidenceDigest }) })).toBe(true);
      expect(isVoid(approved, { policy, gates: gates.filter((_gate, each) => each !== index) })).toBe(true);
    },
  );

  it('G21 the gates: only a pass is activated, and their words change nothing', () => {
    for (const [index, gate] of gates.entries()) {
      const but = (change: object) => ({
        policy,
        gates: gates.map((each, at) => (at === index ? { ...each, ...change } : each)),
      });
      for (const name of Object.keys(gate) as (keyof GateResult)[]) {
        const outcome = decideActivation(approved, but({ [name]: 'other' }), now);
        const expected = {
          verdict: 'GATES_NOT_PASSED',
          gateId: 'GATES_NOT_PASSED',
          evidenceDigest: 'STALE_ROUND',
        }[name as string];
        expect([name, isRefusal(outcome) ? outcome.code : outcome.state]).toEqual([
          name,
          expected ?? 'active',
        ]);
      }
    }
  });

  it('G21 what the digest leaves out changes neither the subject nor what is activated', () => {
    const changes: Partial<Promotion>[] = [
      { requesterId: 'z' },
      { sponsorId: 'z' },
      { dependentIds: ['z'] },
      { contributors: [{ personId: 'z', as: 'trainers' }] },
      { approvedAt: now - 2 * day },
      { expiresAt: now + 2 * day },
      { seenAt: now },
      { requestedAt: now - 30 * day },
      { replacesVersionId: 'v0' },
      { earlier: [] },
      { emergency: null },
      { emergenciesUsed: 9 },
      { delegations: [] },
      {
        waivers: [
          ...[
            {
              gateId: 'card',
              personId: 'z',
              roles: [],
              castAs: [],
              round: 3,
              verdict: 'fail',
              found: 'f',
              waivedAt: 1,
            } as const,
          ],
        ],
      },
      { activatedAt: 1 },
      { gates: [] },
      { votes: [...approved.votes, { personId: 'z', roles: [], castAs: [], decision: 'approve', round: 1 }] },
    ];
    // Every member of a promotion is either bound or looked at here.
    const bound = ['target', 'round', 'subjectDigest', 'policy', 'state'];
    const members: Record<keyof Promotion, true> = {
      ...{
        target: true,
        state: true,
        round: true,
        subjectDigest: true,
        requesterId: true,
        requestedAt: true,
      },
      ...{ sponsorId: true, dependentIds: true, contributors: true, policy: true, gates: true, votes: true },
      ...{ waivers: true, delegations: true, approvedAt: true, expiresAt: true, activatedAt: true },
      ...{ replacesVersionId: true, earlier: true, emergency: true, emergenciesUsed: true, seenAt: true },
    };
    expect([...bound, ...changes.flatMap((change) => Object.keys(change))].sort()).toEqual(
      Object.keys(members).sort(),
    );
    const plain = decideActivation(approved, approved, now);
    for (const change of changes) {
      const outcome = decideActivation({ ...approved, ...change }, approved, now);
      const {
        subjectDigest: digest,
        round,
        state,
        activatedAt,
      } = outcome as never as Record<string, unknown>;
      expect({ digest, round, state, activatedAt }).toEqual({
        ...{ digest: approved.subjectDigest, round: 3, state: 'active', activatedAt: now },
      });
      expect(plain).toMatchObject({ subjectDigest: digest });
    }
  });
});
