import { missingCharacters } from './password-rules';
import { invitationLink, tokenIn } from './invitation-link';
import { parseInvitationSearch, parseSignInSearch } from './search';

const token = '01a1fe63-abfa-759c-8407-7eb0e0aae54e.Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE';

describe('an invitation', () => {
  it('is found in its link, in the fragment and by itself', () => {
    const link = invitationLink('https://sign.example.org', token);
    expect(link).toBe(`https://sign.example.org/invitation#${token}`);
    expect(new URL(link).pathname + new URL(link).search).not.toContain('Zm9v');
    for (const text of [link, `#${token}`, token, `  ${token}\n`]) expect(tokenIn(text)).toBe(token);
  });

  it('is not found in what is none', () => {
    for (const text of [
      '',
      '#',
      'https://sign.example.org/invitation',
      'abc.def',
      `${token}.x`,
      `${token} ${token}`,
    ])
      expect(tokenIn(text)).toBeNull();
  });

  it('says in its address at most that it sets up', () => {
    expect(parseInvitationSearch({ setUp: true, token })).toEqual({ setUp: true });
    expect(parseInvitationSearch({ setUp: 'yes' })).toEqual({});
  });
});

describe('the address of the sign-in page', () => {
  it('leads on within the console only', () => {
    expect(parseSignInSearch({ next: '/models/1?version=2' })).toEqual({ next: '/models/1?version=2' });
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', 'models', 7])
      expect(parseSignInSearch({ next })).toEqual({});
  });

  it('takes the code that the way to the provider ended with', () => {
    expect(parseSignInSearch({ error: 'RATE_LIMITED' })).toEqual({ error: 'RATE_LIMITED' });
  });
});

describe('missingCharacters', () => {
  it('counts code points, as the server does', () => {
    expect([
      missingCharacters(''),
      missingCharacters('🔑🔑🔑🔑🔑🔑'),
      missingCharacters('seven grey herons'),
    ]).toEqual([12, 6, 0]);
  });
});
