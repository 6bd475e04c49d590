import { promotionOf } from '../../testing/promotion';
import { permissionFor, stampOf, statusSentence, votesByRound, type Vote } from './promotion';

const vote = (id: string, round: number, castAt: string): Vote => ({
  __typename: 'Vote',
  id,
  round,
  castAt,
  person: { __typename: 'Actor', id: 'u2', name: 'Riley' },
  role: 'RISK_OFFICER',
  decision: 'APPROVE',
  comment: '',
  counts: true,
});

describe('votesByRound', () => {
  it('puts the present round first, even without votes, and votes in time order', () => {
    const votes = [vote('b', 1, '2026-01-02T00:00:00Z'), vote('a', 1, '2026-01-01T00:00:00Z')];
    expect(
      votesByRound({ round: 2, votes }).map((part) => [part.round, part.votes.map(({ id }) => id)]),
    ).toEqual([
      [2, []],
      [1, ['a', 'b']],
    ]);
  });
});

describe('stampOf', () => {
  it('changes with the round, the state, the subject and each vote', () => {
    const before = promotionOf({});
    const changed = [
      promotionOf({ round: 3 }),
      promotionOf({ state: 'APPROVED' }),
      promotionOf({ subjectDigest: 'e'.repeat(64) }),
      promotionOf({ votes: [vote('a', 2, '2026-01-01T00:00:00Z')] }),
    ];
    expect(new Set([before, ...changed].map(stampOf)).size).toBe(5);
    expect(stampOf(promotionOf({ rationale: 'other' }))).toBe(stampOf(before));
  });
});

describe('permissionFor', () => {
  it('allows nothing that the server does not name', () => {
    expect(permissionFor({ viewerActions: [] }, 'ACTIVATE').allowed).toBe(false);
    expect(permissionFor(promotionOf({}), 'ACTIVATE').allowed).toBe(true);
  });
});

describe('statusSentence', () => {
  it('says which signatures are missing', () => {
    const slots = [
      { __typename: 'RoleSlot' as const, role: 'RISK_OFFICER' as const, filledBy: null },
      { __typename: 'RoleSlot' as const, role: 'SUBJECT_MATTER_EXPERT' as const, filledBy: null },
    ];
    expect(statusSentence(promotionOf({ slots }))).toBe(
      '2 signatures are missing: risk officer and subject-matter expert.',
    );
    expect(statusSentence(promotionOf({}))).toBe('Every gate passes and every signature is there.');
  });

  it('says who wants changes, where that vote counts', () => {
    const wants = { ...vote('a', 2, '2026-01-01T00:00:00Z'), decision: 'REQUEST_CHANGES' as const };
    expect(statusSentence(promotionOf({ votes: [wants] }))).toBe('Riley wants changes.');
    expect(statusSentence(promotionOf({ votes: [{ ...wants, counts: false }] }))).not.toContain('Riley');
  });

  it('says what became of a closed one', () => {
    expect(statusSentence(promotionOf({ state: 'REJECTED' }))).toContain('will not be released');
  });
});
