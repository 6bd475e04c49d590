import { localPath, OidcFlows } from './oidc-flow';

const now = new Date('2026-03-01T12:00:00Z');
const flow = { state: 's', nonce: 'n', verifier: 'v', next: '/', startedAt: now.getTime() };
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('a flow', () => {
  const flows = new OidcFlows('a secret of the server');

  it('A-45 opens to the server that sealed it, for ten minutes', () => {
    const sealed = flows.seal(flow);
    expect(flows.open(sealed, now)).toEqual(flow);
    expect(new OidcFlows('a secret of the server').open(sealed, after(600))).toEqual(flow);
    expect(flows.open(sealed, after(601))).toBeNull();
    expect(flows.open(sealed, after(-1))).toBeNull();
  });

  it('A-45 opens to no other secret, and after no change', () => {
    const sealed = flows.seal(flow);
    expect(new OidcFlows('another secret').open(sealed, now)).toBeNull();
    const bytes = Buffer.from(sealed, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(flows.open(changed.toString('base64url'), now)).toBeNull();
    }
    for (const text of ['', 'A', 'A'.repeat(40), '%', 'A'.repeat(10_000)])
      expect(flows.open(text, now)).toBeNull();
  });

  it('A-45 never looks the same twice, and shows nothing', () => {
    const secret = { ...flow, verifier: 'the verifier of this flow' };
    expect(flows.seal(secret)).not.toBe(flows.seal(secret));
    expect(Buffer.from(flows.seal(secret), 'base64url').toString('latin1')).not.toContain('verifier');
  });
});

describe('where to go afterwards', () => {
  it.each([
    ['/models', '/models'],
    ['/models/one?tab=2#x', '/models/one?tab=2#x'],
    ['/a/../models', '/models'],
  ])('A-45 takes %p', (asked, path) => {
    expect(localPath(asked)).toBe(path);
  });

  it.each([
    ...[null, '', 'models', 'https://evil.example', '//evil.example', '///evil.example', '/\\evil.example'],
    ...[
      '/\t/evil.example',
      '\n//evil.example',
      '/.//evil.example',
      '/..//evil.example',
      'javascript:alert(1)',
    ],
    ...['/v1/sign-in/oidc', '/V1/sign-in/oidc', '/graphql', '/sign-in?next=/x', `/${'x'.repeat(1001)}`],
    ...['/%0d%0aset-cookie:x/../../v1/x', '//user@evil.example/x', 'http:evil.example'],
  ])('A-45 takes %p for the front page', (asked) => {
    expect(localPath(asked)).toBe('/');
  });
});
