import { type Actor, permissionsOf, type Role } from '../access';
import {
  actionPermissions,
  builtInPolicy,
  freshDigest,
  inboxKindOf,
  transitions,
  viewerActions,
  type GateResult,
  type Promotion,
  type PromotionState,
  type Vote,
} from './index';

const day = 86_400_000;
const now = 1_000 * day;
const person = (id: string, ...roles: Role[]): Actor => ({
  kind: 'person',
  id,
  name: id,
  workspaceId: 'w',
  roles,
});
const dana = person('dana', 'data_scientist');
const sam = person('sam', 'subject_matter_expert');
const riley = person('riley', 'risk_officer');
const ira = person('ira', 'ml_engineer');
const everybody = [dana, sam, riley, ira, person('ada', 'admin'), person('aud', 'auditor')];
const vote = ({ id, roles }: Actor, decision: Vote['decision'] = 'approve'): Vote => ({
  ...{ personId: id, roles, castAs: roles, decision, round: 1 },
});

function promotion(state: PromotionState, votes: Vote[] = []): Promotion {
  const target = {
    modelVersionId: 'v',
    artifactDigest: 'a',
    environment: 'production',
    alias: 'champion',
  } as const;
  const gates = builtInPolicy.gates.map(({ id, kind }): GateResult => ({
    ...{ gateId: id, kind, verdict: state === 'blocked' ? 'fail' : 'pass', requirement: '', reason: '' },
  }));
  return {
    ...{ target, state, round: 1, requesterId: 'dana', policy: builtInPolicy, gates, votes },
    ...{ approvedAt: now - day, expiresAt: now + day, activatedAt: null },
    subjectDigest: freshDigest({ target }, { policy: builtInPolicy, gates }, 1),
  };
}
const waitsFor = (on: Promotion, at = now) =>
  everybody.flatMap((actor) => {
    const kind = inboxKindOf(on, actor, at);
    return kind === null ? [] : [`${actor.id}: ${kind}`];
  });

const actionOf = {
  review: 'vote',
  activate: 'activate',
  look_again: 'reinstate',
  confirm: 'confirm_emergency',
  waive: 'waive',
} as const;

describe('inboxKindOf', () => {
  it('P-59 waits for the votes of those who may vote and have not', () => {
    expect(waitsFor(promotion('in_review'))).toEqual(['sam: review', 'riley: review']);
    expect(waitsFor(promotion('in_review', [vote(sam)]))).toEqual(['riley: review']);
  });

  it('P-59 waits for an answer where a gate blocks or a voter wants changes', () => {
    expect(waitsFor(promotion('blocked'))).toEqual(['dana: answer', 'sam: review', 'riley: review']);
    const held = promotion('in_review', [vote(sam, 'request_changes')]);
    expect(waitsFor(held)).toEqual(['dana: answer', 'riley: review']);
  });

  it('P-59 waits for whoever may activate what was approved, until it lapses', () => {
    const approved = promotion('approved', [vote(sam), vote(riley)]);
    const waiting = waitsFor(approved);
    expect(waiting).toContain('ira: activate');
    expect(waiting.every((each) => each.endsWith('activate'))).toBe(true);
    expect(waitsFor(approved, now + day)).toEqual([]);
  });

  it('P-59 P-92 waits for whoever may lift a suspension', () => {
    expect(waitsFor(promotion('suspended'))).toEqual(['sam: look_again', 'riley: look_again']);
  });

  it.each(Object.keys(transitions) as PromotionState[])(
    'P-59 waits for nobody who could not act on what is %s',
    (state) => {
      const on = promotion(state, state === 'approved' ? [vote(sam), vote(riley)] : []);
      for (const actor of everybody) {
        const kind = inboxKindOf(on, actor, now);
        if (kind === null || kind === 'answer') continue;
        const action = actionOf[kind];
        expect(viewerActions(on, actor, now)).toContainEqual({ action, allowed: true });
        expect(permissionsOf(actor).has(actionPermissions[action])).toBe(true);
      }
    },
  );
});
