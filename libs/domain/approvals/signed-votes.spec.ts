import * as fc from 'fast-check';
import { type Actor } from '../access';
import { isRefusal } from '../refusals';
import {
  builtInPolicy,
  decide,
  decideReinstatement,
  decideVote,
  freshDigest,
  inboxKindOf,
  type Policy,
  type Promotion,
  type PromotionTarget,
  signatureMeaning,
  viewerActions,
  type Vote,
} from './index';

const now = 1_780_000_000_000;
const policy: Policy = { ...builtInPolicy, gates: [], requirePasskey: true };
const officer: Actor = {
  ...{ kind: 'person', id: 'officer', name: 'officer', workspaceId: 'w', roles: ['risk_officer'] },
};

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

const outcome = (step: ReturnType<typeof decideVote>) => (isRefusal(step) ? step.code : step.state);
const voted = (on: Promotion, passkeyId?: string) =>
  outcome(
    decideVote(
      on,
      { decision: 'approve', round: on.round, subjectDigest: on.subjectDigest },
      { actor: officer, now, ...(passkeyId !== undefined && { passkeyId }) },
    ),
  );

describe('votes that are signed with a passkey', () => {
  it('P-143 are asked for by a policy, after everything else that would refuse a vote', () => {
    expect(voted(promotion())).toBe('PASSKEY_REQUIRED');
    expect(voted(promotion(), 'k')).toBe('in_review');
    expect(voted(promotion({ policy: { ...builtInPolicy, gates: [] } }))).toBe('in_review');
    expect(voted(promotion({ policy: { ...policy, stepUpMinutes: 5 } }))).toBe('STEP_UP_REQUIRED');
    expect(voted(promotion({ requesterId: 'officer' }))).toBe('SELF_APPROVAL');
  });

  it('P-143 are asked for to lift a suspension too', () => {
    const on = promotion({ state: 'suspended', approvedAt: now - 1 });
    expect(outcome(decideReinstatement(on, { actor: officer, now }))).toBe('PASSKEY_REQUIRED');
    expect(outcome(decideReinstatement(on, { actor: officer, now, passkeyId: 'k' }))).toBe('active');
  });

  it('P-143 are waited for: who would only have to sign is told that they may', () => {
    const vote = viewerActions(promotion(), officer, now).find(({ action }) => action === 'vote');
    expect(vote).toEqual({ action: 'vote', allowed: true });
    expect(inboxKindOf(promotion(), officer, now)).toBe('review');
  });

  it('P-143 alone count: of votes that got there otherwise none approves, rejects or holds up', () => {
    const decisions = ['approve', 'request_changes', 'reject', 'abstain'] as const;
    const roles = { sam: 'subject_matter_expert', riley: 'risk_officer' } as const;
    const votesOf = (signed: readonly boolean[], said: readonly (typeof decisions)[number][]) =>
      (['sam', 'riley'] as const).map((personId, at): Vote => {
        const own = { personId, roles: [roles[personId]], castAs: [roles[personId]], decision: said[at]! };
        return { ...own, round: 1, ...(signed[at] && { passkeyId: 'k' }) };
      });
    const stateOf = (votes: readonly Vote[]) => {
      const { policy: of, gates, votes: cast, ...request } = promotion({ votes });
      const people = Object.entries(roles).map(([personId, role]) => ({ personId, roles: [role] }));
      return decide({ policy: of, gates, votes: cast, request, people, now }).state;
    };
    expect(stateOf(votesOf([true, true], ['approve', 'approve']))).toBe('approved');
    expect(stateOf(votesOf([true, false], ['approve', 'approve']))).toBe('in_review');
    fc.assert(
      fc.property(
        fc.tuple(fc.boolean(), fc.boolean()),
        fc.tuple(fc.constantFrom(...decisions), fc.constantFrom(...decisions)),
        (signed, said) => {
          const votes = votesOf(signed, said);
          expect(stateOf(votes)).toBe(stateOf(votes.filter(({ passkeyId }) => passkeyId !== undefined)));
        },
      ),
      { seed: 1, numRuns: 100 },
    );
  });

  it('P-144 have a meaning of their own for each decision, in the role that was taken', () => {
    const all = [...(['approve', 'request_changes', 'reject', 'abstain', 'reinstate'] as const)];
    const meanings = all.map((decision) => signatureMeaning(decision, 'risk_officer'));
    expect(new Set(meanings).size).toBe(all.length);
    expect(meanings[0]).toBe('I approve this release as risk officer on this evidence.');
    for (const meaning of meanings) expect(meaning).toMatch(/^I .* risk officer.*\.$/);
    expect(signatureMeaning('reject', null)).toBe('I reject this release as a reviewer.');
    expect(signatureMeaning('reject', 'risk_officer', true)).toBe(
      'I reject this release as risk officer in the place of somebody who gave me their vote.',
    );
  });
});
