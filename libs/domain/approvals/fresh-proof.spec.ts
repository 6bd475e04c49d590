import { type Actor } from '../access';
import { isRefusal } from '../refusals';
import {
  builtInPolicy,
  decideReinstatement,
  decideVote,
  freshDigest,
  inboxKindOf,
  joinPolicies,
  type Policy,
  type Promotion,
  type PromotionTarget,
} from './index';

const minute = 60_000;
const now = 1_000_000 * minute;
const policy: Policy = { ...builtInPolicy, stepUpMinutes: 15 };
const officer = (authenticatedAt?: number): Actor => ({
  ...{ kind: 'person', id: 'officer', name: 'officer', workspaceId: 'w', roles: ['risk_officer'] },
  ...(authenticatedAt !== undefined && { authenticatedAt }),
});

function promotion(changes: Partial<Promotion> = {}): Promotion {
  const target: PromotionTarget = {
    ...{ modelVersionId: 'v', artifactDigest: 'a' },
    ...{ environment: 'production', alias: 'champion' },
  };
  const base: Promotion = {
    ...{ target, state: 'in_review', round: 1, subjectDigest: '', requesterId: 'dana', policy, gates: [] },
    ...{ votes: [], approvedAt: null, expiresAt: null, activatedAt: null },
    ...changes,
  };
  return { ...base, subjectDigest: freshDigest(base, base, base.round) };
}

function codeOf(on: Promotion, actor: Actor, at = now): string {
  const { round, subjectDigest } = on;
  const step = decideVote(on, { decision: 'approve', round, subjectDigest }, { actor, now: at });
  return isRefusal(step) ? step.code : 'voted';
}

describe('a fresh proof of who votes', () => {
  it('P-77 is asked for to the millisecond, and of whom the policy says', () => {
    expect(codeOf(promotion(), officer(now - 15 * minute))).toBe('voted');
    expect(codeOf(promotion(), officer(now - 15 * minute - 1))).toBe('STEP_UP_REQUIRED');
    expect(codeOf(promotion({ policy: builtInPolicy }), officer(0))).toBe('voted');
  });

  it('P-77 is none without a session, dated ahead, or when it is no number', () => {
    expect(codeOf(promotion(), officer())).toBe('STEP_UP_REQUIRED');
    expect(codeOf(promotion(), officer(now + 5 * minute))).toBe('voted');
    expect(codeOf(promotion(), officer(now + 5 * minute + 1))).toBe('STEP_UP_REQUIRED');
    expect(codeOf(promotion(), officer(NaN))).toBe('STEP_UP_REQUIRED');
  });

  it('P-32 P-77 is asked for after everything else, and leaves the promotion in the inbox', () => {
    const own = promotion({ requesterId: 'officer' });
    expect(codeOf(own, officer())).toBe('SELF_APPROVAL');
    const vote = { personId: 'officer', roles: [], castAs: [], decision: 'abstain', round: 1 } as const;
    expect(codeOf(promotion({ votes: [vote] }), officer())).toBe('ALREADY_VOTED');
    expect(inboxKindOf(promotion(), officer(), now)).toBe('review');
    expect(inboxKindOf(own, officer(), now)).not.toBe('review');
  });

  it('P-77 is asked for by whoever lifts a suspension', () => {
    const on = promotion({ state: 'suspended', approvedAt: now - minute });
    expect(decideReinstatement(on, { actor: officer(now), now })).toMatchObject({ state: 'active' });
    expect(decideReinstatement(on, { actor: officer(), now })).toMatchObject({ code: 'STEP_UP_REQUIRED' });
    expect(inboxKindOf(on, officer(), now)).toBe('look_again');
  });

  it('P-78 is as fresh as the strictest of all policies that apply', () => {
    const others = [{ stepUpMinutes: 60 }, { stepUpMinutes: 5 }, {}].map((more, index) => ({
      ...{ ...builtInPolicy, name: `other-${index}` },
      ...more,
    }));
    expect(joinPolicies([policy, ...others]).stepUpMinutes).toBe(5);
  });
});
