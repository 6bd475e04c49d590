import { type Actor, type Role } from '../../access';
import { builtInPolicy, notToAcknowledge, type Promotion, type RollbackReview } from '../index';

const rolledBack: Promotion = {
  target: { modelVersionId: 'v', artifactDigest: 'a', environment: 'production', alias: 'champion' },
  ...{ state: 'rolled_back', round: 1, subjectDigest: 's', requesterId: 'r', sponsorId: 'p' },
  ...{ policy: builtInPolicy, gates: [], votes: [], dependentIds: ['d'] },
  contributors: [{ personId: 't', as: 'trainers' }],
  ...{ approvedAt: 1, expiresAt: 2, activatedAt: 1 },
};
const open: RollbackReview = { rolledBackBy: 'm', isAcknowledged: false };
const person = (id: string, ...roles: Role[]): Actor => ({
  ...{ kind: 'person', id, name: id, workspaceId: 'w', roles },
});
const refusalOf = (actor: Actor, on = rolledBack, review: RollbackReview | null = open) =>
  notToAcknowledge(on, review, actor)?.code ?? null;

describe('notToAcknowledge', () => {
  it('P-162 lets whoever could have voted on what was rolled back look at it', () => {
    expect(refusalOf(person('o', 'risk_officer'))).toBeNull();
    expect(refusalOf(person('e', 'subject_matter_expert'))).toBeNull();
    // What the server ended by itself, everybody of these looks at.
    const byServer = { ...open, rolledBackBy: null };
    expect(refusalOf(person('m', 'risk_officer'), rolledBack, byServer)).toBeNull();
  });

  it('P-162 keeps off whoever went back, or could not have voted', () => {
    expect(refusalOf(person('m', 'risk_officer', 'ml_engineer'))).toBe('SELF_APPROVAL');
    for (const id of ['r', 'p', 'd', 't'])
      expect([id, refusalOf(person(id, 'risk_officer'))]).toEqual([id, 'SELF_APPROVAL']);
    expect(refusalOf(person('a', 'admin', 'ml_engineer'))).toBe('ROLE_NOT_REQUIRED');
    expect(refusalOf({ ...person('o', 'risk_officer'), kind: 'service' })).toBe('ROLE_NOT_REQUIRED');
  });

  it('P-162 is done once, and only where somebody went back', () => {
    const officer = person('o', 'risk_officer');
    expect(refusalOf(officer, rolledBack, { ...open, isAcknowledged: true })).toBe('PROMOTION_CLOSED');
    expect(refusalOf(officer, rolledBack, null)).toBe('PROMOTION_CLOSED');
    expect(refusalOf(officer, { ...rolledBack, state: 'active' })).toBe('PROMOTION_CLOSED');
  });
});
