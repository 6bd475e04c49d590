import { type OidcConfig } from '../../server/config';
import { startTestApi, type TestApi } from '../../testing/api';
import { idOf, isSomebody } from '../../testing/accounts';
import { Browser } from '../../testing/browser';
import { oidcClient, startOpenIdProvider, wayBack, type OpenIdProvider } from '../../testing/openid-provider';

const groupRoles = new Map([
  ['ml-risk', ['risk_officer' as const]],
  ['ds-team', ['data_scientist' as const]],
  ['platform', ['admin' as const]],
]);
const session = 'countersign_session';
const flow = 'countersign_oidc';

describe('sign-in by a real OpenID provider', () => {
  let provider: OpenIdProvider;
  let api: TestApi;
  let door: string;
  let ahead = 0;
  beforeAll(async () => {
    provider = await startOpenIdProvider();
    const oidc: OidcConfig = {
      ...{ issuer: provider.issuer, ...oidcClient, publicUrl: undefined, groupRoles },
      ...{
        scopes: 'openid email profile',
        groupsClaim: 'groups',
        verifiedClaim: 'email_verified',
        sessionHours: 8,
      },
    };
    api = await startTestApi(() => new Date(Date.now() + ahead), { oidc });
    door = `${api.url}/v1/sign-in/oidc`;
    oidc.publicUrl = api.url;
  });
  afterAll(async () => {
    await api.stop();
    await provider.stop();
  });

  const person = (sub: string, groups: string[]) => ({
    ...{ sub, name: `Person ${sub}`, email: `${sub}@example.org`, email_verified: true, groups },
  });
  const entriesOf = async (subject: string) =>
    (
      await api.owner.query<{
        action: string;
        outcome: string;
        actor: string;
        payload: Record<string, unknown>;
      }>(
        `SELECT action, outcome, actor, payload FROM audit_entry
         WHERE workspace_id = $1 AND subject_id = $2 ORDER BY sequence`,
        [api.workspaceId, subject],
      )
    ).rows;
  const clientIn = (browser: Browser) =>
    api.withCookie(decodeURIComponent(browser.cookie(api.url, session) ?? ''));
  const who = async (browser: Browser) => {
    const query = '{ session { viewer { actor { id name } roles } } }';
    const { session: found } = await clientIn(browser).data<{
      session: { viewer: { actor: { id: string; name: string }; roles: string[] } | null };
    }>(query);
    return found.viewer;
  };
  const signIn = async (sub: string, browser = new Browser()) => {
    const back = await wayBack(browser, door, sub);
    const page = await browser.visit(back, () => true);
    return { browser, back, page };
  };

  it('A-44 answers 503 while the provider is down, and lets the server start without it', async () => {
    const response = await fetch(door, { redirect: 'manual' });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    const page = await new Browser().visit(door, () => true);
    expect(page.next).toBe(`${api.url}/sign-in?error=PROVIDER_UNAVAILABLE`);
    await provider.open(door);
  });

  it('A-44 says that this way in is there', async () => {
    await expect(api.anonymous.data('{ session { signInMethods { oidc } } }')).resolves.toEqual({
      session: { signInMethods: { oidc: true } },
    });
  });

  it('A-44 A-48 makes a member of somebody whose group gives a role', async () => {
    await provider.say(person('ada', ['ml-risk', 'chess']));
    const { browser, page } = await signIn('ada');
    expect(page).toMatchObject({ status: 303, next: `${api.url}/` });
    const viewer = await who(browser);
    expect(viewer).toMatchObject({ actor: { name: 'Person ada' }, roles: ['RISK_OFFICER'] });
    expect(browser.cookie(api.url, flow)).toBeUndefined();
    const [entry] = await entriesOf(viewer?.actor.id ?? '');
    expect(entry).toMatchObject({
      action: 'signIn',
      outcome: 'done',
      payload: { method: 'oidc', joined: true },
    });
    const { rows } = await api.owner.query('SELECT strength FROM session WHERE member_id = $1', [
      viewer?.actor.id,
    ]);
    expect(rows).toEqual([{ strength: 'oidc' }]);
  });

  it('A-48 follows the groups at each sign-in, and records what changed', async () => {
    await provider.say(person('bela', ['ds-team']));
    const first = await signIn('bela');
    const id = (await who(first.browser))?.actor.id ?? '';
    await (
      await api.as('ira')
    ).data(
      'mutation ($id: ID!) { setMemberRoles(input: { memberId: $id, roles: [DATA_SCIENTIST, PRODUCT_MANAGER] }) { __typename } }',
      { id },
    );
    await provider.say(person('bela', ['ml-risk']));
    await signIn('bela', first.browser);
    // At once in every session: the role of the product manager is no group's to give, and stays.
    expect((await who(first.browser))?.roles).toEqual(['PRODUCT_MANAGER', 'RISK_OFFICER']);
    const changes = (await entriesOf(id)).filter(({ action }) => action === 'setMemberRoles');
    expect(changes.at(-1)).toMatchObject({
      ...{ actor: 'system:system', outcome: 'done' },
      payload: { groups: ['risk_officer'], before: { roles: ['data_scientist', 'product_manager'] } },
    });
    await signIn('bela', first.browser);
    expect((await entriesOf(id)).filter(({ action }) => action === 'setMemberRoles')).toHaveLength(
      changes.length,
    );
  });

  it('A-48 turns away who has lost every role, in the sessions they have as well', async () => {
    await provider.say(person('cleo', ['ds-team']));
    const { browser } = await signIn('cleo');
    const id = (await who(browser))?.actor.id ?? '';
    await provider.say(person('cleo', []));
    const second = await signIn('cleo');
    expect(second.page.next).toBe(`${api.url}/sign-in?error=NO_ROLE`);
    expect((await who(browser))?.roles).toEqual([]);
    expect((await entriesOf(id)).at(-1)).toMatchObject({
      ...{ action: 'signIn', outcome: 'refused', actor: 'system:system' },
      payload: { method: 'oidc', refusal: 'NO_ROLE' },
    });
  });

  it('A-46 takes an answer once', async () => {
    await provider.say(person('dora', ['ds-team']));
    const browser = new Browser();
    const back = await wayBack(browser, door, 'dora');
    const sealed = browser.cookie(api.url, flow) ?? '';
    expect((await browser.visit(back, () => true)).next).toBe(`${api.url}/`);
    expect((await browser.visit(back, () => true)).next).toBe(`${api.url}/sign-in?error=IDENTITY_NOT_PROVEN`);
    // Also with a copy of the cookie, and at another replica.
    const thief = new Browser();
    thief.setCookie(api.url, flow, sealed);
    expect((await thief.visit(back, () => true)).next).toBe(`${api.url}/sign-in?error=IDENTITY_NOT_PROVEN`);
    expect(thief.cookie(api.url, session)).toBeUndefined();
  });

  it('A-46 takes an answer in the browser that asked, only', async () => {
    await provider.say(person('emil', ['ds-team']));
    const back = await wayBack(new Browser(), door, 'emil');
    const other = new Browser();
    expect((await other.visit(back, () => true)).next).toBe(`${api.url}/sign-in?error=IDENTITY_NOT_PROVEN`);
    await other.visit(door, () => true);
    expect((await other.visit(back, () => true)).next).toBe(`${api.url}/sign-in?error=IDENTITY_NOT_PROVEN`);
    expect(other.cookie(api.url, session)).toBeUndefined();
  });

  it.each([
    ['the state', (url: URL) => url.searchParams.set('state', 'another')],
    ['no state', (url: URL) => url.searchParams.delete('state')],
    ['two states', (url: URL) => url.searchParams.append('state', url.searchParams.get('state') ?? '')],
    ['the code', (url: URL) => url.searchParams.set('code', 'another')],
    ['two codes', (url: URL) => url.searchParams.append('code', 'another')],
    ['the issuer', (url: URL) => url.searchParams.set('iss', 'https://elsewhere.example')],
    ['no issuer, where the provider promised one', (url: URL) => url.searchParams.delete('iss')],
    ['an error beside the code', (url: URL) => url.searchParams.set('error', 'access_denied')],
  ])('A-46 refuses an answer that was changed: %s', async (_what, change) => {
    await provider.say(person('fay', ['ds-team']));
    const browser = new Browser();
    const url = new URL(await wayBack(browser, door, 'fay'));
    change(url);
    expect((await browser.visit(url.href, () => true)).next).toBe(
      `${api.url}/sign-in?error=IDENTITY_NOT_PROVEN`,
    );
    expect(browser.cookie(api.url, session)).toBeUndefined();
  });

  it.each([
    ['empty', () => ''],
    ['of another server', () => 'A'.repeat(200)],
    [
      'changed by a letter',
      (text: string) => `${text.slice(0, 60)}${text[60] === 'A' ? 'B' : 'A'}${text.slice(61)}`,
    ],
    ['cut short', (text: string) => text.slice(0, -4)],
  ])('A-46 refuses an answer to a cookie that is %s', async (_what, change) => {
    const browser = new Browser();
    const back = await wayBack(browser, door, 'fay');
    browser.setCookie(api.url, flow, change(browser.cookie(api.url, flow) ?? ''));
    expect((await browser.visit(back, () => true)).next).toBe(`${api.url}/sign-in?error=IDENTITY_NOT_PROVEN`);
  });

  it('A-46 lets any replica finish what another began', async () => {
    await provider.say(person('gus', ['ds-team']));
    const { url } = await api.replica();
    const browser = new Browser();
    const back = new URL(await wayBack(browser, door, 'gus'));
    browser.setCookie(url, flow, browser.cookie(api.url, flow) ?? '');
    const other = new URL(`${back.pathname}${back.search}`, url);
    expect((await browser.visit(other.href, () => true)).next).toBe(`${url}/`);
    expect((await browser.visit(back.href, () => true)).next).toBe(
      `${api.url}/sign-in?error=IDENTITY_NOT_PROVEN`,
    );
  });

  it('A-45 keeps what it needs in a cookie that scripts and other sites cannot use', async () => {
    const response = await fetch(`${door}?next=/models`, { redirect: 'manual' });
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(
      /^countersign_oidc=[A-Za-z0-9_-]+; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    const to = new URL(response.headers.get('location') ?? '');
    expect(Object.fromEntries(to.searchParams)).toMatchObject({
      ...{ response_type: 'code', code_challenge_method: 'S256', client_id: oidcClient.clientId },
      ...{ scope: 'openid email profile', redirect_uri: door },
    });
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(to.searchParams.get(name)?.length).toBeGreaterThanOrEqual(43);
    expect(cookie).not.toContain(to.searchParams.get('state'));
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('A-50 A-22 ends what the provider vouched for after 8 hours, however much it was used', async () => {
    await provider.say(person('ivy', ['ds-team']));
    const { browser } = await signIn('ivy');
    const own = await api.as('dana');
    const minute = 60_000;
    try {
      for (const hours of [4, 7]) {
        ahead = hours * 60 * minute;
        expect(await who(browser)).not.toBeNull();
      }
      ahead = 8 * 60 * minute + minute;
      expect([await who(browser), await isSomebody(own)]).toEqual([null, true]);
      ahead = 12 * 60 * minute + minute;
      expect(await isSomebody(own)).toBe(false);
    } finally {
      ahead = 0;
    }
  });

  it('A-45 goes on to a path of the console', async () => {
    await provider.say(person('hal', ['ds-team']));
    const browser = new Browser();
    const back = await wayBack(browser, `${door}?next=${encodeURIComponent('/models/one?tab=2#x')}`, 'hal');
    expect((await browser.visit(back, () => true)).next).toBe(`${api.url}/models/one?tab=2#x`);
    expect(await idOf(clientIn(browser))).toMatch(/^[0-9a-f-]{36}$/);
  });
});
