import { resetSentence } from './reset-sentence';

const now = new Date('2026-11-21T12:00:00Z');
const reset = {
  __typename: 'PasswordReset' as const,
  issuedAt: '2026-11-21T09:00:00Z',
  expiresAt: '2026-11-22T09:00:00Z',
  issuedBy: { __typename: 'Actor' as const, id: 'a', kind: 'PERSON' as const, name: 'Ira' },
  revokedAt: null,
  usedAt: null,
};

describe('resetSentence', () => {
  it('says who issued it and until when it can be used', () => {
    expect(resetSentence(reset, now)).toMatch(/^Ira issued a reset .* can be used until .*; if you asked/);
  });

  it('says what became of it', () => {
    expect(resetSentence({ ...reset, usedAt: '2026-11-21T10:00:00Z' }, now)).toContain('was set by it on');
    expect(resetSentence({ ...reset, revokedAt: '2026-11-21T10:00:00Z' }, now)).toContain('taken back');
    expect(resetSentence(reset, new Date(reset.expiresAt))).toContain('nobody used it');
  });
});
