import { type OidcConfig } from '../../server/config';
import { startTestApi, type TestApi } from '../../testing/api';
import { Browser } from '../../testing/browser';
import { startForgingProvider, type ForgingProvider, type Json } from '../../testing/forging-provider';
import { oidcClient, startOpenIdProvider, wayBack, type OpenIdProvider } from '../../testing/openid-provider';

const cookie = 'countersign_session';
const groupRoles = new Map([['ml-risk', ['risk_officer' as const]]]);
const rules = {
  ...{ publicUrl: undefined, groupRoles, scopes: 'openid email profile', groupsClaim: 'groups' },
  ...{ verifiedClaim: 'email_verified', sessionHours: 8 },
};
const person = (sub: string) => ({
  ...{ sub, name: `Person ${sub}`, email: `${sub}@example.org`, email_verified: true, groups: ['ml-risk'] },
});

/** What the database knows of the sessions and proofs of whoever has this address. */
function recordsOf(api: TestApi) {
  const sessions = async (sub: string) =>
    (
      await api.owner.query<{ id: string; authenticated_at: Date; strength: string }>(
        `SELECT session.id, authenticated_at, strength FROM session JOIN member ON member.id = member_id
         WHERE member.workspace_id = $1 AND email = $2 ORDER BY session.created_at`,
        [api.workspaceId, `${sub}@example.org`],
      )
    ).rows;
  const proofs = async (sub: string) =>
    (
      await api.owner.query<{ outcome: string; actor: string; payload: Json }>(
        `SELECT outcome, actor, payload FROM audit_entry JOIN member ON member.id::text = subject_id
         WHERE audit_entry.workspace_id = $1 AND email = $2 AND action = 'proveIdentity' ORDER BY sequence`,
        [api.workspaceId, `${sub}@example.org`],
      )
    ).rows;
  /** As if they had proved it an hour ago. */
  const age = (sub: string) =>
    api.owner.query(
      `UPDATE session SET authenticated_at = now() - interval '1 hour' FROM member
       WHERE member.id = member_id AND member.workspace_id = $1 AND email = $2`,
      [api.workspaceId, `${sub}@example.org`],
    );
  return { sessions, proofs, age };
}

const minutesAgo = (at: Date | undefined) => (Date.now() - (at?.getTime() ?? 0)) / 60_000;

describe('a proof of identity by a real OpenID provider', () => {
  let provider: OpenIdProvider;
  let api: TestApi;
  let door: string;
  let records: ReturnType<typeof recordsOf>;
  beforeAll(async () => {
    provider = await startOpenIdProvider();
    const oidc: OidcConfig = { issuer: provider.issuer, ...oidcClient, ...rules };
    api = await startTestApi(undefined, { oidc });
    door = `${api.url}/v1/sign-in/oidc`;
    oidc.publicUrl = api.url;
    records = recordsOf(api);
    await provider.open(door);
  });
  afterAll(async () => {
    await api.stop();
    await provider.stop();
  });
  const signIn = async (sub: string) => {
    await provider.say(person(sub));
    const browser = new Browser();
    await browser.visit(await wayBack(browser, door, sub), () => true);
    return browser;
  };

  it('A-70 asks for the password there although somebody is signed in there, and renews the proof alone', async () => {
    const browser = await signIn('ada');
    await records.age('ada');
    const [before] = await records.sessions('ada');
    expect(minutesAgo(before?.authenticated_at)).toBeGreaterThan(59);
    const kept = browser.cookie(api.url, cookie);

    const left = await browser.visit(`${door}?prove=1&next=/inbox`, () => false);
    // The provider remembers them, and shows its form all the same.
    expect(left).toMatchObject({ next: null, text: expect.stringContaining('name="prompt" value="login"') });
    const back = await wayBack(browser, `${door}?prove=1&next=/inbox`, 'ada');
    expect(await browser.visit(back, () => true)).toMatchObject({ status: 303, next: `${api.url}/inbox` });

    const after = await records.sessions('ada');
    expect(after).toEqual([{ ...before, authenticated_at: expect.any(Date) }]);
    expect(minutesAgo(after[0]?.authenticated_at)).toBeLessThan(1);
    expect(browser.cookie(api.url, cookie)).toBe(kept);
    expect(await records.proofs('ada')).toMatchObject([
      { outcome: 'done', actor: expect.stringMatching(/^person:/), payload: { method: 'oidc' } },
    ]);
    // The way back counts once.
    expect((await browser.visit(back, () => true)).next).toBe(`${api.url}/sign-in?error=IDENTITY_NOT_PROVEN`);
  });

  it('A-70 takes nobody else for somebody', async () => {
    const browser = await signIn('bela');
    await records.age('bela');
    const before = await records.sessions('bela');
    await provider.say(person('cleo'));
    // Nobody is signed in at the provider any more: it takes whoever comes.
    const shared = new Browser();
    shared.setCookie(api.url, cookie, browser.cookie(api.url, cookie) ?? '');
    const asked = new URLSearchParams({ prove: '1', next: '/promotions/one?tab=checks#top' });
    const back = await wayBack(shared, `${door}?${asked}`, 'cleo');
    // They are still signed in: the page they left says what went wrong.
    const page = `${api.url}/promotions/one?tab=checks&proof=IDENTITY_NOT_PROVEN#top`;
    expect((await shared.visit(back, () => true)).next).toBe(page);
    expect(await records.sessions('bela')).toEqual(before);
    expect(await records.sessions('cleo')).toEqual([]);
    expect(await records.proofs('bela')).toMatchObject([{ outcome: 'refused', payload: { method: 'oidc' } }]);
  });

  it('A-70 is for sessions that go on: none at the start, none at the end', async () => {
    const page = await new Browser().visit(`${door}?prove=1&next=/inbox`, () => true);
    expect(page.next).toBe(`${api.url}/sign-in?error=UNAUTHENTICATED`);
    const browser = await signIn('dora');
    const back = await wayBack(browser, `${door}?prove=1&next=/inbox`, 'dora');
    await api.owner.query('DELETE FROM session WHERE id = $1', [(await records.sessions('dora'))[0]?.id]);
    expect((await browser.visit(back, () => true)).next).toBe(`${api.url}/sign-in?error=UNAUTHENTICATED`);
    expect(await records.sessions('dora')).toEqual([]);
    expect(await records.proofs('dora')).toEqual([]);
  });
});

describe('what a provider says of a proof', () => {
  let provider: ForgingProvider;
  let api: TestApi;
  let door: string;
  let records: ReturnType<typeof recordsOf>;
  beforeAll(async () => {
    provider = await startForgingProvider();
    const { issuer, clientId, clientSecret } = provider;
    api = await startTestApi(undefined, { oidc: { issuer, clientId, clientSecret, ...rules } });
    door = `${api.url}/v1/sign-in/oidc`;
    records = recordsOf(api);
  });
  afterAll(async () => {
    await api.stop();
    await provider.stop();
  });
  const seconds = (ago: number) => Math.floor(Date.now() / 1000) - ago;

  async function come(browser: Browser, query: string, claims: Json, userinfo?: Json) {
    const { next } = await browser.visit(`${door}${query}`, () => true);
    const sent = new URL(next ?? '').searchParams;
    const forgery = { claims, ...(userinfo && { userinfo }) };
    Object.assign(provider, { forgery, nonce: sent.get('nonce') ?? '' });
    const back = new URLSearchParams({ code: 'a code', state: sent.get('state') ?? '' });
    const page = await browser.visit(`${door}?${back}`, () => true);
    return { sent, next: page.next };
  }

  /** Leaves the inbox for the provider, to prove who they are; the state to come back with. */
  async function leave(browser: Browser): Promise<string> {
    const { next } = await browser.visit(`${door}?prove&next=/inbox`, () => true);
    return new URL(next ?? '').searchParams.get('state') ?? '';
  }

  it('A-70 asks the provider for a new proof, and a sign-in does not', async () => {
    const browser = new Browser();
    const { sent } = await come(browser, '', person('eve'));
    expect([sent.get('prompt'), sent.get('max_age')]).toEqual([null, null]);
    const proof = await come(browser, '?prove', { ...person('eve'), auth_time: seconds(0) });
    expect(proof.next).toBe(`${api.url}/`);
    expect([proof.sent.get('prompt'), proof.sent.get('max_age')]).toEqual(['login', '0']);
  });

  it.each<[string, Json, Json | null]>([
    ['no time', {}, null],
    ['a time before they left', { auth_time: seconds(120) }, null],
    ['a time that is none', { auth_time: 'now' }, null],
    ['a time that only the unsigned answer tells', { email: undefined }, { auth_time: seconds(0) }],
  ])('A-70 takes no proof with %s', async (what, claims, userinfo) => {
    const sub = `f${what.length}`;
    const browser = new Browser();
    await come(browser, '', person(sub));
    await records.age(sub);
    const more = userinfo ? { ...person(sub), ...userinfo } : undefined;
    const { next } = await come(browser, '?prove&next=/inbox', { ...person(sub), ...claims }, more);
    expect(next).toBe(`${api.url}/inbox?proof=IDENTITY_NOT_PROVEN`);
    expect(minutesAgo((await records.sessions(sub))[0]?.authenticated_at)).toBeGreaterThan(59);
    expect(await records.proofs(sub)).toMatchObject([{ outcome: 'refused' }]);
  });

  it('A-70 returns to the page that they left, whatever kept the provider from proving it', async () => {
    const browser = new Browser();
    await come(browser, '', person('ines'));
    const session = browser.cookie(api.url, cookie) ?? '';
    const returned = async (what: Record<string, string>) => {
      const back = new URLSearchParams({ ...what, state: await leave(browser) });
      return (await browser.visit(`${door}?${back}`, () => true)).next;
    };
    expect(await returned({ error: 'access_denied' })).toBe(`${api.url}/inbox?proof=IDENTITY_NOT_PROVEN`);
    provider.forgery = { token: { status: 500, body: {} } };
    expect(await returned({ code: 'a code' })).toBe(`${api.url}/inbox?proof=PROVIDER_UNAVAILABLE`);
    expect(browser.cookie(api.url, cookie)).toBe(session);

    const { url } = await api.replica();
    browser.setCookie(url, cookie, session);
    const { issuer } = provider;
    provider.metadata['issuer'] = 'http://127.0.0.1/elsewhere';
    const page = await browser.visit(`${url}/v1/sign-in/oidc?prove&next=/inbox`, () => true);
    provider.metadata['issuer'] = issuer;
    expect(page.next).toBe(`${url}/inbox?proof=PROVIDER_UNAVAILABLE`);
  });

  it('A-70 leads whoever was deactivated meanwhile to where one signs in', async () => {
    const browser = new Browser();
    await come(browser, '', person('jo'));
    const back = new URLSearchParams({ code: 'a code', state: await leave(browser) });
    await api.owner.query(
      `UPDATE member SET deactivated_at = now() WHERE workspace_id = $1 AND email = 'jo@example.org'`,
      [api.workspaceId],
    );
    const { next } = await browser.visit(`${door}?${back}`, () => true);
    expect(next).toBe(`${api.url}/sign-in?error=MEMBER_DEACTIVATED`);
  });

  it('A-70 dates a proof by the clock that is behind', async () => {
    const browser = new Browser();
    await come(browser, '', person('gert'));
    await records.age('gert');
    const { next } = await come(browser, '?prove', { ...person('gert'), auth_time: seconds(-3600) });
    expect(next).toBe(`${api.url}/`);
    const [session] = await records.sessions('gert');
    expect(minutesAgo(session?.authenticated_at)).toBeGreaterThanOrEqual(0);
  });

  it('A-71 dates a sign-in by when the provider saw them, where it says so', async () => {
    await come(new Browser(), '', { ...person('hal'), auth_time: seconds(1800) });
    await come(new Browser(), '', person('hal'));
    await come(new Browser(), '', { ...person('hal'), auth_time: seconds(-1800) });
    const ages = (await records.sessions('hal')).map((each) => minutesAgo(each.authenticated_at));
    expect(ages.map((age) => Math.round(age))).toEqual([30, 0, 0]);
  });
});
