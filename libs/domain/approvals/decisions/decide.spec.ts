import fc from 'fast-check';
import { type Role } from '../../access';
import { isRefusal } from '../../refusals';
import {
  builtInPolicy,
  decide,
  decideVote,
  freshDigest,
  transitions,
  voteOf,
  type Case,
  type Emergency,
  type GateResult,
  type GateVerdict,
  type Person,
  type Policy,
  type Promotion,
  type PromotionState,
} from '../index';

const day = 86_400_000;
const start = 1_000 * day;
const states = Object.keys(transitions) as PromotionState[];
const ids = ['requester', 'sponsor', 'dependent', 'trainer', 'ann', 'ben', 'cleo', 'dan'];
const votingRoles: Role[] = ['subject_matter_expert', 'risk_officer', 'ml_engineer'];

const free = ['ann', 'ben', 'cleo', 'dan'];

/** Mostly what leads to an approval: of arbitrary votes hardly any do. */
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(usual) },
    { weight: 2, arbitrary: fc.constantFrom(...others) },
  );
const roles = fc.oneof(fc.constant(votingRoles), fc.uniqueArray(fc.constantFrom(...votingRoles)));
const people: fc.Arbitrary<Person[]> = fc
  .tuple(...ids.map(() => roles))
  .map((each) => each.map((held, index) => ({ personId: ids[index] ?? '', roles: held })));
const votes = fc.array(
  fc.record({
    personId: fc.oneof(fc.constantFrom(...free), fc.constantFrom(...ids)),
    castAs: roles,
    decision: mostly('approve', 'reject', 'request_changes', 'abstain'),
    round: mostly(2, 1),
  }),
  { maxLength: 8 },
) as fc.Arbitrary<Case['votes']>;
const policies: fc.Arbitrary<Policy> = fc
  .array(fc.record({ role: fc.constantFrom(...votingRoles), minimum: fc.integer({ min: 0, max: 1 }) }), {
    maxLength: 3,
  })
  .map((slots) => ({ ...builtInPolicy, slots, exclude: ['trainers'] }));
const verdicts = fc.array(mostly<GateVerdict>('pass', 'fail', 'unknown'), { minLength: 3, maxLength: 3 });

interface Parts {
  policy: Policy;
  verdicts: GateVerdict[];
  people: Person[];
  votes: Case['votes'];
  state: PromotionState;
}

const parts: fc.Arbitrary<Parts> = fc.record({
  ...{ policy: policies, verdicts, people, votes },
  state: fc.oneof(fc.constantFrom<PromotionState>('in_review', 'approved'), fc.constantFrom(...states)),
});

const emergency: Emergency = {
  ...{ id: 'e', round: 1, subjectDigest: '', incident: 'INC-7', proposerId: 'ann', proposedAt: start },
  ...{ confirmerId: 'ben', confirmedAt: null, until: null },
};

function caseOf({ policy, verdicts: found, people: known, votes: cast, state }: Parts): Case {
  const gates = policy.gates.map(({ id, kind }, index): GateResult => {
    const verdict = found[index] ?? 'unknown';
    return { gateId: id, kind, verdict, requirement: '', reason: '', evidenceDigest: `e${index}` };
  });
  const target = {
    modelVersionId: 'v',
    artifactDigest: 'a',
    environment: 'production',
    alias: 'champion',
  } as const;
  const isApproved = !['in_review', 'blocked', 'provisional'].includes(state);
  const ends = { confirmedAt: start, until: start + 14 * day };
  return {
    request: {
      ...{ target, state, round: 2, requesterId: 'requester', sponsorId: 'sponsor' },
      ...{ dependentIds: ['dependent'], contributors: [{ personId: 'trainer', as: 'trainers' }] },
      subjectDigest: freshDigest({ target }, { policy, gates }, 2),
      approvedAt: isApproved ? start : null,
      expiresAt: isApproved ? start + 14 * day : null,
      activatedAt: null,
      ...(state === 'provisional' && { emergency: { ...emergency, ...ends } }),
    },
    ...{ policy, gates, votes: cast, people: known, now: start + day },
  };
}

const cases = parts.map(caseOf);
const mayServe = (given: Case) => decide(given).missing.length === 0;
const barredIds = ['requester', 'sponsor', 'dependent', 'trainer'];

describe('decide', () => {
  it('P-52 answers every case, the same whatever order people and gates come in (seed 52)', () => {
    const met = new Set<PromotionState>();
    fc.assert(
      fc.property(cases, (given) => {
        const verdict = decide(given);
        met.add(verdict.state);
        expect(states).toContain(verdict.state);
        expect(verdict.missing.length === 0).toBe(verdict.state === 'approved' || verdict.state === 'active');
        expect(verdict.seats.length).toBe(given.policy.slots.reduce((sum, { minimum }) => sum + minimum, 0));
        const turned = { ...given, gates: given.gates.toReversed(), people: given.people.toReversed() };
        const { barred, missing, ...rest } = decide(turned);
        const { state, seats, counting, waived } = verdict;
        expect(rest).toEqual({ state, seats, counting, waived });
        expect(barred.toReversed()).toEqual(verdict.barred);
        expect(new Set(missing)).toEqual(new Set(verdict.missing));
      }),
      { seed: 52, numRuns: 2_000 },
    );
    expect([...met].sort()).toEqual([...states].sort());
  });

  it('P-52 stands where the votes, taken one after the other, lead (seed 520)', () => {
    let approvals = 0;
    fc.assert(
      fc.property(parts, (given) => {
        const before = caseOf({ ...given, state: 'in_review', votes: [] });
        let promotion: Promotion = {
          ...before.request,
          policy: before.policy,
          gates: before.gates,
          votes: [],
        };
        for (const { personId, decision } of given.votes) {
          const held = given.people.find((person) => person.personId === personId)?.roles ?? [];
          const actor = {
            kind: 'person',
            id: personId,
            name: personId,
            workspaceId: 'w',
            roles: held,
          } as const;
          const { round, subjectDigest } = promotion;
          const ballot = { decision, round, subjectDigest };
          const step = decideVote(promotion, ballot, { actor, now: before.now });
          if (isRefusal(step)) continue;
          const cast = voteOf(ballot, { actor, now: before.now });
          promotion = { ...promotion, ...step, votes: [...promotion.votes, cast] };
        }
        const { policy, gates, votes: accepted, ...request } = promotion;
        const { state } = decide({
          policy,
          gates,
          votes: accepted,
          request,
          people: given.people,
          now: before.now,
        });
        // Without a vote nothing has moved from the state in which it was put up.
        if (accepted.length > 0) expect(state).toBe(promotion.state);
        if (state === 'approved') approvals += 1;
      }),
      { seed: 520, numRuns: 2_000 },
    );
    expect(approvals).toBeGreaterThan(50);
  });

  it('P-53 loses nothing but an approval when an approving vote is taken away (seed 53)', () => {
    let lost = 0;
    fc.assert(
      fc.property(cases, fc.nat(), (given, at) => {
        const approvals = given.votes.flatMap(({ decision }, index) =>
          decision === 'approve' ? [index] : [],
        );
        const taken = approvals[at % Math.max(approvals.length, 1)];
        const fewer = { ...given, votes: given.votes.filter((_, index) => index !== taken) };
        if (mayServe(fewer)) expect(mayServe(given) || startsWithSecondVote(given, taken)).toBe(true);
        if (mayServe(given) && !mayServe(fewer)) lost += 1;
      }),
      { seed: 53, numRuns: 5_000 },
    );
    expect(lost).toBeGreaterThan(50);
  });

  it('P-53 gains nothing by the vote, nor by the roles, of somebody who may not vote (seed 530)', () => {
    fc.assert(
      fc.property(
        cases,
        fc.constantFrom(...barredIds),
        fc.constantFrom('approve', 'reject'),
        (given, personId, decision) => {
          const vote = { personId, castAs: votingRoles, decision, round: 2 } as const;
          const known = given.people.map((person) =>
            person.personId === personId ? { ...person, roles: votingRoles } : person,
          );
          const before = decide(given);
          const after = decide({ ...given, people: known, votes: [vote, ...given.votes] });
          expect({ ...after, barred: [] }).toEqual({ ...before, barred: [] });
          expect(after.counting).not.toContain(personId);
          expect(after.barred.map((each) => each.personId).toSorted()).toEqual([...barredIds].sort());
        },
      ),
      { seed: 530, numRuns: 2_000 },
    );
  });

  it('P-53 gains nothing by somebody who is unknown or lost every role (seed 531)', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom('ann', 'ben', 'stranger'), (given, personId) => {
        const gone = { ...given, people: given.people.filter((person) => person.personId !== personId) };
        const none = given.votes.filter((vote) => vote.personId !== personId);
        expect(decide(gone).state).toBe(decide({ ...gone, votes: none }).state);
      }),
      { seed: 531, numRuns: 2_000 },
    );
  });

  it('P-54 only grows staler as time goes by (seed 54)', () => {
    let lapsed = 0;
    const later = fc.integer({ min: 0, max: 30 * day });
    fc.assert(
      fc.property(cases, later, later, (given, one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        const before = decide({ ...given, now: start + early });
        const after = decide({ ...given, now: start + late });
        if (before.missing.length > 0) expect(after.missing).not.toEqual([]);
        if (before.state === 'expired') expect(after.state).toBe('expired');
        if (before.state === 'approved' && after.state === 'expired') lapsed += 1;
      }),
      { seed: 54, numRuns: 5_000 },
    );
    expect(lapsed).toBeGreaterThan(50);
  });

  it('P-55 says that what is voted on is another than what the round is about', () => {
    const given = caseOf({
      ...{ policy: builtInPolicy, verdicts: ['pass', 'pass', 'pass'], state: 'in_review' },
      people: [
        { personId: 'ann', roles: ['subject_matter_expert'] },
        { personId: 'ben', roles: ['risk_officer'] },
      ],
      votes: [
        { personId: 'ann', castAs: ['subject_matter_expert'], decision: 'approve', round: 2 },
        { personId: 'ben', castAs: ['risk_officer'], decision: 'approve', round: 2 },
      ],
    });
    expect(decide(given)).toMatchObject({ state: 'approved', missing: [], counting: ['ann', 'ben'] });
    const [first, ...others] = given.gates;
    const other = { ...given, gates: [{ ...first, evidenceDigest: 'newer' } as GateResult, ...others] };
    expect(decide(other)).toMatchObject({ state: 'in_review', missing: [{ code: 'STALE_ROUND' }] });
  });
});

/** Whether the vote taken away hid a later one of the same person, which counts in its place: it may well be another. */
function startsWithSecondVote({ votes: cast }: Case, taken: number | undefined): boolean {
  const gone = taken === undefined ? undefined : cast[taken];
  return cast.filter((vote) => vote.personId === gone?.personId && vote.round === gone.round).length > 1;
}
