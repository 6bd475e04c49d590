import { makeAccount, idOf } from '../../testing/accounts';
import { startTestApi, type TestApi } from '../../testing/api';
import { Browser } from '../../testing/browser';
import {
  forgedSignatures,
  startForgingProvider,
  type Forgery,
  type ForgingProvider,
  type Json,
} from '../../testing/forging-provider';

const session = 'countersign_session';
const seconds = () => Math.floor(Date.now() / 1000);

describe('what a provider says', () => {
  let provider: ForgingProvider;
  let api: TestApi;
  let door: string;
  beforeAll(async () => {
    provider = await startForgingProvider();
    const { issuer, clientId, clientSecret } = provider;
    const groupRoles = new Map([
      ['ds-team', ['data_scientist' as const]],
      ['platform', ['admin' as const]],
    ]);
    api = await startTestApi(undefined, {
      warn: (reason) => warnings.push(reason),
      oidc: {
        ...{ issuer, clientId, clientSecret, publicUrl: undefined, groupRoles },
        ...{ scopes: 'openid', groupsClaim: 'groups', verifiedClaim: 'email_verified', sessionHours: 8 },
      },
    });
    door = `${api.url}/v1/sign-in/oidc`;
  });
  afterAll(async () => {
    await api.stop();
    await provider.stop();
  });
  const warnings: string[] = [];

  /** A whole sign-in with what the provider says; where it ends, and the browser. */
  async function come(forgery: Forgery, more: Record<string, string> = {}) {
    const browser = new Browser();
    const start = await browser.visit(door, () => true);
    const sent = new URL(start.next ?? '').searchParams;
    Object.assign(provider, { forgery, nonce: sent.get('nonce') ?? '' });
    const back = new URLSearchParams({ code: 'a code', state: sent.get('state') ?? '', ...more });
    const { next, status } = await browser.visit(`${door}?${back}`, () => true);
    const isIn = browser.cookie(api.url, session) !== undefined;
    return { browser, status, isIn, error: next && new URL(next).searchParams.get('error') };
  }
  const somebody = (sub: string, more: Json = {}): Forgery => ({
    claims: {
      sub,
      email: `${sub}@example.org`,
      email_verified: true,
      groups: ['ds-team'],
      name: sub,
      ...more,
    },
  });
  const rolesOf = async (email: string) =>
    (
      await api.owner.query<{ roles: string[] }>(
        'SELECT roles FROM member WHERE workspace_id = $1 AND email = $2',
        [api.workspaceId, email],
      )
    ).rows[0]?.roles;
  const lastEntry = async () =>
    (
      await api.owner.query<Json>(
        `SELECT action, outcome, actor, subject_type, subject_id, payload FROM audit_entry
         WHERE workspace_id = $1 ORDER BY sequence DESC LIMIT 1`,
        [api.workspaceId],
      )
    ).rows[0];

  it('A-47 lets somebody in when everything is right', async () => {
    expect(await come(somebody('honest'))).toMatchObject({ isIn: true, error: null });
  });

  it.each<[string, Forgery | (() => Forgery)]>([
    ['another nonce', { claims: { nonce: 'another' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another issuer', { claims: { iss: 'https://elsewhere.example' } }],
    ['no issuer', { claims: { iss: undefined } }],
    ['another client’s audience', { claims: { aud: 'another client' } }],
    ['no audience', { claims: { aud: undefined } }],
    ['two audiences for another party', { claims: { aud: ['countersign', 'other'], azp: 'other' } }],
    ['two audiences for nobody', { claims: { aud: ['countersign', 'other'] } }],
    ['an end that has passed', () => ({ claims: { exp: seconds() - 60 } })],
    ['no end', { claims: { exp: undefined } }],
    ['a beginning to come', () => ({ claims: { nbf: seconds() + 600 } })],
    ['no time', { claims: { iat: undefined } }],
    ['no subject', { claims: { sub: undefined } }],
    ['alg none', { header: { alg: 'none' }, sign: forgedSignatures.none }],
    ['alg none with a signature', { header: { alg: 'none' } }],
    ['no signature', { sign: forgedSignatures.none }],
    ['the signature of another key', { sign: forgedSignatures.anotherKey }],
    ['an unknown key', { header: { kid: 'two' } }],
    [
      'the client secret as a key',
      { header: { alg: 'HS256' }, sign: forgedSignatures.hmacOf('known to both') },
    ],
    ['the public key as a secret', { header: { alg: 'HS256' }, sign: forgedSignatures.publicKeyAsSecret }],
    ['no ID token', { token: { status: 200, body: { access_token: 'a', token_type: 'Bearer' } } }],
    [
      'an ID token that is none',
      { token: { status: 200, body: { access_token: 'a', token_type: 'Bearer', id_token: 'x' } } },
    ],
    ['a code that is over', { token: { status: 400, body: { error: 'invalid_grant' } } }],
  ])('A-47 refuses an ID token with %s', async (_what, forgery) => {
    const forged = typeof forgery === 'function' ? forgery() : forgery;
    const claims = { ...somebody('forged').claims, ...forged.claims };
    const outcome = await come({ ...forged, claims });
    expect(outcome).toMatchObject({ status: 303, isIn: false, error: 'IDENTITY_NOT_PROVEN' });
    expect(await rolesOf('forged@example.org')).toBeUndefined();
    expect(await lastEntry()).toMatchObject({
      ...{ action: 'signIn', outcome: 'refused', actor: 'system:system' },
      ...{ subject_type: 'identity', subject_id: 'unknown' },
      payload: { method: 'oidc', refusal: 'IDENTITY_NOT_PROVEN' },
    });
  });

  it.each([
    ['an answer of another issuer', { iss: 'https://elsewhere.example' }],
    ['an error', { error: 'access_denied' }],
  ])('A-46 refuses %s', async (_what, more) => {
    expect(await come(somebody('mixed-up'), more)).toMatchObject({
      isIn: false,
      error: 'IDENTITY_NOT_PROVEN',
    });
  });

  it.each([
    ['a provider that does not know this client', { status: 401, body: { error: 'invalid_client' } }],
    ['a provider that has failed', { status: 500, body: {} }],
  ])('A-44 tells %s from somebody who proves nothing', async (_what, token) => {
    expect(await come({ token })).toMatchObject({ isIn: false, error: 'PROVIDER_UNAVAILABLE' });
    expect(warnings.at(-1)).toMatch(/invalid_client|unexpected HTTP response|server responded/);
    expect(warnings.join()).not.toMatch(/known to both|a code/);
  });

  it.each<[string, Json]>([
    ['no address', { email: undefined }],
    ['an address nobody verified', { email_verified: false }],
    ['an address that nothing is said of', { email_verified: undefined }],
    ['a word that is no yes', { email_verified: 'maybe' }],
    ['what is no address', { email: 'not an address' }],
    ['a list of addresses', { email: ['a@example.org', 'b@example.org'] }],
    ['an address that only looks like one by its letters', { email: 'ａda@example.org' }],
    ['the sign of Kelvin', { email: '\u212Aate@example.org' }],
  ])('A-49 makes no member of %s', async (_what, claims) => {
    expect(await come(somebody('unverified', claims))).toMatchObject({
      isIn: false,
      error: 'EMAIL_NOT_VERIFIED',
    });
    expect(await lastEntry()).toMatchObject({
      ...{ subject_type: 'identity', subject_id: expect.stringMatching(/^[0-9a-f]{64}$/) },
      payload: { method: 'oidc', refusal: 'EMAIL_NOT_VERIFIED' },
    });
  });

  it.each<[string, Json]>([
    ['no groups', { groups: undefined }],
    ['groups that give nothing', { groups: ['chess', 'DS-TEAM', 'ds-team '] }],
    ['groups that are names of roles', { groups: ['admin', 'data_scientist'] }],
    ['groups of another shape', { groups: { 'ds-team': true } }],
    ['groups in a list of lists', { groups: [['ds-team']] }],
  ])('A-48 makes no member of somebody with %s', async (_what, claims) => {
    expect(await come(somebody('groupless', claims))).toMatchObject({ isIn: false, error: 'NO_ROLE' });
    expect(await rolesOf('groupless@example.org')).toBeUndefined();
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', payload: { refusal: 'NO_ROLE' } });
  });

  it('A-48 takes groups from the answer about the user where the ID token has none, and only about them', async () => {
    const claims = somebody('asked', { groups: undefined }).claims ?? {};
    const userinfo = { sub: 'asked', groups: 'ds-team', email: 'other@example.org' };
    expect(await come({ claims, userinfo })).toMatchObject({ isIn: true });
    // What is signed counts first.
    expect(await rolesOf('asked@example.org')).toEqual(['data_scientist']);
    const swapped = { ...userinfo, sub: 'somebody else' };
    expect(await come({ claims, userinfo: swapped })).toMatchObject({
      isIn: false,
      error: 'IDENTITY_NOT_PROVEN',
    });
  });

  it('A-49 links a member by the address that the provider verified, once, and records it', async () => {
    const client = await makeAccount(api, { email: 'linked@example.org', roles: ['AUDITOR'] });
    const id = await idOf(client);
    const { browser, isIn } = await come(somebody('subject-1', { email: ' Linked@EXAMPLE.org'.trim() }));
    expect(isIn).toBe(true);
    expect(await idOf(api.withCookie(decodeURIComponent(browser.cookie(api.url, session) ?? '')))).toBe(id);
    expect(await rolesOf('linked@example.org')).toEqual(['data_scientist', 'auditor']);
    const { rows } = await api.owner.query(
      `SELECT action, actor, payload FROM audit_entry WHERE workspace_id = $1 AND subject_id = $2 ORDER BY sequence`,
      [api.workspaceId, id],
    );
    expect(rows.slice(1)).toMatchObject([
      {
        action: 'linkIdentity',
        actor: `person:${id}`,
        payload: { issuer: provider.issuer, subject: 'subject-1' },
      },
      { action: 'setMemberRoles', actor: 'system:system' },
      { action: 'signIn', actor: `person:${id}`, payload: { method: 'oidc' } },
    ]);
    // Known by the subject from now on, with or without an address.
    expect(await come(somebody('subject-1', { email: undefined }))).toMatchObject({ isIn: true });
    // Whoever gets the address at the provider later is somebody else.
    expect(await come(somebody('subject-2', { email: 'linked@example.org' }))).toMatchObject({
      ...{ isIn: false, error: 'ACCOUNT_EXISTS' },
    });
    expect(await lastEntry()).toMatchObject({ subject_id: id, payload: { refusal: 'ACCOUNT_EXISTS' } });
  });

  it('A-49 keeps a deactivated member out, by subject and by address', async () => {
    const stop = (id: string) =>
      api.owner.query('UPDATE member SET deactivated_at = now() WHERE id = $1', [id]);
    const local = await makeAccount(api, { email: 'gone-1@example.org' });
    await stop(await idOf(local));
    expect(await come(somebody('gone-1'))).toMatchObject({ isIn: false, error: 'MEMBER_DEACTIVATED' });
    const { browser } = await come(somebody('gone-2'));
    await stop(await idOf(api.withCookie(decodeURIComponent(browser.cookie(api.url, session) ?? ''))));
    expect(await come(somebody('gone-2'))).toMatchObject({ isIn: false, error: 'MEMBER_DEACTIVATED' });
    expect(await lastEntry()).toMatchObject({ payload: { refusal: 'MEMBER_DEACTIVATED' } });
  });

  it('A-48 keeps the last admin an admin, and records that the provider said otherwise', async () => {
    await api.owner.query(`UPDATE member SET roles = array_remove(roles, 'admin') WHERE workspace_id = $1`, [
      api.workspaceId,
    ]);
    expect(await come(somebody('only-admin', { groups: ['platform'] }))).toMatchObject({ isIn: true });
    expect(await come(somebody('only-admin', { groups: ['ds-team'] }))).toMatchObject({ isIn: true });
    expect(await rolesOf('only-admin@example.org')).toEqual(['admin']);
    const { rows } = await api.owner.query(
      `SELECT outcome, payload FROM audit_entry WHERE workspace_id = $1 AND action = 'setMemberRoles'
       ORDER BY sequence DESC LIMIT 1`,
      [api.workspaceId],
    );
    expect(rows).toMatchObject([{ outcome: 'refused', payload: { refusal: 'LAST_ADMIN' } }]);
    await come(somebody('second-admin', { groups: ['platform'] }));
    expect(await come(somebody('only-admin', { groups: ['ds-team'] }))).toMatchObject({ isIn: true });
    expect(await rolesOf('only-admin@example.org')).toEqual(['data_scientist']);
  });

  it('A-49 gives somebody without a readable name the one that is left', async () => {
    await come(somebody('nameless', { name: 'a\u202Eb', preferred_username: 'Nameless One' }));
    const { rows } = await api.owner.query('SELECT name FROM member WHERE email = $1 AND workspace_id = $2', [
      'nameless@example.org',
      api.workspaceId,
    ]);
    expect(rows).toEqual([{ name: 'Nameless One' }]);
  });
});

describe('the provider itself', () => {
  it.each<[string, (provider: ForgingProvider) => void]>([
    [
      'names another issuer',
      ({ metadata }) => Object.assign(metadata, { issuer: 'https://elsewhere.example' }),
    ],
    ['has no place to sign in', ({ metadata }) => Object.assign(metadata, { authorization_endpoint: 7 })],
  ])('A-44 is not used when it %s', async (_what, change) => {
    const provider = await startForgingProvider();
    change(provider);
    const { issuer, clientId, clientSecret } = provider;
    const api = await startTestApi(undefined, {
      oidc: {
        ...{ issuer, clientId, clientSecret, publicUrl: undefined, groupRoles: new Map() },
        ...{ scopes: 'openid', groupsClaim: 'groups', verifiedClaim: 'email_verified', sessionHours: 8 },
      },
    });
    try {
      const response = await fetch(`${api.url}/v1/sign-in/oidc`, { redirect: 'manual' });
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    } finally {
      await api.stop();
      await provider.stop();
    }
  });

  it('A-44 is not there when none is configured', async () => {
    const api = await startTestApi();
    try {
      expect((await fetch(`${api.url}/v1/sign-in/oidc`)).status).toBe(404);
      expect((await fetch(`${api.url}/v1/sign-in/oidc?code=a&state=b`)).status).toBe(404);
      await expect(api.anonymous.data('{ session { signInMethods { oidc } } }')).resolves.toEqual({
        session: { signInMethods: { oidc: false } },
      });
    } finally {
      await api.stop();
    }
  });

  it('A-41 A-45 is not asked more than so often by one address', async () => {
    const provider = await startForgingProvider();
    const { issuer, clientId, clientSecret } = provider;
    const many = 1_000_000;
    const api = await startTestApi(undefined, {
      attempts: { limits: { account: many, address: many, provider: 6, token: many }, trustedProxies: 0 },
      oidc: {
        ...{ issuer, clientId, clientSecret, publicUrl: undefined, groupRoles: new Map() },
        ...{ scopes: 'openid', groupsClaim: 'groups', verifiedClaim: 'email_verified', sessionHours: 8 },
      },
    });
    try {
      const door = `${api.url}/v1/sign-in/oidc`;
      const statuses = [];
      for (const address of [door, `${door}?code=a&state=b`, door, door, `${door}?code=a&state=b`])
        statuses.push((await fetch(address, { redirect: 'manual' })).status);
      expect(statuses).toEqual([303, 303, 303, 429, 429]);
      const limited = await fetch(door, { redirect: 'manual' });
      expect(limited.headers.get('retry-after')).toMatch(/^\d+$/);
    } finally {
      await api.stop();
      await provider.stop();
    }
  });
});
