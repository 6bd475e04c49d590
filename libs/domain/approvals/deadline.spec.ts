import fc from 'fast-check';
import { type Actor, type Role } from '../access';
import { isRefusal } from '../refusals';
import {
  builtInPolicy,
  deadlineOf,
  decideExpiry,
  decideReinstatement,
  decideVote,
  escalatedRole,
  filledSlots,
  freshDigest,
  isQuorumReached,
  joinPolicies,
  remindersDue,
  standing,
  voteOf,
  type GateResult,
  type Policy,
  type Promotion,
  type PromotionState,
  type PromotionTarget,
} from './index';

const day = 86_400_000;
const asked = 1_000 * day;
const policy: Policy = { ...builtInPolicy, deadlineDays: 8, escalateTo: 'ml_engineer' };
const gates = policy.gates.map(({ id, kind }): GateResult => ({
  ...{ gateId: id, kind, verdict: 'pass', requirement: '', reason: '' },
}));
const person = (id: string, ...roles: Role[]): Actor => ({
  ...{ kind: 'person', id, name: id, workspaceId: 'w', roles },
});
const expert = person('expert', 'subject_matter_expert');
const officer = person('officer', 'risk_officer');
const engineer = person('engineer', 'ml_engineer');

function promotion(changes: Partial<Promotion> = {}): Promotion {
  const target: PromotionTarget = {
    ...{ modelVersionId: 'v', artifactDigest: 'a' },
    ...{ environment: 'production', alias: 'champion' },
  };
  const base: Promotion = {
    ...{ target, state: 'in_review', round: 1, subjectDigest: '', requesterId: 'requester' },
    ...{ requestedAt: asked, policy, gates, votes: [] },
    ...{ approvedAt: null, expiresAt: null, activatedAt: null },
    ...changes,
  };
  return { ...base, subjectDigest: freshDigest(base, base, base.round) };
}

/** The promotion after a vote, or the code of its refusal. */
function after(on: Promotion, actor: Actor, now: number): Promotion | string {
  const ballot = { decision: 'approve', round: on.round, subjectDigest: on.subjectDigest } as const;
  const step = decideVote(on, ballot, { actor, now });
  return isRefusal(step)
    ? step.code
    : { ...on, ...step, votes: [...on.votes, voteOf(ballot, { actor, now })] };
}
const stateAfter = (on: Promotion, actor: Actor, now: number) => {
  const next = after(on, actor, now);
  return typeof next === 'string' ? next : next.state;
};

describe('the term of a promotion', () => {
  it.each(['in_review', 'blocked'] as const)(
    'P-96 ends what is %s, to the millisecond, and never approves',
    (state) => {
      const on = promotion({ state });
      const end = deadlineOf(on) as number;
      expect(end).toBe(asked + 8 * day);
      expect(standing(on, end - 1)).toBe(state);
      expect(standing(on, end)).toBe('expired');
      expect(decideExpiry(on, end - 1)).toMatchObject({ code: 'PROMOTION_CLOSED' });
      expect(decideExpiry(on, end)).toMatchObject({ state: 'expired' });
      expect(stateAfter(on, expert, end)).toBe('PROMOTION_EXPIRED');
    },
  );

  it('P-96 holds with a clock that was set back, and not for what was decided', () => {
    const end = asked + 8 * day;
    expect(standing(promotion({ seenAt: end }), asked)).toBe('expired');
    const decided = { approvedAt: end - 1, expiresAt: end + day };
    expect(standing(promotion({ state: 'approved', ...decided }), end)).toBe('approved');
    expect(standing(promotion({ state: 'rejected' }), end)).toBe('rejected');
    expect(standing(promotion({ policy: builtInPolicy }), end * 2)).toBe('in_review');
  });

  it('P-97 reminds once half of it is over, and again at three quarters', () => {
    const due = [0, 4 * day - 1, 4 * day, 6 * day - 1, 6 * day, 9 * day];
    expect(due.map((span) => remindersDue(promotion(), asked + span))).toEqual([0, 0, 1, 1, 2, 2]);
    expect(remindersDue(promotion({ policy: builtInPolicy }), asked + 9 * day)).toBe(0);
  });

  it('P-98 lets another role take any seat from three quarters of it on', () => {
    const on = after(promotion(), expert, asked) as Promotion;
    expect(stateAfter(on, engineer, asked + 6 * day - 1)).toBe('ROLE_NOT_REQUIRED');
    const signed = after(on, engineer, asked + 6 * day) as Promotion;
    expect(signed.state).toBe('approved');
    expect(filledSlots(signed)).toEqual([
      { role: 'subject_matter_expert', filledBy: 'expert' },
      { role: 'risk_officer', filledBy: 'engineer' },
    ]);
    expect(
      stateAfter(after(promotion(), engineer, asked + 6 * day) as Promotion, officer, asked + 7 * day),
    ).toBe('approved');
  });

  it('P-98 still takes two people, and nobody who may not vote', () => {
    const late = asked + 7 * day;
    const both = person('engineer', 'ml_engineer', 'risk_officer');
    expect(stateAfter(promotion(), both, late)).toBe('in_review');
    expect(stateAfter(promotion({ requesterId: 'engineer' }), engineer, late)).toBe('SELF_APPROVAL');
    expect(
      isRefusal(decideReinstatement(promotion({ state: 'suspended' }), { actor: engineer, now: late })),
    ).toBe(true);
  });

  it('P-98 counts a vote by when it was cast, and by the role that its voter still holds', () => {
    const signed = after(
      after(promotion(), expert, asked) as Promotion,
      engineer,
      asked + 6 * day,
    ) as Promotion;
    const [first, second] = signed.votes;
    if (!first || !second) throw new Error('Two votes were cast.');
    expect(isQuorumReached(signed)).toBe(true);
    expect(isQuorumReached({ ...signed, votes: [first, { ...second, castAt: asked + 6 * day - 1 }] })).toBe(
      false,
    );
    expect(isQuorumReached({ ...signed, votes: [first, { ...second, roles: [] }] })).toBe(false);
    const { castAt, ...undated } = second;
    expect(castAt).toBe(asked + 6 * day);
    expect(isQuorumReached({ ...signed, votes: [first, undated] })).toBe(false);
  });

  it('P-99 is the shortest of all that apply, and escalates only where all of them do', () => {
    const joined = (more: Partial<Policy>) => {
      const { deadlineDays, escalateTo } = joinPolicies([policy, { ...policy, name: 'other', ...more }]);
      return { deadlineDays, escalateTo };
    };
    expect(joined({})).toEqual({ deadlineDays: 8, escalateTo: 'ml_engineer' });
    expect(joined({ deadlineDays: 20 })).toEqual({ deadlineDays: 8, escalateTo: undefined });
    expect(joined({ escalateTo: 'product_manager' })).toEqual({ deadlineDays: 8, escalateTo: undefined });
    const { deadlineDays, escalateTo, ...without } = policy;
    expect(joinPolicies([policy, { ...without, name: 'other' }])).not.toHaveProperty('escalateTo');
    expect([deadlineDays, escalateTo]).toEqual([8, 'ml_engineer']);
  });

  it('P-54 P-98 never turns a vote that was refused into one that counts (seed 98)', () => {
    const instants = fc.array(fc.integer({ min: 0, max: 9 * day }), { minLength: 1, maxLength: 4 });
    let escalated = 0;
    fc.assert(
      fc.property(instants, fc.constantFrom<PromotionState>('in_review', 'blocked'), (spans, state) => {
        let on = promotion({ state });
        for (const [index, span] of spans.toSorted((one, other) => one - other).entries()) {
          const actor = [expert, engineer, officer, engineer][index] as Actor;
          const next = after(on, actor, asked + span);
          const isEscalated = escalatedRole(on, asked + span) === 'ml_engineer';
          if (actor === engineer && !isEscalated) expect(typeof next).toBe('string');
          if (typeof next === 'string') continue;
          if (actor === engineer) escalated += 1;
          on = next;
        }
        if (on.state === 'approved')
          expect(new Set(on.votes.map(({ personId }) => personId)).size).toBeGreaterThan(1);
      }),
      { seed: 98, numRuns: 500 },
    );
    expect(escalated).toBeGreaterThan(20);
  });
});
