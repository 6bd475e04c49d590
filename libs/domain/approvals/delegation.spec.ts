import fc from 'fast-check';
import { type Actor, type Role } from '../access';
import { isRefusal } from '../refusals';
import { closesCircle } from './decisions/decide-delegation';
import {
  builtInPolicy,
  countingVotes,
  decide,
  decideTogether,
  decideVote,
  delegationRefusal,
  filledSlots,
  findDeadlock,
  freshDigest,
  givenFor,
  isQuorumReached,
  principalOf,
  voteOf,
  type GateResult,
  type HeldDelegation,
  type Policy,
  type Promotion,
  type Vote,
} from './index';

const now = 1_000 * 86_400_000;
const hour = 3_600_000;
const votingRoles: Role[] = ['subject_matter_expert', 'risk_officer', 'ml_engineer'];
const person = (id: string, ...roles: Role[]): Actor => ({
  ...{ kind: 'person', id, name: id, workspaceId: 'w', roles },
});

function promotion(changes: Partial<Promotion> = {}): Promotion {
  const policy = changes.policy ?? builtInPolicy;
  const gates = policy.gates.map(({ id, kind }): GateResult => ({
    ...{ gateId: id, kind, verdict: 'pass', requirement: '', reason: '' },
  }));
  const base: Promotion = {
    target: { modelVersionId: 'v', artifactDigest: 'a', environment: 'production', alias: 'champion' },
    ...{ state: 'in_review', round: 1, subjectDigest: '', requesterId: 'requester', policy, gates },
    ...{ votes: [], approvedAt: null, expiresAt: null, activatedAt: null, ...changes },
  };
  return { ...base, subjectDigest: freshDigest(base, base, base.round) };
}

const given = (
  delegatorId: string,
  delegateId: string,
  roles: Role[],
  changes: Partial<HeldDelegation> = {},
): HeldDelegation => ({
  ...{ id: `${delegatorId}-${delegateId}`, delegatorId, delegateId, roles, delegatorRoles: roles },
  ...{ from: now - hour, until: now + hour, ...changes },
});

/** The promotion after everybody cast every vote they may, for others first. */
function afterAll(on: Promotion, actors: readonly Actor[], decisions = ['approve'] as const): Promotion {
  let after = on;
  for (const actor of actors)
    for (const onBehalfOf of [...actors.map(({ id }) => id), undefined]) {
      const { round, subjectDigest } = after;
      const ballot = {
        ...{ decision: decisions[0], round, subjectDigest },
        ...(onBehalfOf !== undefined && { onBehalfOf }),
      };
      const by = { actor, now };
      // Votes are taken as if it stayed in review, so that all of them are met.
      if (isRefusal(decideVote({ ...after, state: 'in_review' }, ballot, by))) continue;
      after = { ...after, votes: [...after.votes, voteOf(ballot, by, givenFor(after, ballot, by))] };
    }
  return after;
}

const ids = ['requester', 'trainer', 'ann', 'ben', 'cleo'];
const someRoles = fc.subarray(votingRoles, { minLength: 1 });
const crowds = fc.record({
  people: fc
    .tuple(...ids.map(() => someRoles))
    .map((all) => all.map((roles, at) => person(ids[at] ?? '', ...roles))),
  pairs: fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids), someRoles), { maxLength: 5 }),
  seats: fc.array(
    fc.record({ role: fc.constantFrom(...votingRoles), minimum: fc.integer({ min: 1, max: 2 }) }),
    {
      ...{ minLength: 1, maxLength: 2 },
    },
  ),
  distinctPeople: fc.integer({ min: 1, max: 4 }),
});

function crowdedPromotion({
  people,
  pairs,
  seats,
  distinctPeople,
}: {
  people: Actor[];
  pairs: [string, string, Role[]][];
  seats: Policy['slots'][number][];
  distinctPeople: number;
}): Promotion {
  const rolesOf = (id: string) => people.find((each) => each.id === id)?.roles ?? [];
  const slots = seats.filter(({ role }, at) => seats.findIndex((seat) => seat.role === role) === at);
  return promotion({
    policy: { ...builtInPolicy, slots, distinctPeople, exclude: ['trainers'] },
    contributors: [{ personId: 'trainer', as: 'trainers' }],
    delegations: pairs
      .filter(([from, to]) => from !== to)
      .map(([from, to, roles]) => given(from, to, roles, { delegatorRoles: rolesOf(from) })),
  });
}

describe('votes that are given away, as a function', () => {
  it('P-130 finds a circle where, at some instant, all of it is in force (seed 130)', () => {
    const edges = fc.record({
      ...{
        delegatorId: fc.constantFrom('a', 'b', 'c', 'd'),
        delegateId: fc.constantFrom('a', 'b', 'c', 'd'),
      },
      ...{ from: fc.integer({ min: 0, max: 6 }), span: fc.integer({ min: 1, max: 4 }) },
    });
    const leads = (offer: { delegatorId: string; delegateId: string }, others: (typeof offer)[]) => {
      let reached = [offer.delegateId];
      for (let step = 0; step < 5; step += 1)
        reached = [
          ...reached,
          ...others.filter((edge) => reached.includes(edge.delegatorId)).map((edge) => edge.delegateId),
        ];
      return reached.includes(offer.delegatorId);
    };
    const met = new Set<boolean>();
    fc.assert(
      fc.property(edges, fc.array(edges, { maxLength: 6 }), (offer, others) => {
        const timed = [offer, ...others].map((edge) => ({ ...edge, until: edge.from + edge.span }));
        const [asked, ...known] = timed as [(typeof timed)[number], ...typeof timed];
        const atSomeTime = Array.from({ length: 12 }, (_, at) => at).some((at) => {
          const inForce = (edge: (typeof timed)[number]) => edge.from <= at && at < edge.until;
          return inForce(asked) && leads(asked, known.filter(inForce));
        });
        met.add(atSomeTime);
        expect(closesCircle(asked, known)).toBe(atSomeTime);
      }),
      { seed: 130, numRuns: 2_000 },
    );
    expect(met.size).toBe(2);
  });

  it('P-128 takes no more than twenty of one person at once', () => {
    const offer = {
      delegate: { personId: 'ben', roles: votingRoles },
      roles: votingRoles,
      from: now,
      until: now + hour,
    };
    const others = Array.from({ length: 20 }, () => given('ann', 'cleo', votingRoles));
    expect(delegationRefusal(offer, person('ann', ...votingRoles), others.slice(1))).toBeNull();
    expect(delegationRefusal(offer, person('ann', ...votingRoles), others)).toMatchObject({
      code: 'CANNOT_DELEGATE',
    });
    expect(delegationRefusal(offer, person('dan', ...votingRoles), others)).toBeNull();
  });

  it('P-133 counts no vote of somebody who may not vote, nor one cast for them (seed 133)', () => {
    const barred = ['requester', 'trainer'];
    fc.assert(
      fc.property(crowds, (crowd) => {
        const on = crowdedPromotion(crowd);
        const after = afterAll(on, crowd.people);
        for (const { personId, onBehalfOf } of after.votes)
          expect([barred.includes(personId), barred.includes(onBehalfOf ?? '')]).toEqual([false, false]);
        // However such a vote got there, it does not count.
        const forced: Vote[] = crowd.people.flatMap(({ id, roles }) =>
          barred.map((each) => ({
            ...{ personId: each, onBehalfOf: id, roles: votingRoles, delegatorRoles: roles },
            ...{ castAs: roles, decision: 'approve' as const, round: 1 },
          })),
        );
        expect(countingVotes({ ...on, votes: forced })).toEqual([]);
      }),
      { seed: 133, numRuns: 500 },
    );
  });

  it('P-134 seats nobody twice, takes one vote of each person, and counts bodies (seed 134)', () => {
    let sitsForOthers = 0;
    fc.assert(
      fc.property(crowds, (crowd) => {
        const after = afterAll(crowdedPromotion(crowd), crowd.people);
        const principals = countingVotes(after).map(principalOf);
        expect(new Set(principals).size).toBe(principals.length);
        const seated = filledSlots(after).flatMap(({ filledBy }) => (filledBy === null ? [] : [filledBy]));
        expect(new Set(seated).size).toBe(seated.length);
        const bodies = new Set(countingVotes(after).map(({ personId }) => personId));
        if (isQuorumReached(after)) expect(bodies.size).toBeGreaterThanOrEqual(crowd.distinctPeople);
        for (const { filledBy, onBehalfOf, role } of filledSlots(after)) {
          if (onBehalfOf === undefined) continue;
          sitsForOthers += 1;
          const vote = after.votes.find(
            (each) => each.personId === filledBy && each.onBehalfOf === onBehalfOf,
          );
          expect(vote?.castAs).toContain(role);
        }
      }),
      { seed: 134, numRuns: 500 },
    );
    expect(sitsForOthers).toBeGreaterThan(10);
  });

  it('P-53 P-134 taking an approval away never gets it approved, cast for others or not (seed 53)', () => {
    fc.assert(
      fc.property(crowds, fc.nat(20), (crowd, pick) => {
        const { votes, ...on } = afterAll(crowdedPromotion(crowd), crowd.people);
        const fewer = votes.filter((_, at) => at !== pick % Math.max(1, votes.length));
        if (!isQuorumReached({ ...on, votes })) expect(isQuorumReached({ ...on, votes: fewer })).toBe(false);
      }),
      { seed: 53, numRuns: 500 },
    );
  });

  it('P-138 lets delegates fill no seat that their delegators could not (seed 138)', () => {
    let dead = 0;
    fc.assert(
      fc.property(crowds, (crowd) => {
        const on = crowdedPromotion(crowd);
        const members = crowd.people.map(({ id, name, roles }) => ({ personId: id, name, roles }));
        if (findDeadlock(on, members).length === 0) return;
        dead += 1;
        const backwards = [...crowd.people].reverse();
        for (const order of [crowd.people, backwards])
          expect(isQuorumReached(afterAll(on, order))).toBe(false);
      }),
      { seed: 138, numRuns: 500 },
    );
    expect(dead).toBeGreaterThan(50);
  });

  it('P-135 lets a vote fall with the roles of either, in the decision as well', () => {
    const on = promotion({ delegations: [given('officer', 'mel', ['risk_officer'])] });
    const { votes } = afterAll(on, [person('mel', 'ml_engineer'), person('officer', 'risk_officer')]);
    const { policy, gates } = on;
    const counted = (mel: Role[], officer: Role[]) =>
      decide({
        ...{ policy, request: on, gates, votes, now },
        people: [
          { personId: 'mel', roles: mel },
          { personId: 'officer', roles: officer },
        ],
      }).counting;
    expect(counted(['ml_engineer'], ['risk_officer'])).toEqual(['officer']);
    expect(counted([], ['risk_officer'])).toEqual([]);
    expect(counted(['data_engineer'], ['risk_officer'])).toEqual([]);
    expect(counted(['ml_engineer'], [])).toEqual([]);
    // A role that the delegate holds does not stand in for the one that the delegator lost.
    expect(counted(['risk_officer'], ['auditor'])).toEqual([]);
  });

  it('P-132 takes of several delegations the one that a vote here can be cast by', () => {
    const delegations = [
      given('ann', 'ben', ['ml_engineer', 'product_manager', 'data_scientist']),
      given('ann', 'ben', ['risk_officer'], { id: 'needed' }),
    ];
    const on = promotion({ delegations });
    const { subjectDigest } = on;
    const ballot = { decision: 'approve', round: 1, subjectDigest, onBehalfOf: 'ann' } as const;
    const by = { actor: person('ben', 'risk_officer'), now };
    expect(givenFor(on, ballot, by)?.id).toBe('needed');
    expect(decideVote(on, ballot, by)).toMatchObject({ refused: false });
    const policy: Policy = { ...builtInPolicy, deadlineDays: 4, escalateTo: 'ml_engineer' };
    const late = promotion({ policy, delegations, requestedAt: now - 3 * 24 * hour });
    expect(givenFor({ ...late, policy: { ...policy, slots: [] } }, ballot, by)?.id).toBe('ann-ben');
  });

  it('P-132 does not bring to life again what has ended, when a clock is set back', () => {
    const on = promotion({ delegations: [given('officer', 'mel', ['risk_officer'])] });
    const ballot = {
      decision: 'approve',
      round: 1,
      subjectDigest: on.subjectDigest,
      onBehalfOf: 'officer',
    } as const;
    const cast = (changes: Partial<Promotion>, at: number) =>
      decideVote({ ...on, ...changes }, ballot, { actor: person('mel', 'ml_engineer'), now: at });
    expect(isRefusal(cast({}, now))).toBe(false);
    expect(cast({}, now + hour)).toMatchObject({ code: 'NO_DELEGATION' });
    expect(cast({ seenAt: now + hour }, now)).toMatchObject({ code: 'NO_DELEGATION' });
    expect(cast({}, now - 2 * hour)).toMatchObject({ code: 'NO_DELEGATION' });
  });

  it('P-139 takes together only what has nothing left to read: one policy, and all gates passed on fresh evidence', () => {
    const on = promotion();
    const [first, ...others] = on.gates as [GateResult, ...GateResult[]];
    const together = (each: Promotion, policies = 1, age = 0) =>
      decideTogether(each, {
        ...{ policies, now },
        looks: [{ gateId: first.gateId, producedAt: now - age * 24 * hour }],
      });
    expect(together(on)).toBeNull();
    expect(together(on, 2)).toMatchObject({ code: 'NOT_VOTED_TOGETHER' });
    expect(together(on, 1, 30)).toBeNull();
    expect(together(on, 1, 31)).toMatchObject({ code: 'NOT_VOTED_TOGETHER' });
    expect(together(on, 1, NaN)).toMatchObject({ code: 'NOT_VOTED_TOGETHER' });
    const failing = { ...on, gates: [{ ...first, verdict: 'fail' as const }, ...others] };
    const [rule, ...rules] = on.policy.gates as [Policy['gates'][number], ...Policy['gates'][number][]];
    const informing = {
      ...failing,
      policy: { ...on.policy, gates: [{ ...rule, severity: 'info' as const }, ...rules] },
    };
    for (const each of [failing, informing, { ...on, gates: others }])
      expect(together(each)).toMatchObject({ code: 'NOT_VOTED_TOGETHER' });
    const officer = { actor: person('riley', 'risk_officer'), now };
    const asked = { decision: 'request_changes', round: on.round, subjectDigest: on.subjectDigest } as const;
    const vote = voteOf(asked, officer);
    expect(together({ ...on, votes: [vote] })).toMatchObject({ code: 'NOT_VOTED_TOGETHER' });
    expect(together({ ...on, votes: [{ ...vote, round: on.round - 1 }] })).toBeNull();
  });
});
