import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPermitted, roles, scopePermissions, type Actor, type TokenScope } from '../access';
import { isRefusal } from '../refusals';
import {
  actionPermissions,
  builtInPolicy,
  confirmAsSeen,
  decideActivation,
  decideEmergencyEnd,
  decideEmergencyProposal,
  decideExpiry,
  decideRefresh,
  decideReinstatement,
  decideRestoration,
  decideRollback,
  decideSupersession,
  decideSuspension,
  decideVote,
  decideWaiver,
  decideWithdrawal,
  freshDigest,
  transitions,
  type Decision,
  type Earlier,
  type Emergency,
  type GateResult,
  type Policy,
  type Promotion,
  type PromotionAction,
  type PromotionState,
  type Vote,
} from './index';

const day = 86_400_000;
const now = 1_000 * day;
const page = readFileSync(join(__dirname, '../../../docs/spec/promotions.md'), 'utf8');

const states = Object.keys(transitions) as PromotionState[];
const actions = Object.keys(transitions.active) as PromotionAction[];
const relations = ['somebody else', 'requester', 'sponsor', 'dependent', 'contributor'] as const;
type Relation = (typeof relations)[number];

const base: Actor = { kind: 'person', id: 'caller', name: 'c', workspaceId: 'w', roles: [] };
const scopes = Object.keys(scopePermissions) as TokenScope[];
const callers = new Map<string, Actor | null>([
  ...roles.map((role) => [role, { ...base, roles: [role] }] as const),
  ...scopes.map((scope) => [`token: ${scope}`, { ...base, kind: 'service' as const, scope }] as const),
  ['operator', { ...base, kind: 'operator' }],
  ['server', { ...base, kind: 'system' }],
  ['nobody', null],
]);

/** Cells of the documented table: caller → one text an action. */
const documented = new Map(
  [
    ...(page.split(/^## /m).find((part) => part.startsWith('Who takes which step')) ?? '').matchAll(
      /^\| ([a-z_: ]+?) +\|(.+)\|$/gm,
    ),
  ]
    .filter(([, name]) => name !== 'caller')
    .map(([, name = '', cells = '']) => [name, cells.split('|').map((cell) => cell.trim())]),
);

/** `yes`, a code, or `a / b`: somebody else / whom P-7, P-8, P-38 and P-44 tie to the request. */
function entitlement(caller: string, action: PromotionAction, relation: Relation): string {
  const cell = documented.get(caller)?.[actions.indexOf(action)] ?? 'undefined';
  const [other = cell, tied = other] = cell.split(' / ');
  if (relation === 'somebody else') return other;
  // Whoever depends on the requester, or made what is decided on, is kept from signing, and gains nothing.
  if (relation === 'contributor' && action === 'confirm_emergency') return other;
  if (
    ['dependent', 'contributor'].includes(relation) &&
    !['vote', 'reinstate', 'confirm_emergency', 'waive'].includes(action)
  )
    return other;
  return tied;
}

/** The policy of a new workspace, but with emergencies and gates that may be waived: without, all are refused alike. */
const policy: Policy = {
  ...builtInPolicy,
  gates: builtInPolicy.gates.map((gate) => ({ ...gate, severity: 'soft' })),
  breakGlass: { ttlHours: 24, perMonth: 2 },
};
const gates = (verdict: GateResult['verdict']): GateResult[] =>
  builtInPolicy.gates.map(({ id, kind }) => ({
    ...{ gateId: id, kind, verdict, requirement: 'r', reason: 'r', evidenceDigest: id },
  }));
const approval = (personId: string, role: Vote['roles'][number]): Vote => ({
  ...{ personId, roles: [role], castAs: [role], decision: 'approve', round: 1 },
});

/** What a serving promotion may give way to. */
const earlier: Earlier = {
  ...{
    promotionId: 'p',
    modelVersionId: 'u',
    versionNumber: 1,
    state: 'superseded',
    policy: {},
    isSuspended: false,
  },
  ...{ artifactDigest: 'b', versionDigest: 'b', lastServedAt: now - day },
};

function inState(state: PromotionState, relation: Relation): Promotion {
  const wasApproved = [
    ...['approved', 'active', 'suspended', 'superseded', 'rolled_back', 'expired'],
  ].includes(state);
  const blank: Promotion = {
    target: { modelVersionId: 'v', artifactDigest: 'a', environment: 'production', alias: 'champion' },
    ...{ state, round: 1, subjectDigest: '', policy, activatedAt: null },
    requesterId: relation === 'requester' ? 'caller' : 'asker',
    sponsorId: relation === 'sponsor' ? 'caller' : null,
    dependentIds: relation === 'dependent' ? ['caller'] : [],
    contributors: relation === 'contributor' ? [{ personId: 'caller', as: 'trainers' }] : [],
    gates: gates(['blocked', 'provisional'].includes(state) ? 'unknown' : 'pass'),
    votes: wasApproved ? [approval('x', 'subject_matter_expert'), approval('y', 'risk_officer')] : [],
    approvedAt: wasApproved ? now - day : null,
    expiresAt: wasApproved ? now + day : null,
    earlier: [earlier],
  };
  const subjectDigest = freshDigest(blank, blank, 1);
  return { ...blank, subjectDigest, emergency: emergencyIn(state, subjectDigest) };
}

/** Somebody proposed it; while the promotion is provisional, another has confirmed it. */
function emergencyIn(state: PromotionState, subjectDigest: string): Emergency {
  const isConfirmed = state === 'provisional';
  return {
    ...{ id: 'e', round: 1, subjectDigest, incident: 'INC-7', proposerId: 'proposer', proposedAt: now - 1 },
    confirmerId: isConfirmed ? 'confirmer' : null,
    ...(isConfirmed ? { confirmedAt: now, until: now + day } : { confirmedAt: null, until: null }),
  };
}

const isStep = (action: PromotionAction): action is keyof typeof actionPermissions =>
  action in actionPermissions;

/** What really happens: the door, then the decision. */
function outcome(on: Promotion, action: PromotionAction, actor: Actor | null): string {
  if (!isStep(action)) return 'NO_DOOR';
  if (actor === null) return 'UNAUTHENTICATED';
  if (!isPermitted(actor, actionPermissions[action])) return 'FORBIDDEN';
  const ballot = { decision: 'approve' as const, round: on.round, subjectDigest: on.subjectDigest };
  const waived = { gateId: on.gates[0]?.gateId ?? '', subjectDigest: on.subjectDigest };
  const decided: Decision = {
    vote: () => decideVote(on, ballot, { actor, now }),
    withdraw: () => decideWithdrawal(on, { actor, now }),
    refresh_gates: () => decideRefresh(on, on, now),
    activate: () => decideActivation(on, on, now),
    roll_back: () => decideRollback(on, null, now),
    reinstate: () => decideReinstatement(on, { actor, now }),
    propose_emergency: () => decideEmergencyProposal(on, { actor, now }),
    confirm_emergency: () => confirmAsSeen(on, { actor, now }),
    waive: () => decideWaiver(on, waived, { actor, now }),
  }[action]();
  return isRefusal(decided) ? decided.code : decided.state;
}

const atTheDoor = ['FORBIDDEN', 'UNAUTHENTICATED', 'NO_DOOR'];
const cells = states.flatMap((state) =>
  actions.flatMap((action) =>
    [...callers.keys()].flatMap((caller) =>
      relations.map((relation) => ({ state, action, caller, relation })),
    ),
  ),
);

describe('states × actions × callers', () => {
  it('G23 P-43 names every caller once and leaves no cell undefined', () => {
    expect([...documented.keys()].sort()).toEqual([...callers.keys()].sort());
    expect(cells).toHaveLength(states.length * actions.length * 15 * relations.length);
    const known = ['yes', 'SELF_APPROVAL', 'ROLE_NOT_REQUIRED', 'SECOND_PERSON_NEEDED', ...atTheDoor];
    const undefinedCells = cells.filter(
      ({ action, caller, relation }) => !known.includes(entitlement(caller, action, relation)),
    );
    expect(undefinedCells).toEqual([]);
  });

  it.each(states)('G23 P-43 decides every cell in the state %s as documented', (state) => {
    for (const cell of cells.filter((each) => each.state === state)) {
      const { action, caller, relation } = cell;
      const entitled = entitlement(caller, action, relation);
      const found = outcome(inState(state, relation), action, callers.get(caller) ?? null);
      const step = transitions[state][action];
      // In this order: the door, the state, the caller.
      if (atTheDoor.includes(entitled)) expect({ ...cell, found }).toEqual({ ...cell, found: entitled });
      else if (typeof step === 'string') expect({ ...cell, found }).toEqual({ ...cell, found: step });
      else if (entitled === 'yes') expect(step).toContain(found);
      else expect({ ...cell, found }).toEqual({ ...cell, found: entitled });
    }
  });

  it.each(states)('G23 what the server does by itself needs nobody: %s', (state) => {
    const over = { requestedAt: now - 2 * day, approvedAt: now - 2 * day, expiresAt: now };
    const asked = inState(state, 'somebody else');
    const lapsed = { ...asked, ...over, policy: { ...asked.policy, deadlineDays: 2 } };
    const expired = decideExpiry(lapsed, now);
    const found = (step: Decision) => (isRefusal(step) ? step.code : [step.state]);
    expect(found(expired)).toEqual(transitions[state].expire);
    expect(found(decideSupersession(lapsed, now))).toEqual(transitions[state].supersede);
    expect(found(decideSuspension(lapsed, now))).toEqual(transitions[state].suspend);
    expect(found(decideRestoration(lapsed, now))).toEqual(transitions[state].restore);
    const ended = decideEmergencyEnd(asked, now + day);
    const back = transitions[state].end_emergency;
    expect(found(ended)).toEqual(typeof back === 'string' ? back : ['rolled_back']);
  });
});
