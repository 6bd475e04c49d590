import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type Actor, type Role } from '../../access';
import { isRefusal } from '../../refusals';
import {
  decide,
  decideVote,
  decideWaiver,
  freshDigest,
  givenFor,
  transitions,
  voteOf,
  waiverOf,
  type Case,
  type Emergency,
  type GateResult,
  type GateRule,
  type GateVerdict,
  type HeldDelegation,
  type Policy,
  type Promotion,
  type PromotionState,
  type Waiver,
} from '../index';

/*
 * The rules of docs/spec/promotions.md once more, written from their words, slowly and without a line of the product:
 * seats are tried out in every way, and nothing is computed before it is needed. Whatever the two say differently, one of
 * them has wrong.
 */
const [minute, day] = [60_000, 86_400_000];
const start = 1_000 * day;

/** P-3: roles that may vote at all, as the table of P-43 lists them. */
const electorate: Role[] = [
  ...(['subject_matter_expert', 'data_scientist', 'ml_engineer', 'product_manager', 'risk_officer'] as const),
];

interface Answer {
  state: PromotionState;
  /** Codes, sorted. */
  missing: string[];
  seats: number;
  filled: number;
  counting: string[];
  waived: string[];
  barred: string[];
}

/** RFC 8785 for what these cases hold: names in order, numbers and texts as JSON has them. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function oracle(given: Case, trace: (branch: string) => void): Answer {
  const { policy, request, gates, votes, waivers = [], people, now } = given;
  const seen = request.seenAt !== undefined && request.seenAt > now ? request.seenAt : now;
  const held = (id: string): readonly Role[] => {
    for (const person of people) if (person.personId === id) return person.roles;
    return [];
  };

  /* P-7, P-8, P-38, P-44: in this order. */
  const barOf = (id: string): string | null => {
    if (id === request.requesterId || id === request.sponsorId) return 'requester';
    for (const other of request.dependentIds ?? []) if (other === id) return 'dependent';
    for (const deed of policy.exclude ?? [])
      for (const maker of request.contributors ?? [])
        if (maker.personId === id && maker.as === deed) return deed;
    return null;
  };

  /* P-98: three quarters of the term are over. */
  const isEscalated = (at: number | undefined): boolean =>
    at !== undefined &&
    policy.deadlineDays !== undefined &&
    request.requestedAt !== undefined &&
    at >= request.requestedAt + (policy.deadlineDays * day * 3) / 4;

  /* P-39, P-98: seats that somebody may take who acted in these roles. */
  const asked: Role[] = policy.slots.map((slot) => slot.role);
  const seatsFor = (roles: Role[], at: number | undefined): Role[] => {
    if (policy.escalateTo !== undefined && roles.includes(policy.escalateTo) && isEscalated(at)) {
      if (!asked.includes(policy.escalateTo)) trace('a seat was escalated to somebody');
      return asked;
    }
    return asked.filter((role) => roles.includes(role));
  };

  /* P-132, P-133, P-134, P-135, P-39, P-143. */
  interface Counted {
    by: string;
    whose: string;
    decision: string;
    seats: Role[];
  }
  const counting: Counted[] = [];
  const present: Counted[] = [];
  for (const vote of votes) {
    if (vote.round !== request.round) continue;
    const whose = vote.onBehalfOf === undefined ? vote.personId : vote.onBehalfOf;
    if (barOf(vote.personId) !== null || barOf(whose) !== null) {
      if (barOf(vote.personId) === null) trace('a vote for somebody fell with them');
      continue;
    }
    if (policy.requirePasskey === true && vote.passkeyId === undefined) {
      trace('an unsigned vote counted for nothing');
      continue;
    }
    if (vote.onBehalfOf !== undefined && !held(vote.personId).some((role) => electorate.includes(role))) {
      trace('a vote for somebody fell with who cast it');
      continue;
    }
    const roles = vote.castAs.filter((role) => held(whose).includes(role));
    const counted = {
      by: vote.personId,
      whose,
      decision: vote.decision,
      seats: seatsFor(roles, vote.castAt),
    };
    const isNew = (among: Counted[]) => among.every((other) => other.whose !== whose);
    if (roles.some((role) => electorate.includes(role)) && isNew(present)) present.push(counted);
    if (counted.seats.length > 0 && isNew(counting)) {
      counting.push(counted);
      if (vote.onBehalfOf !== undefined) trace('a vote for somebody counted');
    }
  }

  /* P-12: as many seats as possible, each body in one; tried out. */
  const bodies = [...new Set(counting.filter((vote) => vote.decision === 'approve').map(({ by }) => by))];
  const may = bodies.map((body) =>
    counting.filter((vote) => vote.by === body && vote.decision === 'approve').flatMap((vote) => vote.seats),
  );
  const chairs = policy.slots.flatMap(({ role, minimum }) => Array.from({ length: minimum }, () => role));
  const most = (chair: number, sitting: number[]): number => {
    const role = chairs[chair];
    if (role === undefined) return sitting.length;
    let best = most(chair + 1, sitting);
    for (const body of bodies.keys())
      if (!sitting.includes(body) && may[body]?.includes(role))
        best = Math.max(best, most(chair + 1, [...sitting, body]));
    return best;
  };
  const filled = most(0, []);
  const greedy = chairs.reduce<number[]>((sitting, role) => {
    const body = bodies.findIndex((_, at) => !sitting.includes(at) && may[at]?.includes(role));
    return body < 0 ? sitting : [...sitting, body];
  }, []).length;
  if (greedy < filled) trace('seats were filled that taking people in turn had left empty');
  const approvals = counting.filter((vote) => vote.decision === 'approve').length;
  if (approvals > bodies.length) trace('somebody with several votes sat once');

  /* P-63: different people, wherever they sit. */
  const heads = new Set(present.filter((vote) => vote.decision === 'approve').map(({ by }) => by)).size;
  const lacking = policy.distinctPeople === undefined ? 0 : Math.max(0, policy.distinctPeople - heads);
  if (filled === chairs.length && chairs.length > 0 && lacking > 0)
    trace('every seat was filled by too few people');

  /* GE-20 to GE-22. */
  const waived: { gateId: string; personId: string }[] = [];
  for (const rule of policy.gates) {
    if (rule.severity !== 'soft' || rule.kind === 'signature' || policy.requirePasskey === true) continue;
    const results = gates.filter((gate) => gate.gateId === rule.id);
    const holding = waivers.find((waiver) => {
      if (waiver.gateId !== rule.id || waiver.round !== request.round) return false;
      const isOnIt = results.every(
        (result) =>
          result.verdict === waiver.verdict &&
          result.reason === waiver.found &&
          result.evidenceDigest === waiver.evidenceDigest,
      );
      if (!isOnIt) trace('a waiver of another finding ended');
      if (!isOnIt || barOf(waiver.personId) !== null) return false;
      const roles = waiver.castAs.filter((role) => held(waiver.personId).includes(role));
      if (seatsFor(roles, waiver.waivedAt).length > 0) return true;
      trace('a waiver fell with its author');
      return false;
    });
    if (holding !== undefined && results.length > 0)
      waived.push({ gateId: rule.id, personId: holding.personId });
  }

  /* P-33, GE-18: gates that hold something up. */
  const shut = policy.gates.flatMap((rule) => {
    if (rule.severity === 'info' || waived.some(({ gateId }) => gateId === rule.id)) return [];
    const results = gates.filter((gate) => gate.gateId === rule.id);
    if (results.length === 0) return ['GATES_NOT_PASSED'];
    return results.filter(({ verdict }) => verdict !== 'pass').map(() => 'GATES_NOT_PASSED');
  });
  const objections = counting.filter(({ decision }) => decision === 'request_changes').length;

  /* P-30, P-55: what this round is about. */
  const digests = [...new Set(gates.flatMap((gate) => gate.evidenceDigest ?? []))].sort();
  const subject = { ...request.target, evidenceDigests: digests, policyDigest: sha256(canonical(policy)) };
  const isStale = sha256(canonical({ ...subject, round: request.round })) !== request.subjectDigest;

  /* P-17, P-40, P-96, P-121: what time alone brings. */
  let stands = request.state;
  if ((stands === 'in_review' || stands === 'blocked') && policy.deadlineDays !== undefined)
    if (request.requestedAt !== undefined && seen >= request.requestedAt + policy.deadlineDays * day)
      stands = 'expired';
  if (stands === 'provisional' && !(seen < (request.emergency?.until ?? -Infinity))) stands = 'suspended';
  if (stands === 'approved') {
    const { approvedAt, expiresAt } = request;
    const isDated = approvedAt !== null && expiresAt !== null;
    if (!isDated || approvedAt > now + 5 * minute || seen >= expiresAt) stands = 'expired';
    if (stands === 'expired' && isDated && now < expiresAt && approvedAt <= now)
      trace('a clock that went back woke nothing');
  }

  const rest = {
    ...{ seats: chairs.length, filled, counting: counting.map(({ whose }) => whose) },
    waived: waived.map(({ gateId, personId }) => `${gateId} ${personId}`),
    barred: people.flatMap(({ personId }) => {
      const because = barOf(personId);
      return because === null ? [] : [`${personId} ${because}`];
    }),
  };
  if (!['in_review', 'blocked', 'approved', 'provisional'].includes(stands)) {
    const over: Partial<Record<PromotionState, string>> = {
      ...{ expired: 'PROMOTION_EXPIRED', suspended: 'PROMOTION_SUSPENDED' },
    };
    return {
      ...rest,
      state: stands,
      missing: stands === 'active' ? [] : [over[stands] ?? 'PROMOTION_CLOSED'],
    };
  }
  /* P-9, P-122: without a way back. */
  if (counting.some(({ decision }) => decision === 'reject')) {
    if (stands === 'provisional') return { ...rest, state: 'suspended', missing: ['PROMOTION_SUSPENDED'] };
    return { ...rest, state: 'rejected', missing: ['PROMOTION_CLOSED'] };
  }
  const missing = [
    ...(isStale ? ['STALE_ROUND'] : []),
    ...shut,
    ...(chairs.length === 0 ? ['QUORUM_NOT_REACHED'] : []),
    ...Array.from({ length: chairs.length - filled }, () => 'QUORUM_NOT_REACHED'),
    ...(lacking > 0 ? ['QUORUM_NOT_REACHED'] : []),
    ...(objections > 0 ? ['QUORUM_NOT_REACHED'] : []),
  ].sort();
  const isMet = missing.length === 0;
  if (isMet && waived.length > 0) trace('it was approved by a waiver');
  if (isMet && gates.some(({ verdict }) => verdict !== 'pass') && waived.length === 0)
    trace('it was approved whatever a gate for information found');
  if (isMet && policy.requirePasskey) trace('it was approved by signatures');
  if (missing.join() === 'STALE_ROUND') trace('nothing but what is voted on had changed');
  if (stands === 'provisional') {
    if (isMet) trace('an emergency was ratified');
    return { ...rest, state: isMet ? 'active' : 'provisional', missing };
  }
  if (shut.length > 0) return { ...rest, state: 'blocked', missing };
  return { ...rest, state: isMet ? 'approved' : 'in_review', missing };
}

const states = Object.keys(transitions) as PromotionState[];
const free = ['ann', 'ben', 'cleo', 'dan', 'eve'];
const makers = {
  trainer: 'trainers',
  labeller: 'labellers',
  editor: 'evidence_editors',
  drafter: 'policy_editors',
} as const;
const ids = ['requester', 'sponsor', 'dependent', ...Object.keys(makers), ...free];
const seatRoles: Role[] = ['subject_matter_expert', 'risk_officer', 'ml_engineer'];
const otherRoles: Role[] = ['product_manager', 'auditor'];

/** Mostly what leads to an approval: of arbitrary votes hardly any do. */
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof(
    { weight: 7, arbitrary: fc.constant(usual) },
    { weight: 3, arbitrary: fc.constantFrom(...others) },
  );
const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const roles = fc.oneof(
  { weight: 3, arbitrary: fc.constant([...seatRoles]) },
  { weight: 5, arbitrary: fc.subarray(seatRoles, { minLength: 1 }) },
  { weight: 1, arbitrary: fc.subarray([...seatRoles, ...otherRoles]) },
);
const instants = fc.constantFrom(start - day, start, start + 3 * day, start + 6 * day, start + 9 * day);
const voterIds = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...free) },
  { weight: 1, arbitrary: fc.constantFrom(...ids, 'stranger') },
);
const votes = fc.array(
  fc.record({
    ...{ personId: voterIds, onBehalfOf: seldom(voterIds), castAs: roles },
    ...{ decision: mostly('approve', 'approve', 'approve', 'reject', 'request_changes', 'abstain') },
    ...{
      round: fc.oneof({ weight: 9, arbitrary: fc.constant(2) }, { weight: 1, arbitrary: fc.constant(1) }),
    },
    ...{
      castAt: fc.oneof(instants, fc.constant(undefined)),
      passkeyId: mostly<string | undefined>('key', undefined),
    },
  }),
  { minLength: 1, maxLength: 8 },
);
/** Gates by what they are for; of the soft ones signatures too, which nobody waives. */
const kinds: { kind: GateRule['kind']; severity?: GateRule['severity'] }[] = [
  ...[{ kind: 'drift' as const }, { kind: 'fairness' as const, severity: 'hard' as const }],
  ...[
    { kind: 'performance' as const, severity: 'soft' as const },
    { kind: 'tests' as const, severity: 'soft' as const },
  ],
  ...[
    { kind: 'card' as const, severity: 'info' as const },
    { kind: 'measurement' as const, severity: 'absolute' as const },
  ],
  ...[{ kind: 'signature' as const, severity: 'soft' as const }],
];
const policies = fc
  .record({
    slots: fc.array(fc.record({ role: fc.constantFrom(...seatRoles), minimum: mostly(1, 2, 0) }), {
      minLength: 0,
      maxLength: 3,
    }),
    distinctPeople: seldom(fc.integer({ min: 1, max: 4 })),
    exclude: fc.subarray([...Object.values(makers)]),
    gates: fc.subarray(kinds),
    deadlineDays: fc.oneof(fc.constant(undefined), fc.constantFrom(8, 12)),
    escalateTo: fc.option(fc.constantFrom<Role>('risk_officer', 'product_manager'), { nil: undefined }),
    requirePasskey: seldom(fc.constant<true>(true)),
  })
  .map(({ gates, ...rest }): Policy => {
    const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    return {
      ...{ name: 'p', version: 1, environment: 'production', alias: 'champion', approvalTtlDays: 14 },
      ...{ evidenceMaxAgeDays: 30, ...(said as unknown as Pick<Policy, 'slots'>) },
      gates: gates.map((gate) => ({ ...gate, id: gate.kind, title: gate.kind }) as unknown as GateRule),
    };
  });
const results = fc.record({
  verdict: mostly<GateVerdict>('pass', 'fail', 'unknown'),
  isThere: fc.oneof(
    { weight: 19, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  evidence: fc.constantFrom('one', 'two', undefined),
});
const waivers = fc.array(
  fc.record({
    ...{ at: fc.nat(9), personId: voterIds, castAs: roles, round: mostly(2, 1), waivedAt: instants },
    isOfFinding: mostly(true, true, false),
  }),
  { maxLength: 6 },
);

interface Drawn {
  policy: Policy;
  found: { verdict: GateVerdict; isThere: boolean; evidence?: string | undefined }[];
  votes: { onBehalfOf?: string | undefined }[];
  waivers: { at: number; isOfFinding: boolean }[];
  people: (readonly Role[] | null)[];
  state: PromotionState;
  now: number;
  times: {
    requestedAt?: number | undefined;
    seenAt?: number | undefined;
    approvedAt: number | null;
    expiresAt: number | null;
  };
  until: number | null;
  isStale: boolean;
}
const drawn = fc.record({
  ...{ policy: policies, found: fc.array(results, { minLength: 7, maxLength: 7 }), votes, waivers },
  people: fc.array(fc.oneof({ weight: 12, arbitrary: roles }, { weight: 1, arbitrary: fc.constant(null) }), {
    ...{ minLength: ids.length, maxLength: ids.length },
  }),
  state: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom<PromotionState>('in_review', 'blocked', 'approved', 'provisional'),
    },
    { weight: 1, arbitrary: fc.constantFrom(...states) },
  ),
  now: fc.constantFrom(start + 4 * day, start + 7 * day, start + 10 * day),
  times: fc.record({
    requestedAt: fc.oneof(fc.constant<number | undefined>(start), fc.constant(undefined)),
    seenAt: fc.oneof(fc.constant(undefined), fc.constantFrom(start + 5 * day, start + 15 * day)),
    approvedAt: mostly<number | null>(start, null, start + 12 * day),
    expiresAt: mostly<number | null>(start + 14 * day, null, start + 7 * day),
  }),
  until: mostly<number | null>(start + 12 * day, start + 4 * day, null),
  isStale: fc.oneof(
    { weight: 9, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
}) as fc.Arbitrary<Drawn>;

const without = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;

function caseOf({
  policy,
  found,
  people: roleLists,
  state,
  times,
  until,
  isStale,
  now,
  ...rest
}: Drawn): Case {
  const gates = policy.gates.flatMap(({ id, kind }, at): GateResult[] => {
    const { verdict, isThere, evidence } = found[at] as Drawn['found'][number];
    const looked = evidence === undefined ? {} : { evidenceDigest: `${id} ${evidence}` };
    return isThere
      ? [{ gateId: id, kind, verdict, requirement: '', reason: `${verdict} found`, ...looked }]
      : [];
  });
  const target = {
    modelVersionId: 'v',
    artifactDigest: 'a',
    environment: 'production',
    alias: 'champion',
  } as const;
  const emergency: Emergency = {
    ...{ id: 'e', round: 1, subjectDigest: '', incident: 'I', proposerId: 'ann', proposedAt: start },
    ...{ confirmerId: 'ben', confirmedAt: start, until },
  };
  const waived = rest.waivers.map(({ at, isOfFinding, ...waiver }) => {
    const result = gates[at % Math.max(gates.length, 1)];
    const verdict = result === undefined || result.verdict === 'pass' ? 'fail' : result.verdict;
    const evidence = result?.evidenceDigest === undefined ? {} : { evidenceDigest: result.evidenceDigest };
    const finding = { verdict, found: isOfFinding ? `${verdict} found` : 'Something else.', ...evidence };
    return { gateId: result?.gateId ?? 'none', ...finding, ...waiver } as Omit<Waiver, 'roles'>;
  });
  return {
    request: without({
      ...{
        target,
        state,
        round: 2,
        requesterId: 'requester',
        sponsorId: 'sponsor',
        dependentIds: ['dependent'],
      },
      contributors: Object.entries(makers).map(([personId, as]) => ({ personId, as })),
      subjectDigest: isStale ? 'other' : freshDigest({ target }, { policy, gates }, 2),
      ...{ activatedAt: null, ...times, ...(state === 'provisional' && { emergency }) },
    }),
    ...{ policy, gates, now, waivers: waived, votes: rest.votes.map(without) as unknown as Case['votes'] },
    people: roleLists.flatMap((held, at) =>
      held === null ? [] : [{ personId: ids[at] ?? '', roles: held }],
    ),
  };
}

const cases = drawn.map(caseOf);

function answerOf(given: Case): Answer {
  const { state, missing, seats, counting, waived, barred } = decide(given);
  return {
    ...{
      state,
      missing: missing.map(({ code }) => code).sort(),
      seats: seats.length,
      counting: [...counting],
    },
    filled: seats.filter(({ filledBy }) => filledBy !== null).length,
    waived: waived.map(({ gateId, personId }) => `${gateId} ${personId}`),
    barred: barred.map(({ personId, because }) => `${personId} ${because}`),
  };
}

const mayServe = (given: Case) => decide(given).missing.length === 0;

/** Every way of deciding there is; what the cases meet of each is counted. */
const ways: readonly string[] = [
  'a clock that went back woke nothing',
  'a seat was escalated to somebody',
  'a vote for somebody counted',
  'a vote for somebody fell with them',
  'a vote for somebody fell with who cast it',
  'a waiver fell with its author',
  'a waiver of another finding ended',
  'an emergency was ratified',
  'an unsigned vote counted for nothing',
  'every seat was filled by too few people',
  'it was approved by a waiver',
  'it was approved by signatures',
  'it was approved whatever a gate for information found',
  'nothing but what is voted on had changed',
  'seats were filled that taking people in turn had left empty',
  'somebody with several votes sat once',
  ...[
    'GATES_NOT_PASSED',
    'PROMOTION_CLOSED',
    'PROMOTION_EXPIRED',
    'PROMOTION_SUSPENDED',
    'QUORUM_NOT_REACHED',
    'STALE_ROUND',
  ].map((code) => `missing: ${code}`),
  ...states.map((state) => `state: ${state}`),
];
const met = new Map<string, number>();
const count = (branch: string) => met.set(branch, (met.get(branch) ?? 0) + 1);

describe('decide beside the same rules written a second time', () => {
  it('P-52 says the same in 12,000 cases, whose every way of deciding is met (seed 5200)', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const branches = new Set<string>();
        const expected = oracle(given, (branch) => branches.add(branch));
        for (const branch of branches) count(branch);
        count(`state: ${expected.state}`);
        for (const code of new Set(expected.missing)) count(`missing: ${code}`);
        expect(answerOf(given)).toEqual(expected);
      }),
      { seed: 5200, numRuns: 12_000 },
    );
    const rare = ways.filter((way) => (met.get(way) ?? 0) < 25).map((way) => [way, met.get(way) ?? 0]);
    expect(rare).toEqual([]);
    expect([...met.keys()].filter((way) => !ways.includes(way))).toEqual([]);
  });

  it('P-12 P-52 seats nobody twice, and nobody who did not approve in such a role (seed 5201)', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { seats, counting } = decide(given);
        const sitting = seats.flatMap(({ filledBy }) => (filledBy === null ? [] : [filledBy]));
        expect(new Set(sitting).size).toBe(sitting.length);
        for (const { filledBy, onBehalfOf } of seats.filter((seat) => seat.filledBy !== null)) {
          expect(counting).toContain(onBehalfOf ?? filledBy);
          const own = given.votes.filter(
            (vote) =>
              vote.personId === filledBy && vote.onBehalfOf === onBehalfOf && vote.decision === 'approve',
          );
          expect(own).not.toEqual([]);
        }
      }),
      { seed: 5201, numRuns: 3_000 },
    );
  });

  it('P-53 P-133 GE-25 lets nothing through for one approval, waiver or signature less (seed 5301)', () => {
    let lost = 0;
    fc.assert(
      fc.property(cases, fc.nat(), (whole, at) => {
        const given = { ...whole, votes: onePerPerson(whole.votes) };
        const approving = given.votes.filter(({ decision }) => decision === 'approve');
        const [gone, kept] = [approving[at % Math.max(approving.length, 1)], given.waivers ?? []];
        const poorer: Case[] = [
          { ...given, votes: given.votes.filter((vote) => vote !== gone) },
          { ...given, waivers: kept.filter((_, index) => index !== at % Math.max(kept.length, 1)) },
          {
            ...given,
            votes: given.votes.map((vote) =>
              vote === gone ? without({ ...vote, passkeyId: undefined }) : vote,
            ),
          },
          ...(objects(given, gone?.personId)
            ? []
            : [{ ...given, people: given.people.filter(({ personId }) => personId !== gone?.personId) }]),
        ];
        for (const less of poorer) {
          if (mayServe(less)) expect(mayServe(given)).toBe(true);
          if (mayServe(given) && !mayServe(less)) lost += 1;
        }
      }),
      { seed: 5301, numRuns: 4_000 },
    );
    expect(lost).toBeGreaterThan(100);
  });

  it('P-53 P-133 gains nothing by votes of, for or through somebody who may not vote (seed 5302)', () => {
    const barredBy = (given: Case) => decide(given).barred.map(({ personId }) => personId);
    fc.assert(
      fc.property(cases, fc.constantFrom(...free), fc.nat(), fc.boolean(), (given, friend, at, isFirst) => {
        const barred = [...barredBy(given), 'stranger'];
        const who = barred[at % barred.length] as string;
        const vote = {
          castAs: seatRoles,
          decision: 'approve',
          round: 2,
          castAt: start + 9 * day,
          passkeyId: 'k',
        } as const;
        const added: Case['votes'] = [
          { ...vote, personId: who },
          { ...vote, personId: who, onBehalfOf: friend },
          { ...vote, personId: friend, onBehalfOf: who },
        ];
        const all = isFirst ? [...added, ...given.votes] : [...given.votes, ...added];
        expect(decide({ ...given, votes: all })).toEqual(decide(given));
      }),
      { seed: 5302, numRuns: 3_000 },
    );
  });

  it('P-54 grows only staler, with emergencies, terms and waivers as well (seed 5400)', () => {
    const later = fc.integer({ min: 0, max: 20 * day });
    const ends = new Map<string, number>();
    fc.assert(
      fc.property(cases, later, later, (given, one, other) => {
        const before = decide({ ...given, now: start + Math.min(one, other) });
        const after = decide({ ...given, now: start + Math.max(one, other) });
        // An approval that is dated ahead becomes one when its time has come.
        const isAhead = given.request.state === 'approved' && (given.request.approvedAt ?? 0) > start;
        if (before.missing.length > 0 && !isAhead) expect(after.missing).not.toEqual([]);
        if (before.state !== after.state) ends.set(`${before.state} ${after.state}`, 1);
        expect(after.counting).toEqual(before.counting);
      }),
      { seed: 5400, numRuns: 4_000 },
    );
    const isolated = [...ends.keys()].filter((change) => !/ (expired|suspended)$|^expired /.test(change));
    expect(isolated).toEqual([]);
    expect([...ends.keys()]).toEqual(
      expect.arrayContaining(['in_review expired', 'approved expired', 'active suspended']),
    );
  });

  it('P-52 P-134 GE-20 stands where votes, votes for others and waivers, one after the other, lead (seed 5203)', () => {
    const tally = new Map<string, number>();
    fc.assert(
      fc.property(drawn, fc.infiniteStream(fc.nat(99)), (plan, dice) => {
        const before = caseOf({
          ...plan,
          state: 'in_review',
          votes: [],
          waivers: [],
          isStale: false,
          now: start + 4 * day,
        });
        const rolesOf = (id: string) => before.people.find(({ personId }) => personId === id)?.roles ?? [];
        const actor = (id: string): Actor => ({
          ...{ kind: 'person', id, name: id, workspaceId: 'w', roles: rolesOf(id) },
        });
        const delegations = plan.votes.flatMap(
          ({ personId, onBehalfOf }: { personId?: string; onBehalfOf?: string }) =>
            onBehalfOf === undefined || personId === undefined || onBehalfOf === personId
              ? []
              : [given(onBehalfOf, personId, rolesOf(onBehalfOf))],
        );
        let promotion: Promotion = {
          ...before.request,
          ...{ policy: before.policy, gates: before.gates, votes: [], waivers: [], delegations },
        };
        for (const cast of plan.votes as unknown as Case['votes']) {
          const by = {
            actor: actor(cast.personId),
            now: before.now,
            ...(cast.passkeyId && { passkeyId: cast.passkeyId }),
          };
          const { round, subjectDigest } = promotion;
          const gateId =
            promotion.gates[(dice.next().value as number) % Math.max(promotion.gates.length, 1)]?.gateId ??
            '';
          const waiving = decideWaiver(promotion, { gateId, subjectDigest }, by);
          if (!isRefusal(waiving)) {
            const waiver = waiverOf(promotion, { gateId }, by);
            promotion = { ...promotion, ...waiving, waivers: [...(promotion.waivers ?? []), waiver] };
            tally.set('waived', (tally.get('waived') ?? 0) + 1);
          }
          const ballot = {
            decision: cast.decision,
            round,
            subjectDigest,
            ...(cast.onBehalfOf && { onBehalfOf: cast.onBehalfOf }),
          };
          const step = decideVote(promotion, ballot, by);
          if (isRefusal(step)) {
            tally.set(step.code, (tally.get(step.code) ?? 0) + 1);
            continue;
          }
          if (cast.onBehalfOf) tally.set('for somebody', (tally.get('for somebody') ?? 0) + 1);
          const vote = voteOf(ballot, by, givenFor(promotion, ballot, by));
          promotion = { ...promotion, ...step, votes: [...promotion.votes, vote] };
        }
        const { policy, gates, votes: accepted, waivers: kept = [], ...request } = promotion;
        if (accepted.length + kept.length === 0) return;
        const found = decide({
          policy,
          gates,
          votes: accepted,
          waivers: kept,
          request,
          people: before.people,
          now: before.now,
        });
        expect(found.state).toBe(promotion.state);
        tally.set(found.state, (tally.get(found.state) ?? 0) + 1);
      }),
      { seed: 5203, numRuns: 4_000 },
    );
    for (const way of [
      'for somebody',
      'waived',
      'approved',
      'rejected',
      'NO_DELEGATION',
      'SELF_APPROVAL',
      'ALREADY_VOTED',
      'PASSKEY_REQUIRED',
    ])
      expect([way, (tally.get(way) ?? 0) > 40]).toEqual([way, true]);
  });
});

/** Whether an objection goes with this person: taking that away may well let something through. */
function objects({ votes: cast }: Case, id: string | undefined): boolean {
  return cast.some(
    ({ personId, onBehalfOf, decision }) =>
      (personId === id || onBehalfOf === id) && ['reject', 'request_changes'].includes(decision),
  );
}

/** As the steps and the database have it: of one person one vote a round. */
function onePerPerson(all: Case['votes']): Case['votes'] {
  const key = ({ personId, onBehalfOf, round }: Case['votes'][number]) =>
    `${onBehalfOf ?? personId} ${round}`;
  return all.filter((vote, at) => all.findIndex((other) => key(other) === key(vote)) === at);
}

function given(delegatorId: string, delegateId: string, held: readonly Role[]): HeldDelegation {
  const times = { from: start, until: start + 20 * day };
  return {
    id: `${delegatorId} ${delegateId}`,
    delegatorId,
    delegateId,
    roles: held,
    delegatorRoles: held,
    ...times,
  };
}
