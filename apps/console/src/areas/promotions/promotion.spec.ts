import { promotionOf, voteOf, waiverOf } from '../../testing/promotion';
import { permissionFor, stampOf, statusSentence } from './promotion';

describe('stampOf', () => {
  it('changes with the round, the state, the subject, each vote and each waiver', () => {
    const before = promotionOf({});
    const changed = [
      promotionOf({ round: 3 }),
      promotionOf({ state: 'APPROVED' }),
      promotionOf({ subjectDigest: 'e'.repeat(64) }),
      promotionOf({ votes: [voteOf({ round: 2 })] }),
      promotionOf({ waivers: [waiverOf()] }),
      promotionOf({ waivers: [waiverOf({ counts: false })] }),
    ];
    expect(new Set([before, ...changed].map(stampOf)).size).toBe(7);
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
    const slots = (['RISK_OFFICER', 'SUBJECT_MATTER_EXPERT'] as const).map((role) => ({
      ...{ __typename: 'RoleSlot' as const, role, filledBy: null, onBehalfOf: null },
    }));
    expect(statusSentence(promotionOf({ slots }))).toBe(
      '2 signatures are missing: risk officer and subject-matter expert.',
    );
    expect(statusSentence(promotionOf({}))).toBe('Every gate passes and every signature is there.');
  });

  it('says who wants changes, where that vote counts', () => {
    const wants = voteOf({ round: 2, decision: 'REQUEST_CHANGES' });
    expect(statusSentence(promotionOf({ votes: [wants] }))).toBe('Riley wants changes.');
    expect(statusSentence(promotionOf({ votes: [{ ...wants, counts: false }] }))).not.toContain('Riley');
  });

  it('says what became of a closed one', () => {
    expect(statusSentence(promotionOf({ state: 'REJECTED' }))).toContain('will not be released');
  });
});
