import { passkeyTrouble } from './passkey-trouble';

const named = (name: string) => Object.assign(new Error('The browser’s own words.'), { name });

describe('what went wrong with a passkey', () => {
  it('says what its owner can do, and else what the browser said', () => {
    expect(passkeyTrouble(named('NotAllowedError')).cause).toMatch(/cancelled, or took too long/);
    expect(passkeyTrouble(named('InvalidStateError')).cause).toMatch(/already/);
    expect(passkeyTrouble(named('SecurityError')).cause).toMatch(/The browser’s own words/);
  });
});
