import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { permissionsOf, type Actor, type Role } from '../../access';
import { defaultCriteria } from '../../fairness';
import { defaultDriftChecks } from '../../monitoring';
import { isRefusal, refusalCodes } from '../../refusals';
import {
  builtInPolicy,
  confirmAsSeen,
  countingVotes,
  decideActivation,
  decideEmergencyEnd,
  decideEmergencyProposal,
  decideExpiry,
  decideRefresh,
  decideReinstatement,
  decideRequest,
  decideRestoration,
  decideRollback,
  decideSupersession,
  decideSuspension,
  decideVote,
  decideWaiver,
  decideWithdrawal,
  filledSlots,
  freshDigest,
  haveGatesPassed,
  isCounting,
  policyDigest,
  reasonsAgainst,
  standing,
  subjectDigest,
  transitions,
  viewerActions,
  voteOf,
  type Decision,
  type Emergency,
  type GateResult,
  type GateRule,
  type GateVerdict,
  type ModelTask,
  type Policy,
  type Promotion,
  type PromotionAction,
  type PromotionState,
  type PromotionTarget,
  type Vote,
  type VoteDecision,
} from '../index';

const day = 86_400_000;
const now = 1_000 * day;
const target: PromotionTarget = {
  modelVersionId: 'v1',
  artifactDigest: 'aa',
  environment: 'production',
  alias: 'champion',
};

const person = (id: string, ...roles: Role[]): Actor => ({
  kind: 'person',
  id,
  name: id,
  workspaceId: 'w1',
  roles,
});
const expert = person('expert', 'subject_matter_expert');
const officer = person('officer', 'risk_officer');
const requester = person('requester', 'data_scientist');
const engineer = person('engineer', 'ml_engineer');

const gatesOf = (verdict: GateVerdict, evidence = 'e'): GateResult[] =>
  builtInPolicy.gates.map(({ id, kind }) => ({
    gateId: id,
    kind,
    verdict,
    requirement: 'r',
    reason: 'r',
    evidenceDigest: `${evidence}-${id}`,
  }));
const green = gatesOf('pass');
const red = gatesOf('unknown');
const vote = (actor: Actor, decision: VoteDecision = 'approve', round = 1): Vote => ({
  personId: actor.id,
  roles: actor.roles,
  castAs: actor.roles,
  decision,
  round,
});

function promotion(changes: Partial<Promotion> = {}): Promotion {
  const base: Promotion = {
    target,
    state: 'in_review',
    round: 1,
    subjectDigest: '',
    requesterId: 'requester',
    policy: builtInPolicy,
    gates: green,
    votes: [],
    approvedAt: null,
    expiresAt: null,
    activatedAt: null,
    ...changes,
  };
  return { ...base, subjectDigest: changes.subjectDigest ?? freshDigest(base, base, base.round) };
}
const approved = promotion({
  state: 'approved',
  votes: [vote(expert), vote(officer)],
  approvedAt: now - day,
  expiresAt: now + day,
});
const ballot = (on: Promotion, decision: VoteDecision = 'approve') => ({
  decision,
  round: on.round,
  subjectDigest: on.subjectDigest,
});
const cast = (on: Promotion, actor: Actor, decision: VoteDecision = 'approve') =>
  decideVote(on, ballot(on, decision), { actor, now });
const outcome = (decision: Decision) => (isRefusal(decision) ? decision.code : decision.state);
/** The promotion after a vote that is not refused. */
function after(on: Promotion, actor: Actor, decision: VoteDecision = 'approve'): Promotion {
  const step = cast(on, actor, decision);
  if (isRefusal(step)) throw new Error(step.code);
  return { ...on, ...step, votes: [...on.votes, voteOf(ballot(on, decision), { actor, now })] };
}

/** Two people let it serve, before it was approved. */
const emergency: Emergency = {
  ...{
    id: 'e',
    round: 1,
    subjectDigest: '',
    incident: 'INC-7',
    proposerId: 'requester',
    proposedAt: now - 1,
  },
  ...{ confirmerId: 'engineer', confirmedAt: now - 1, until: now + day },
};
const states = Object.keys(transitions) as PromotionState[];
const actions = Object.keys(transitions.active) as PromotionAction[];
const inState = (state: PromotionState): Promotion =>
  ({
    in_review: promotion({ votes: [vote(expert)] }),
    blocked: promotion({ state, gates: red }),
    approved,
    provisional: promotion({ state, gates: red, votes: [vote(expert)], emergency }),
    active: { ...approved, state, activatedAt: now },
    suspended: { ...approved, state, activatedAt: now },
    superseded: { ...approved, state },
    rolled_back: { ...approved, state },
    rejected: promotion({ state, votes: [vote(expert, 'reject')] }),
    withdrawn: promotion({ state }),
    expired: { ...approved, state, expiresAt: now - 1 },
  })[state];
const attempt = (action: PromotionAction, on: Promotion, actor: Actor): Decision =>
  ({
    vote: () => cast(on, actor),
    withdraw: () => decideWithdrawal(on, { actor, now }),
    refresh_gates: () => decideRefresh(on, on, now),
    activate: () => decideActivation(on, on, now),
    expire: () => decideExpiry(on, now),
    supersede: () => decideSupersession(on, now),
    suspend: () => decideSuspension(on, now),
    restore: () => decideRestoration(on, now),
    roll_back: () => decideRollback(on, null, now),
    reinstate: () => decideReinstatement(on, { actor, now }),
    propose_emergency: () => decideEmergencyProposal(on, { actor, now }),
    confirm_emergency: () => confirmAsSeen(on, { actor, now }),
    waive: () => decideWaiver(on, { gateId: '', subjectDigest: on.subjectDigest }, { actor, now }),
    end_emergency: () => decideEmergencyEnd(on, now),
  })[action]();

describe('the table', () => {
  const cells = states.flatMap((state) =>
    actions.flatMap((action) =>
      [officer, requester, person('other', 'auditor')].map((actor) => [state, action, actor] as const),
    ),
  );

  it.each(cells)('P-1 decides %s × %s for $id', (state, action, actor) => {
    const cell = transitions[state][action];
    const decision = attempt(action, inState(state), actor);
    if (typeof cell === 'string') expect(decision).toMatchObject({ refused: true, code: cell });
    else if (isRefusal(decision)) expect(Object.keys(refusalCodes)).toContain(decision.code);
    else expect(cell).toContain(decision.state);
  });

  it('P-1 has 154 cells and reaches every state', () => {
    expect(states.length * actions.length).toBe(154);
    const reached = states.flatMap((state) => actions.flatMap((action) => transitions[state][action]));
    expect(states.filter((state) => !reached.includes(state))).toEqual([]);
  });

  it('P-1 is documented as it is', () => {
    const page = readFileSync(join(__dirname, '../../../../docs/spec/promotions.md'), 'utf8');
    for (const state of states) {
      const row = new RegExp(`^\\| ${state} +\\|(.+)\\|$`, 'm').exec(page)?.[1] ?? '';
      expect(row.split('|').map((cell) => cell.trim())).toEqual(
        actions.map((action) => [transitions[state][action]].flat().join(', ')),
      );
    }
  });
});

describe('a request', () => {
  const request = {
    ...{ target, task: 'binary' as ModelTask },
    policy: builtInPolicy,
    gates: green,
    hasOpenPromotion: false,
    servingVersionId: 'v0',
  };

  it('P-2 opens in round 1, in review or blocked', () => {
    expect(decideRequest(request)).toMatchObject({
      state: 'in_review',
      round: 1,
      subjectDigest: promotion().subjectDigest,
    });
    expect(outcome(decideRequest({ ...request, gates: red }))).toBe('blocked');
    expect(outcome(decideRequest({ ...request, servingVersionId: null }))).toBe('in_review');
  });

  it.each([
    [{ policy: null }, 'NO_POLICY'],
    [{ servingVersionId: 'v1' }, 'VERSION_ALREADY_SERVING'],
    [{ hasOpenPromotion: true }, 'PROMOTION_ALREADY_OPEN'],
    [{ policy: { ...builtInPolicy, slots: [] } }, 'NO_QUORUM_POSSIBLE'],
    [
      { policy: { ...builtInPolicy, slots: [{ role: 'risk_officer' as const, minimum: 0 }] } },
      'NO_QUORUM_POSSIBLE',
    ],
  ])('P-2 P-47 is refused: %j', (change, code) => {
    expect(outcome(decideRequest({ ...request, ...change }))).toBe(code);
  });

  it.each<[string, ModelTask, GateRule['severity'], string]>([
    ['of several classes', 'multiclass', undefined, 'NO_EVIDENCE_POSSIBLE'],
    ['of numbers', 'regression', 'absolute', 'NO_EVIDENCE_POSSIBLE'],
    ['of orders', 'ranking', 'hard', 'NO_EVIDENCE_POSSIBLE'],
    ['of numbers, where the gate can be waived', 'regression', 'soft', 'blocked'],
    ['of numbers, where the gate holds nothing up', 'regression', 'info', 'blocked'],
  ])('P-198 asks for a metric that a model %s never has', (_what, task, severity, expected) => {
    const gates = builtInPolicy.gates.map((gate) =>
      gate.kind === 'performance' && severity ? { ...gate, severity } : gate,
    );
    const asked = { ...request, task, policy: { ...builtInPolicy, gates }, gates: red };
    expect(outcome(decideRequest(asked))).toBe(expected);
  });

  it('P-198 names what can be asked for in its place', () => {
    const told = (task: ModelTask) => decideRequest({ ...request, task });
    expect(told('multiclass')).toMatchObject({
      message:
        'Performance holds: roc_auc is never measured of a model of the task multiclass. A policy that is bound to this task (bind.tasks) can ask for: accuracy.',
    });
    expect(told('ranking')).toMatchObject({ message: expect.stringContaining('measurements') as string });
  });
});

describe('a vote', () => {
  it('P-3 is refused to people without a required role and to services', () => {
    expect(outcome(cast(promotion(), engineer))).toBe('ROLE_NOT_REQUIRED');
    expect(outcome(cast(promotion(), { ...officer, kind: 'service', scope: 'admin' }))).toBe(
      'ROLE_NOT_REQUIRED',
    );
  });

  it('P-4 P-121 is taken in review, while blocked and while it serves by an emergency, and nowhere else', () => {
    const open = states.filter((state) => !isRefusal(cast(inState(state), officer)));
    expect(open).toEqual(['in_review', 'blocked', 'provisional']);
  });

  it('P-5 is refused as stale on another round or subject', () => {
    const on = promotion({ round: 2 });
    const by = { actor: officer, now };
    expect(outcome(decideVote(on, { ...ballot(on), round: 1 }, by))).toBe('STALE_ROUND');
    expect(outcome(decideVote(on, { ...ballot(on), subjectDigest: 'other' }, by))).toBe('STALE_ROUND');
    expect(outcome(decideVote(on, ballot(on), by))).toBe('in_review');
  });

  it('P-6 is one a person and round', () => {
    const once = after(promotion(), officer, 'abstain');
    expect(outcome(cast(once, officer, 'reject'))).toBe('ALREADY_VOTED');
    const nextRound = promotion({ round: 2, votes: once.votes });
    expect(outcome(cast(nextRound, officer))).toBe('in_review');
  });

  it('P-6 counts the first, should a person have several', () => {
    const twice = promotion({ votes: [vote(officer, 'abstain'), vote(officer)] });
    expect(countingVotes(twice).map(({ decision }) => decision)).toEqual(['abstain']);
  });

  it('P-7 a requester cannot vote', () => {
    expect(outcome(cast(promotion(), requester))).toBe('SELF_APPROVAL');
    expect(outcome(cast(promotion({ requesterId: 'officer' }), officer))).toBe('SELF_APPROVAL');
  });

  it('P-8 is refused to the person who answers for a requesting service', () => {
    const on = promotion({ requesterId: 'bot', sponsorId: 'officer' });
    expect(outcome(cast(on, officer))).toBe('SELF_APPROVAL');
    expect(isCounting(on, vote(officer))).toBe(false);
  });

  it('P-38 is refused to whoever has roles from the requester, or gave theirs, and never counts', () => {
    const on = promotion({ dependentIds: ['officer'] });
    const decision = cast(on, officer);
    expect(decision).toMatchObject({ code: 'SELF_APPROVAL' });
    expect(isCounting(on, vote(officer))).toBe(false);
    expect(outcome(cast(on, expert))).toBe('in_review');
    const bound = { ...approved, dependentIds: ['officer'] };
    expect(outcome(decideActivation(bound, bound, now))).toBe('QUORUM_NOT_REACHED');
  });

  it('P-39 counts in the roles held when voting and still', () => {
    const asOfficer = (changes: Partial<Vote>) => promotion({ votes: [{ ...vote(officer), ...changes }] });
    const seats = (on: Promotion) => filledSlots(on).map(({ filledBy }) => filledBy);
    expect(seats(asOfficer({}))).toEqual([null, 'officer']);
    expect(seats(asOfficer({ roles: ['subject_matter_expert', 'risk_officer'] }))).toEqual([null, 'officer']);
    expect(seats(asOfficer({ roles: ['subject_matter_expert'] }))).toEqual([null, null]);
    expect(seats(asOfficer({ castAs: ['subject_matter_expert'] }))).toEqual([null, null]);
    expect(seats(asOfficer({ castAs: [] }))).toEqual([null, null]);
  });

  it('P-9 ends the promotion when it rejects', () => {
    expect(outcome(cast(promotion({ votes: [vote(expert)] }), officer, 'reject'))).toBe('rejected');
    expect(outcome(cast(promotion({ state: 'blocked', gates: red }), officer, 'reject'))).toBe('rejected');
  });

  it('P-10 holds the approval up when it requests changes, for its round', () => {
    const policy: Policy = { ...builtInPolicy, slots: [{ role: 'risk_officer', minimum: 1 }] };
    const held = after(promotion({ policy }), officer, 'request_changes');
    expect(outcome(cast(held, person('second', 'risk_officer')))).toBe('in_review');
    const next = promotion({ policy, round: 2, votes: held.votes });
    expect(outcome(cast(next, person('second', 'risk_officer')))).toBe('approved');
  });

  it('P-11 changes nothing when it abstains', () => {
    const on = after(promotion({ votes: [vote(expert)] }), officer, 'abstain');
    expect(on.state).toBe('in_review');
    expect(filledSlots(on).map(({ filledBy }) => filledBy)).toEqual(['expert', null]);
  });

  it('P-13 approves when the last seat is filled and every gate passes', () => {
    const step = cast(after(promotion(), expert), officer);
    expect(step).toMatchObject({
      state: 'approved',
      approvedAt: now,
      expiresAt: now + 14 * day,
      activatedAt: null,
    });
  });

  it.each(['fail', 'unknown'] as const)(
    'P-13 stays blocked with full seats while a gate is %s',
    (verdict) => {
      const gates = green.map((gate, index) => (index === 1 ? { ...gate, verdict } : gate));
      const on = after(promotion({ state: 'blocked', gates }), expert);
      expect(outcome(cast(on, officer))).toBe('blocked');
    },
  );

  it('P-31 never satisfies a policy without seats', () => {
    const on = promotion({ policy: { ...builtInPolicy, slots: [] } });
    expect(outcome(decideRefresh(on, on, now))).toBe('in_review');
  });

  it('P-32 is refused for the first reason that applies', () => {
    const stale = { decision: 'approve', round: 9, subjectDigest: 'x' } as const;
    const voted = promotion({ votes: [vote(requester), vote(engineer), vote(officer)] });
    const refusal = (on: Promotion, actor: Actor) => outcome(decideVote(on, stale, { actor, now }));
    expect(refusal({ ...voted, state: 'withdrawn' }, requester)).toBe('PROMOTION_CLOSED');
    expect(refusal(voted, requester)).toBe('SELF_APPROVAL');
    expect(refusal(voted, engineer)).toBe('ROLE_NOT_REQUIRED');
    expect(refusal(voted, officer)).toBe('STALE_ROUND');
    expect(outcome(cast(voted, officer))).toBe('ALREADY_VOTED');
  });

  it('P-33 treats a gate without a result as not passed', () => {
    expect(haveGatesPassed(builtInPolicy, green)).toBe(true);
    expect(haveGatesPassed(builtInPolicy, green.slice(1))).toBe(false);
    expect(haveGatesPassed(builtInPolicy, [...green, ...red])).toBe(false);
  });
});

describe('a refresh', () => {
  it('P-14 opens the next round for other evidence, and keeps the votes without counting them', () => {
    const step = decideRefresh(approved, { policy: builtInPolicy, gates: gatesOf('pass', 'new') }, now);
    expect(step).toMatchObject({ state: 'in_review', round: 2, approvedAt: null, expiresAt: null });
    if (isRefusal(step)) throw new Error(step.code);
    expect(step.subjectDigest).not.toBe(approved.subjectDigest);
    const next = { ...approved, ...step };
    expect(next.votes.map((one) => isCounting(next, one))).toEqual([false, false]);
  });

  it('P-14 opens the next round for another policy', () => {
    const policy = { ...builtInPolicy, version: builtInPolicy.version + 1 };
    expect(decideRefresh(approved, { policy, gates: green }, now)).toMatchObject({
      state: 'in_review',
      round: 2,
    });
  });

  it('P-14 goes on in the round with the same evidence, and lets gates fall as it ages', () => {
    const aged = green.map((gate) => ({ ...gate, verdict: 'unknown' as const }));
    const step = decideRefresh(approved, { policy: builtInPolicy, gates: aged }, now);
    expect(step).toMatchObject({
      state: 'blocked',
      round: 1,
      subjectDigest: approved.subjectDigest,
      expiresAt: null,
    });
    const kept = decideRefresh(approved, approved, now + 1);
    expect(kept).toMatchObject({ state: 'approved', round: 1, expiresAt: approved.expiresAt });
  });
});

describe('a withdrawal', () => {
  it.each(['in_review', 'blocked', 'approved'] as const)(
    'P-15 is the requester’s or an admin’s: %s',
    (state) => {
      const by = (actor: Actor) => outcome(decideWithdrawal(inState(state), { actor, now }));
      expect(by(requester)).toBe('withdrawn');
      expect(by(person('root', 'admin'))).toBe('withdrawn');
      expect(by(officer)).toBe('ROLE_NOT_REQUIRED');
      expect(by({ ...person('bot', 'admin'), kind: 'service' })).toBe('ROLE_NOT_REQUIRED');
    },
  );
});

describe('an activation', () => {
  it('P-16 makes an approved promotion active', () => {
    expect(decideActivation(approved, approved, now)).toMatchObject({
      state: 'active',
      activatedAt: now,
      round: 1,
    });
  });

  it('P-16 is refused when a gate no longer passes', () => {
    expect(outcome(decideActivation(approved, { policy: builtInPolicy, gates: red }, now))).toBe(
      'GATES_NOT_PASSED',
    );
  });

  it('P-16 is refused when evidence or policy are not those approved', () => {
    const newer = { policy: builtInPolicy, gates: gatesOf('pass', 'new') };
    expect(outcome(decideActivation(approved, newer, now))).toBe('STALE_ROUND');
    const stricter = { policy: { ...builtInPolicy, approvalTtlDays: 1 }, gates: green };
    expect(outcome(decideActivation(approved, stricter, now))).toBe('STALE_ROUND');
  });

  it('P-16 is refused when an approver lost the role', () => {
    const left = { ...approved, votes: [vote(expert), { ...vote(officer), roles: [] }] };
    expect(outcome(decideActivation(left, left, now))).toBe('QUORUM_NOT_REACHED');
  });

  it('P-17 is refused from the millisecond of the expiry on', () => {
    const last = (approved.expiresAt ?? 0) - 1;
    expect(outcome(decideActivation(approved, approved, last))).toBe('active');
    expect(outcome(decideActivation(approved, approved, last + 1))).toBe('PROMOTION_EXPIRED');
    expect(standing(approved, last + 1)).toBe('expired');
    expect(outcome(decideRefresh(approved, approved, last + 1))).toBe('PROMOTION_EXPIRED');
  });

  it('P-40 stays lapsed once the log has seen it lapse, and is none when dated ahead', () => {
    const lapsed = { ...approved, seenAt: approved.expiresAt as number };
    expect(standing(lapsed, now)).toBe('expired');
    expect(standing({ ...approved, seenAt: lapsed.seenAt - 1 }, now)).toBe('approved');
    expect(outcome(decideActivation(lapsed, lapsed, now))).toBe('PROMOTION_EXPIRED');
    expect(standing({ ...approved, approvedAt: now + 300_000 }, now)).toBe('approved');
    expect(standing({ ...approved, approvedAt: now + 300_001 }, now)).toBe('expired');
    expect(standing({ ...approved, approvedAt: null }, now)).toBe('expired');
  });

  it('P-17 takes an approval without an expiry for lapsed', () => {
    expect(standing({ ...approved, expiresAt: null }, now)).toBe('expired');
  });
});

describe('an end', () => {
  it('P-17 writes an expiry down once it is due', () => {
    expect(outcome(decideExpiry(approved, now))).toBe('PROMOTION_CLOSED');
    expect(outcome(decideExpiry(approved, approved.expiresAt ?? 0))).toBe('expired');
  });

  it('P-28 supersedes an active promotion and keeps its dates', () => {
    const active = inState('active');
    expect(decideSupersession(active, now)).toMatchObject({
      state: 'superseded',
      approvedAt: active.approvedAt,
      activatedAt: active.activatedAt,
    });
  });
});

describe('who made what is decided on', () => {
  const exclusions = ['trainers', 'labellers', 'evidence_editors'] as const;

  it.each(exclusions)('P-44 takes no vote of the %s that the policy excludes, whatever it says', (as) => {
    const on = promotion({ contributors: [{ personId: 'officer', as }] });
    for (const decision of ['approve', 'request_changes', 'reject', 'abstain'] as const)
      expect(outcome(cast(on, officer, decision))).toBe('SELF_APPROVAL');
    expect(outcome(cast(on, expert))).toBe('in_review');
    expect(viewerActions(on, officer, now)[0]).toMatchObject({ allowed: false, code: 'SELF_APPROVAL' });
  });

  it.each(exclusions)('P-44 P-45 counts no vote of the %s, however it got there', (as) => {
    const voted = { ...approved, contributors: [{ personId: 'officer', as }] };
    expect(countingVotes(voted).map(({ personId }) => personId)).toEqual(['expert']);
    expect(outcome(decideActivation(voted, voted, now))).toBe('QUORUM_NOT_REACHED');
    expect(outcome(decideRefresh(voted, voted, now))).toBe('in_review');
  });

  it('P-44 lets vote whom the policy does not exclude', () => {
    for (const exclude of [undefined, [], ['trainers', 'labellers']] as const) {
      const policy: Policy = { ...builtInPolicy, exclude };
      const on = promotion({ policy, contributors: [{ personId: 'officer', as: 'evidence_editors' }] });
      expect(outcome(cast(on, officer))).toBe('in_review');
    }
  });

  it('P-44 says what somebody did', () => {
    const told = exclusions.map((as) =>
      cast(promotion({ contributors: [{ personId: 'officer', as }] }), officer),
    );
    expect(told.map((step) => isRefusal(step) && step.message)).toEqual([
      'You registered this version; somebody else has to approve.',
      'You brought data or labels that this version rests on; somebody else has to approve.',
      'You ran an audit or attached evidence that a gate reads; somebody else has to approve.',
    ]);
  });

  it('P-44 lets them take every other step that was theirs', () => {
    const on = promotion({
      requesterId: 'requester',
      contributors: [{ personId: 'requester', as: 'trainers' }],
    });
    expect(outcome(decideWithdrawal(on, { actor: requester, now }))).toBe('withdrawn');
  });
});

describe('the built-in policy', () => {
  it('P-18 asks for two people of two roles, neither of whom trains models', () => {
    expect(builtInPolicy).toMatchObject({
      environment: 'production',
      alias: 'champion',
      approvalTtlDays: 14,
    });
    expect(builtInPolicy.slots).toEqual([
      { role: 'subject_matter_expert', minimum: 1 },
      { role: 'risk_officer', minimum: 1 },
    ]);
    for (const { role } of builtInPolicy.slots) {
      expect(permissionsOf(person('p', role)).has('model.register')).toBe(false);
      expect(permissionsOf(person('p', role)).has('promotion.vote')).toBe(true);
    }
  });

  it('P-18 P-44 excludes everybody who made what is decided on', () => {
    expect(builtInPolicy.exclude).toEqual(['trainers', 'labellers', 'evidence_editors']);
  });

  it('P-19 has a gate of each kind with its numbers', () => {
    expect(builtInPolicy.evidenceMaxAgeDays).toBe(30);
    expect(builtInPolicy.gates).toMatchObject([
      { kind: 'drift', method: 'psi', alert: 0.25, minimumN: 100, maximumUnknown: 0 },
      { kind: 'fairness', criteria: defaultCriteria, minimumGroupSize: 30 },
      { kind: 'performance', metric: 'roc_auc', minimum: 0.7, use: 'lower', minimumN: 200 },
    ]);
  });

  it('P-19 has the limit of the default checks that decide', () => {
    for (const { method, alert } of defaultDriftChecks.filter(({ deciding }) => deciding))
      expect(builtInPolicy.gates[0]).toMatchObject({ method, alert });
  });
});

describe('the subject digest', () => {
  const subject = {
    ...target,
    evidenceDigests: ['e1', 'e2'],
    policyDigest: policyDigest(builtInPolicy),
    round: 1,
  };

  it('P-30 does not depend on the order of the evidence', () => {
    expect(subjectDigest({ ...subject, evidenceDigests: ['e2', 'e1', 'e2'] })).toBe(subjectDigest(subject));
  });

  it.each([
    { modelVersionId: 'v2' },
    { artifactDigest: 'bb' },
    { environment: 'staging' as const },
    { alias: 'challenger' },
    { evidenceDigests: ['e1'] },
    { policyDigest: 'other' },
    { round: 2 },
  ])('P-30 covers %j', (change) => {
    expect(subjectDigest({ ...subject, ...change })).not.toBe(subjectDigest(subject));
  });
});

describe('what a viewer may do', () => {
  const shown = (on: Promotion, actor: Actor) =>
    Object.fromEntries(
      viewerActions(on, actor, now).map(({ action, allowed, code }) => [action, code ?? allowed]),
    );

  it('P-29 shows each of four people what they would meet', () => {
    const closed = 'PROMOTION_CLOSED';
    const unknown = { propose_emergency: 'NO_BREAK_GLASS', confirm_emergency: 'NO_BREAK_GLASS' };
    const waive = 'GATE_NOT_WAIVABLE';
    expect(shown(promotion(), expert)).toEqual({
      ...{ roll_back: false, reinstate: closed, propose_emergency: false, confirm_emergency: false },
      waive,
      vote: true,
      withdraw: false,
      refresh_gates: false,
      activate: false,
    });
    expect(shown(promotion(), requester)).toEqual({
      ...{ roll_back: false, reinstate: closed, propose_emergency: false, confirm_emergency: false },
      waive,
      vote: 'SELF_APPROVAL',
      withdraw: true,
      refresh_gates: true,
      activate: false,
    });
    expect(shown(promotion(), officer)).toEqual({
      ...{ roll_back: false, reinstate: closed, ...unknown },
      waive,
      vote: true,
      withdraw: false,
      refresh_gates: true,
      activate: false,
    });
    expect(shown(promotion(), engineer)).toEqual({
      ...{ roll_back: closed, reinstate: closed, ...unknown },
      waive,
      vote: 'ROLE_NOT_REQUIRED',
      withdraw: 'ROLE_NOT_REQUIRED',
      refresh_gates: true,
      activate: 'QUORUM_NOT_REACHED',
    });
    expect(shown(approved, engineer)).toMatchObject({ vote: 'PROMOTION_CLOSED', activate: true });
  });

  it.each(states)('P-29 agrees with the decisions in %s', (state) => {
    const admin = person('root', 'admin', 'risk_officer');
    for (const { action, allowed, code, message } of viewerActions(inState(state), admin, now)) {
      const decision = attempt(action, inState(state), admin);
      expect(allowed).toBe(!isRefusal(decision));
      expect(code).toBe(isRefusal(decision) ? decision.code : undefined);
      expect(message).toBe(isRefusal(decision) ? decision.message : undefined);
    }
  });

  it('P-29 gives a sentence without a code where the permission is missing', () => {
    const [first] = viewerActions(promotion(), person('a', 'auditor'), now);
    expect(first).toEqual({
      action: 'vote',
      allowed: false,
      message:
        'This takes the role subject-matter expert, data scientist, ML engineer, product manager or risk officer.',
    });
  });
});

describe('any course of a review', () => {
  const roles = fc.uniqueArray(
    fc.constantFrom<Role>('subject_matter_expert', 'risk_officer', 'data_scientist'),
    {
      minLength: 1,
    },
  );
  const people = fc.tuple(
    ...['requester', 'b', 'c', 'd'].map((id) => roles.map((held) => person(id, ...held))),
  );
  const decisions = fc.constantFrom<VoteDecision>(
    'approve',
    'approve',
    'approve',
    'abstain',
    'request_changes',
  );
  const refreshes = fc.nat({ max: 7 }).map((one) => one === 0);
  const course = fc.array(fc.tuple(fc.nat({ max: 3 }), decisions, refreshes), { maxLength: 12 });
  const slots = fc.constantFrom<Policy['slots']>(builtInPolicy.slots, [{ role: 'risk_officer', minimum: 2 }]);

  it('P-7 P-13 is approved only by as many distinct others as there are seats (seed 13)', () => {
    let approvals = 0;
    fc.assert(
      fc.property(people, course, slots, (team, steps, required) => {
        let on = promotion({ policy: { ...builtInPolicy, slots: required } });
        for (const [index, decision, isRefreshed] of steps) {
          const actor = team[index] as Actor;
          const step = cast(on, actor, decision);
          if (!isRefusal(step))
            on = { ...on, ...step, votes: [...on.votes, voteOf(ballot(on, decision), { actor, now })] };
          const fresh = { policy: on.policy, gates: gatesOf('pass', String(on.votes.length)) };
          const refreshed = isRefreshed ? decideRefresh(on, fresh, now) : null;
          if (refreshed !== null && !isRefusal(refreshed)) on = { ...on, ...fresh, ...refreshed };
        }
        expect(on.votes.some(({ personId }) => personId === 'requester')).toBe(false);
        if (on.state !== 'approved') return;
        approvals += 1;
        const approvers = on.votes.filter(
          ({ round, decision }) => round === on.round && decision === 'approve',
        );
        expect(new Set(approvers.map(({ personId }) => personId)).size).toBeGreaterThanOrEqual(2);
      }),
      { seed: 13, numRuns: 500 },
    );
    expect(approvals).toBeGreaterThan(25);
  });

  it('P-7 never counts a vote of the requester, however it got there (seed 77)', () => {
    fc.assert(
      fc.property(people, decisions, (team, decision) => {
        const on = promotion({ votes: team.map((actor) => vote(actor, decision)) });
        expect(countingVotes(on).some(({ personId }) => personId === 'requester')).toBe(false);
        expect(filledSlots(on).some(({ filledBy }) => filledBy === 'requester')).toBe(false);
      }),
      { seed: 77 },
    );
  });
});

describe('the gate', () => {
  const against = (on: Promotion | null, gates = on?.gates ?? green, at = now) =>
    reasonsAgainst(on, { policy: builtInPolicy, gates }, at).map(({ code }) => code);

  it.each(states)(
    'P-49 lets a promotion that is %s through only where it is active or could be activated',
    (state) => {
      const on = inState(state);
      const isFree = state === 'active' || !isRefusal(decideActivation(on, on, now));
      expect(against(on).length === 0).toBe(isFree);
      expect(isFree).toBe(state === 'active' || state === 'approved');
    },
  );

  it('P-50 says everything that is missing, gates and seats', () => {
    const blocked = promotion({ state: 'blocked', gates: red });
    expect(against(blocked)).toEqual([
      ...Array.from({ length: 3 }, () => 'GATES_NOT_PASSED'),
      ...Array.from({ length: 2 }, () => 'QUORUM_NOT_REACHED'),
    ]);
    expect(against(null)).toEqual(['NO_PROMOTION']);
    expect(against(inState('expired'))).toEqual(['PROMOTION_EXPIRED']);
  });

  it('P-50 takes a gate that was not evaluated for closed, and no newer evidence for what was approved', () => {
    expect(against(approved, green.slice(1))).toEqual(['GATES_NOT_PASSED']);
    expect(against(approved, gatesOf('pass', 'newer'))).toEqual(['STALE_ROUND']);
    expect(against(approved, green, now + 2 * day)).toEqual(['PROMOTION_EXPIRED']);
  });
});
