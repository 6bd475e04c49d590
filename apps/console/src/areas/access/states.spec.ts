import { invitationState } from './member';
import { tokenState } from './token-state';

const now = new Date('2026-05-10T12:00:00.000Z');
const at = (day: number) => `2026-05-${String(day).padStart(2, '0')}T12:00:00.000Z`;

describe('tokenState', () => {
  const token = {
    revokedAt: null,
    expiresAt: at(30),
    sponsor: { __typename: 'Actor', id: 'u1', name: 'Ada' },
  } as const;
  const state = (part: Partial<Parameters<typeof tokenState>[0]>, gone: string[] = []) =>
    tokenState({ ...token, ...part }, { now, deactivated: new Set(gone) });

  it('says whether it works, and for how long', () => {
    expect(state({})).toBe('working');
    expect(state({ expiresAt: at(16) })).toBe('soon');
    expect(state({ expiresAt: at(10) })).toBe('expired');
  });

  it('says who stopped it: a revocation before all, then time, then its sponsor', () => {
    expect(state({ revokedAt: at(1), expiresAt: at(2) }, ['u1'])).toBe('revoked');
    expect(state({ expiresAt: at(2) }, ['u1'])).toBe('expired');
    expect(state({}, ['u1'])).toBe('stopped');
    expect(state({ sponsor: null }, ['u1'])).toBe('working');
  });
});

describe('invitationState', () => {
  const invitation = { acceptedAt: null, revokedAt: null, expiresAt: at(12) };
  it('says what became of it, and when', () => {
    expect(invitationState(invitation, now)).toEqual({ state: 'open', at: at(12) });
    expect(invitationState({ ...invitation, expiresAt: at(9) }, now)).toEqual({
      state: 'expired',
      at: at(9),
    });
    expect(invitationState({ ...invitation, revokedAt: at(8) }, now)).toEqual({
      state: 'revoked',
      at: at(8),
    });
    expect(invitationState({ ...invitation, acceptedAt: at(7) }, now)).toEqual({
      state: 'accepted',
      at: at(7),
    });
  });
});
