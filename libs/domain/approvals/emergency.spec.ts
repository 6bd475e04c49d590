import fc from 'fast-check';
import { type Actor, type Role } from '../access';
import { isRefusal } from '../refusals';
import {
  builtInPolicy,
  confirmAsSeen,
  decide,
  decideEmergency,
  decideEmergencyEnd,
  decideEmergencyProposal,
  decideRefresh,
  decideReinstatement,
  decideRollback,
  decideVote,
  freshDigest,
  inboxKindOf,
  lintPolicy,
  reasonsAgainst,
  standing,
  voteOf,
  waivedGates,
  type Decision,
  type Earlier,
  type Emergency,
  type GateResult,
  type GateRule,
  type GateVerdict,
  type Policy,
  type Promotion,
  type VoteDecision,
} from './index';

const hour = 3_600_000;
const day = 24 * hour;
const now = 1_000 * day;
const signature: GateRule = { id: 'signed', title: 'Signed', kind: 'signature', publicKey: 'k' };
const policy: Policy = { ...builtInPolicy, breakGlass: { ttlHours: 4, perMonth: 2 } };

const person = (id: string, ...roles: Role[]): Actor => ({
  ...{ kind: 'person', id, name: id, workspaceId: 'w', roles, authenticatedAt: now },
});
const mel = person('mel', 'ml_engineer');
const riley = person('riley', 'risk_officer');
const sam = person('sam', 'subject_matter_expert');

const target: Promotion['target'] = {
  ...{ modelVersionId: 'v2', artifactDigest: 'a', environment: 'production', alias: 'champion' },
};
const earlier: Earlier = {
  ...{ promotionId: 'p1', modelVersionId: 'v1', versionNumber: 1, state: 'superseded', policy: {} },
  ...{ artifactDigest: 'b', versionDigest: 'b', lastServedAt: now - day, isSuspended: false },
};
const gatesOf = (of: Policy, verdict: GateVerdict): GateResult[] =>
  of.gates.map(({ id, kind }) => ({
    ...{ gateId: id, kind, verdict, requirement: '', reason: `It is ${verdict}.`, evidenceDigest: `e-${id}` },
  }));

function blocked(changes: Partial<Promotion> = {}): Promotion {
  const base: Promotion = {
    ...{ target, state: 'blocked', round: 1, subjectDigest: '', requesterId: 'dana', policy },
    ...{ gates: gatesOf(changes.policy ?? policy, 'fail'), votes: [], replacesVersionId: 'v1' },
    ...{ approvedAt: null, expiresAt: null, activatedAt: null },
    ...changes,
  };
  return { ...base, subjectDigest: freshDigest(base, base, base.round) };
}
/** Mel says that it has to serve. */
function proposed(changes: Partial<Promotion> = {}, more: Partial<Emergency> = {}): Promotion {
  const on = blocked(changes);
  const emergency: Emergency = {
    ...{ id: 'e', round: on.round, subjectDigest: on.subjectDigest, incident: 'INC-7', proposerId: 'mel' },
    ...{ proposedAt: now, confirmerId: null, confirmedAt: null, until: null, ...more },
  };
  return { ...on, emergency };
}
/** Riley has confirmed it. */
function provisional(changes: Partial<Promotion> = {}): Promotion {
  const ends = { confirmerId: 'riley', confirmedAt: now, until: now + 4 * hour };
  const on = proposed({ state: 'provisional', activatedAt: now, earlier: [earlier], ...changes }, ends);
  return on;
}
const outcome = (decision: Decision) => (isRefusal(decision) ? decision.code : decision.state);
const propose = (on: Promotion, actor = mel, at = now) =>
  outcome(decideEmergencyProposal(on, { actor, now: at }));
const confirm = (on: Promotion, actor = riley, at = now) => outcome(confirmAsSeen(on, { actor, now: at }));
function cast(on: Promotion, actor: Actor, decision: VoteDecision = 'approve', at = now): Decision {
  const { round, subjectDigest } = on;
  return decideVote(on, { decision, round, subjectDigest }, { actor, now: at });
}
function after(on: Promotion, actor: Actor): Promotion {
  const step = cast(on, actor);
  if (isRefusal(step)) throw new Error(step.code);
  const { round, subjectDigest } = on;
  const vote = voteOf({ decision: 'approve', round, subjectDigest }, { actor, now });
  return { ...on, ...step, votes: [...on.votes, vote] };
}

describe('an emergency', () => {
  it('P-116 is for what is under review, by a policy that knows emergencies', () => {
    expect([propose(blocked()), confirm(proposed())]).toEqual(['blocked', 'provisional']);
    const reviewed = { state: 'in_review', gates: gatesOf(policy, 'pass') } as const;
    expect([propose(blocked(reviewed)), confirm(proposed(reviewed))]).toEqual(['in_review', 'provisional']);
    expect(propose(blocked({ state: 'approved', approvedAt: now, expiresAt: now + day }))).toBe(
      'PROMOTION_CLOSED',
    );
    expect(propose(blocked({ policy: builtInPolicy }))).toBe('NO_BREAK_GLASS');
    expect(confirm(proposed({ policy: builtInPolicy }))).toBe('NO_BREAK_GLASS');
    const step = confirmAsSeen(proposed(), { actor: riley, now });
    expect(step).toMatchObject({ state: 'provisional', activatedAt: now, approvedAt: null, expiresAt: null });
  });

  it.each<[string, Promotion, Actor]>([
    ['the first', proposed(), mel],
    ['the requester', proposed({ requesterId: 'riley' }), riley],
    ['who answers for the request', proposed({ sponsorId: 'riley' }), riley],
    ['who depends on the requester', proposed({ dependentIds: ['riley'] }), riley],
    ['who depends on the first', proposed({}, { dependentIds: ['riley'] }), riley],
    ['a service', proposed(), { ...riley, kind: 'service' }],
  ])('P-117 is not confirmed by %s', (_who, on, actor) => {
    expect(confirm(on, actor)).toBe(actor.kind === 'service' ? 'ROLE_NOT_REQUIRED' : 'SECOND_PERSON_NEEDED');
  });

  it('P-117 may be proposed by the requester, and confirmed by who trained it, as freshly proven as a vote', () => {
    expect(propose(blocked({ requesterId: 'mel' }))).toBe('blocked');
    expect(propose(blocked(), { ...mel, kind: 'service' })).toBe('ROLE_NOT_REQUIRED');
    expect(confirm(proposed({ contributors: [{ personId: 'riley', as: 'trainers' }] }))).toBe('provisional');
    const strict = { policy: { ...policy, stepUpMinutes: 10 } };
    const stale = now + 10 * 60_000 + 1;
    expect(propose(blocked(strict), mel, stale)).toBe('STEP_UP_REQUIRED');
    expect(confirm(proposed(strict), riley, stale)).toBe('STEP_UP_REQUIRED');
    expect(confirm(proposed(strict))).toBe('provisional');
  });

  it('P-117 is confirmed as it was proposed, on the same, for as long as it would last', () => {
    expect(confirm(blocked())).toBe('NO_EMERGENCY');
    expect(confirm(proposed(), riley, now + 4 * hour - 1)).toBe('provisional');
    expect(confirm(proposed(), riley, now + 4 * hour)).toBe('NO_EMERGENCY');
    expect(confirm(proposed({}, { hasProposerLeft: true }))).toBe('NO_EMERGENCY');
    const on = proposed();
    const by = { actor: riley, now };
    const say = (confirmation: Partial<{ emergencyId: string; subjectDigest: string }>, fresh = on) =>
      outcome(
        decideEmergency(
          on,
          {
            confirmation: { emergencyId: 'e', subjectDigest: on.subjectDigest, ...confirmation },
            fresh,
          },
          by,
        ),
      );
    expect(say({ emergencyId: 'other' })).toBe('NO_EMERGENCY');
    expect(say({ subjectDigest: 'other' })).toBe('STALE_ROUND');
    expect(confirm(proposed({}, { subjectDigest: 'of the round before' }))).toBe('STALE_ROUND');
    const newer = on.gates.map((gate) => ({ ...gate, evidenceDigest: 'newer' }));
    expect(say({}, { ...on, gates: newer })).toBe('STALE_ROUND');
    expect(say({}, { ...on, policy: { ...policy, approvalTtlDays: 1 } })).toBe('STALE_ROUND');
    const moved = { ...on, servingVersionId: 'v9' };
    expect(say({}, moved)).toBe('ALIAS_MOVED');
  });

  it('P-117 waits no longer where a clock was set back, nor where a policy without emergencies came between', () => {
    const seen = proposed({ seenAt: now + 4 * hour });
    expect(confirm(seen)).toBe('NO_EMERGENCY');
    expect(confirm(proposed({ seenAt: now + 4 * hour - 1 }))).toBe('provisional');
    const without = proposed({ policy: builtInPolicy });
    const { subjectDigest } = without;
    const confirmation = { emergencyId: 'e', subjectDigest };
    const again = { ...without, policy };
    expect(outcome(decideEmergency(without, { confirmation, fresh: again }, { actor: riley, now }))).toBe(
      'STALE_ROUND',
    );
  });

  it('P-118 waives every gate but the absolute ones and signatures, and names what they had found', () => {
    const absolute: Policy = {
      ...policy,
      gates: policy.gates.map((gate, index) => (index === 0 ? { ...gate, severity: 'absolute' } : gate)),
    };
    for (const severity of ['hard', 'info', undefined] as const) {
      const signed = { ...policy, gates: [...policy.gates, { ...signature, ...(severity && { severity }) }] };
      expect(propose(blocked({ policy: signed }))).toBe('GATE_NOT_WAIVABLE');
      expect(confirm(proposed({ policy: signed }))).toBe('GATE_NOT_WAIVABLE');
      const passing = gatesOf(signed, 'fail').map((gate) =>
        gate.kind === 'signature' ? { ...gate, verdict: 'pass' as const } : gate,
      );
      expect(confirm(proposed({ policy: signed, gates: passing }))).toBe('provisional');
    }
    expect(confirm(proposed({ policy: absolute }))).toBe('GATE_NOT_WAIVABLE');
    expect(confirm(proposed({ policy: absolute, gates: [] }))).toBe('GATE_NOT_WAIVABLE');
    const [first, ...others] = blocked().gates;
    const gates = [{ ...first, verdict: 'pass' } as GateResult, ...others];
    expect(waivedGates(policy, gates).map(({ gateId, reason }) => [gateId, reason])).toEqual(
      others.map(({ gateId }) => [gateId, 'It is fail.']),
    );
  });

  it('P-119 is within the number that the policy allows', () => {
    expect(propose(blocked({ emergenciesUsed: 1 }))).toBe('blocked');
    expect(propose(blocked({ emergenciesUsed: 2 }))).toBe('EMERGENCY_BUDGET_SPENT');
    expect(confirm(proposed({ emergenciesUsed: 2 }))).toBe('EMERGENCY_BUDGET_SPENT');
  });

  it('P-120 says at the gate that it serves and is not approved, and what is missing', () => {
    const on = provisional();
    const reasons = reasonsAgainst(on, on, now);
    expect(reasons[0]).toMatchObject({ code: 'PROMOTION_PROVISIONAL' });
    expect(reasons[0]?.message).toContain('at most 4 more hours');
    expect(reasonsAgainst(on, on, now + 3 * hour)[0]?.message).toContain('at most 1 more hour,');
    const codes = reasons.slice(1).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['GATES_NOT_PASSED', 'QUORUM_NOT_REACHED']));
    expect(codes).toHaveLength(5);
  });

  it('P-121 is ratified by the ordinary quorum and gates, and by nothing else', () => {
    const green = provisional({ gates: gatesOf(policy, 'pass') });
    const one = after(green, sam);
    expect(one.state).toBe('provisional');
    const step = cast(one, riley);
    expect(step).toMatchObject({ state: 'active', activatedAt: now, approvedAt: now });
    expect(step).toMatchObject({ expiresAt: now + 14 * day });
    const red = after(after(provisional(), sam), riley);
    expect(red.state).toBe('provisional');
    const fresh = { policy, gates: gatesOf(policy, 'pass') };
    expect(decideRefresh(red, fresh, now)).toMatchObject({ state: 'active', round: 1, approvedAt: now });
    const newer = fresh.gates.map((gate) => ({ ...gate, evidenceDigest: 'newer' }));
    expect(decideRefresh(red, { policy, gates: newer }, now)).toMatchObject({
      ...{ state: 'provisional', round: 2 },
    });
    expect(outcome(cast(one, riley, 'approve', now + 4 * hour))).toBe('PROMOTION_CLOSED');
    expect(outcome(decideRefresh(red, fresh, now + 4 * hour))).toBe('PROMOTION_CLOSED');
    expect(outcome(cast(provisional({ requesterId: 'riley' }), riley))).toBe('SELF_APPROVAL');
  });

  it('P-122 gives way when it is rejected or over, or serves on suspended where there is no way back', () => {
    const alone = provisional({ earlier: [] });
    expect([outcome(cast(provisional(), sam, 'reject')), outcome(cast(alone, sam, 'reject'))]).toEqual([
      ...['rolled_back', 'suspended'],
    ]);
    const end = (on: Promotion, at: number) => outcome(decideEmergencyEnd(on, at));
    expect(end(provisional(), now + 4 * hour - 1)).toBe('PROMOTION_CLOSED');
    expect(end(provisional(), now + 4 * hour)).toBe('rolled_back');
    expect(end(alone, now + 4 * hour)).toBe('suspended');
    expect(end(provisional({ seenAt: now + 4 * hour }), now)).toBe('rolled_back');
    expect(end(provisional({ policy: { ...policy, rollbackDays: 0 } }), now + 4 * hour)).toBe('suspended');
    expect(standing(provisional(), now + 4 * hour)).toBe('suspended');
    expect(standing({ ...provisional(), emergency: null }, now)).toBe('suspended');
  });

  it('P-123 leaves a suspension that nobody lifts, and that the requester is told of', () => {
    const over = { ...provisional(), state: 'suspended' } as const;
    expect(outcome(decideReinstatement(over, { actor: riley, now }))).toBe('QUORUM_NOT_REACHED');
    expect(outcome(decideReinstatement({ ...over, approvedAt: now }, { actor: riley, now }))).toBe('active');
    expect(outcome(decideRollback(over, null, now))).toBe('rolled_back');
    expect(inboxKindOf(over, person('dana', 'data_scientist'), now)).toBe('answer');
  });

  it('P-124 is no way back for others', () => {
    const on = { ...provisional(), state: 'active', earlier: [{ ...earlier, isUnapproved: true }] } as const;
    expect(outcome(decideRollback(on, null, now))).toBe('NO_WAY_BACK');
    expect(outcome(decideRollback({ ...on, earlier: [earlier] }, null, now))).toBe('rolled_back');
  });

  it('P-127 waits for who could confirm it, then for the voters', () => {
    const kinds = (on: Promotion) => [mel, riley, sam].map((actor) => inboxKindOf(on, actor, now));
    expect(kinds(proposed())).toEqual([null, 'confirm', 'review']);
    expect(kinds(provisional())).toEqual([null, 'review', 'review']);
  });

  it('P-66 P-116 is looked at by the linter: who could confirm it, what it waives, and where it leads back', () => {
    const engineer = { personId: 'mel', name: 'Mel', roles: ['ml_engineer'] } as const;
    const officer = { personId: 'riley', name: 'Riley', roles: ['risk_officer'] } as const;
    const others = [{ personId: 'sam', name: 'Sam', roles: ['subject_matter_expert'] } as const];
    const said = (of: Policy, members: Parameters<typeof lintPolicy>[1]['members']) =>
      lintPolicy(of, { members }).filter(({ sentence }) => /emergency/.test(sentence));
    const [first, ...rest] = policy.gates as [GateRule, ...GateRule[]];
    const kept: Policy = { ...policy, gates: [{ ...first, severity: 'absolute' }, ...rest] };
    expect(said(kept, [engineer, officer, ...others])).toEqual([]);
    expect(said(kept, [engineer, ...others])).toMatchObject([{ severity: 'error', pointer: '/breakGlass' }]);
    expect(said({ ...kept, rollbackDays: 0 }, [engineer, officer])).toMatchObject([
      { pointer: '/rollbackDays' },
    ]);
    expect(said(policy, [engineer, officer])).toMatchObject([
      { severity: 'warning', pointer: '/breakGlass' },
    ]);
    const without = { ...builtInPolicy, gates: kept.gates };
    expect(said(without, [engineer, officer])).toMatchObject([{ pointer: '/gates/0/severity' }]);
  });

  const verdicts = fc.array(fc.constantFrom<GateVerdict>('pass', 'fail', 'unknown'), {
    ...{ minLength: 3, maxLength: 3 },
  });
  const cases = fc.record({
    verdicts,
    voters: fc.subarray([sam, riley, mel]),
    used: fc.nat({ max: 3 }),
    at: fc.integer({ min: 0, max: 8 * hour }),
  });

  it('P-116 P-121 never approves by itself, whatever gates, votes and time there are (seed 116)', () => {
    let ratified = 0;
    fc.assert(
      fc.property(cases, ({ verdicts: found, voters, used, at }) => {
        const gates = gatesOf(policy, 'pass').map((gate, index) => ({
          ...gate,
          verdict: found[index] as GateVerdict,
        }));
        const begun = provisional({ gates, emergenciesUsed: used });
        const on = voters.reduce<Promotion>((before, voter) => {
          const step = cast(before, voter);
          return isRefusal(step) ? before : after(before, voter);
        }, begun);
        const { votes, policy: asked, ...request } = on;
        const people = voters.map(({ id, roles }) => ({ personId: id, roles }));
        const verdict = decide({ policy: asked, gates, votes, people, request, now: now + at });
        const isQuorum = voters.includes(sam) && voters.includes(riley);
        const isWhole = isQuorum && found.every((each) => each === 'pass');
        expect(on.state === 'active').toBe(isWhole);
        expect(verdict.missing.length === 0).toBe(isWhole);
        if (!isWhole) expect(verdict.state).toBe(at < 4 * hour ? 'provisional' : 'suspended');
        if (isWhole) ratified += 1;
        expect(propose({ ...begun, state: 'blocked' })).toBe(used < 2 ? 'blocked' : 'EMERGENCY_BUDGET_SPENT');
      }),
      { seed: 116, numRuns: 1_000 },
    );
    expect(ratified).toBeGreaterThan(5);
  });
});
