import { createTokenFor, isSomebody } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { newCredential } from './secret';

const leaks = /stack|at .*\.[jt]s|SELECT|INSERT|postgres|typeorm|node_modules/i;

describe('malformed, foreign and forged credentials', () => {
  let api: TestApi;
  let foreign: TestApi;
  let good: { workspaceId: string; secret: string };
  beforeAll(async () => {
    [api, foreign] = [await startTestApi(), await startTestApi()];
    const { secret } = await createTokenFor(await api.as('ira'), { scope: 'READ' });
    const [workspaceId = '', own = ''] = secret.split('.');
    good = { workspaceId, secret: own };
  });
  afterAll(async () => {
    await api.stop();
    await foreign.stop();
  });

  const forged = (): [string, string][] => [
    ['an empty text', ''],
    ['a word', 'nonsense'],
    ['a dot', '.'],
    ['two dots', '..'],
    ['the workspace alone', good.workspaceId],
    ['the workspace and nothing', `${good.workspaceId}.`],
    ['the secret alone', good.secret],
    ['the secret without its workspace', `.${good.secret}`],
    ['a part more', `${good.workspaceId}.${good.secret}.x`],
    ['the wrong order', `${good.secret}.${good.workspaceId}`],
    ['capitals in the workspace', `${good.workspaceId.toUpperCase()}.${good.secret}`],
    ['a workspace that is no UUID', `${good.workspaceId.slice(0, -1)}g.${good.secret}`],
    ['a workspace nobody has', `01900000-0000-7000-8000-000000000000.${good.secret}`],
    ['another workspace', `${foreign.workspaceId}.${good.secret}`],
    ['a secret cut short', `${good.workspaceId}.${good.secret.slice(0, -1)}`],
    ['a secret in another case', `${good.workspaceId}.${good.secret.toLowerCase()}`],
    ['a guess', newCredential(good.workspaceId).text],
    ['the hash in place of the secret', `${good.workspaceId}.${newCredential(good.workspaceId).secretHash}`],
    ['SQL', `${good.workspaceId}.' OR '1'='1`.replaceAll(' ', '/**/')],
    ['a pattern', `${good.workspaceId}.%25`],
    ['broken percent-encoding', `${good.workspaceId}.%E0%A4%A`],
    ['a NUL', `${good.workspaceId}.%00`],
    ['null', 'null'],
    ['undefined', 'undefined'],
    ['a prototype', '__proto__.constructor'],
    ['JSON', '{"workspaceId":"","secret":""}'],
    ['eight thousand characters', `${good.workspaceId}.${'x'.repeat(8000)}`],
    ['a JSON web token without a signature', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.'],
  ];

  const nobody = async (client: ApiClient) => {
    const answer = await client.graphql('{ datasets { totalCount } }');
    expect(answer.data ?? null).toBeNull();
    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(JSON.stringify(answer)).not.toMatch(leaks);
    expect(await isSomebody(client)).toBe(false);
    await expect(client.upload('a.csv', 'a\n1\n')).rejects.toThrow('401');
  };

  it('A-30 takes every one of them for nobody, as a bearer token and as a cookie', async () => {
    expect(await isSomebody(api.withToken(`${good.workspaceId}.${good.secret}`))).toBe(true);
    for (const [, text] of forged()) {
      await nobody(api.withToken(text));
      await nobody(api.withCookie(text));
    }
  });

  it('A-30 takes a token for no session, a session for no token, and neither for an invitation', async () => {
    const token = `${good.workspaceId}.${good.secret}`;
    await nobody(api.withCookie(token));
    const accept = `mutation ($token: String!) { signIn(input: { invitation: {
      token: $token, name: "X", email: "x@example.org", password: "seven grey herons" } }) { ... on Refusal { code } } }`;
    for (const [, text] of [...forged(), ['a token of a service', token]] as [string, string][]) {
      const { data, errors } = await api.anonymous.graphql(accept, { token: text });
      const code = errors?.[0]?.extensions['code'] ?? (data?.['signIn'] as { code: string }).code;
      expect(code).toBe(text.length > 400 ? 'BAD_INPUT' : 'INVITATION_NOT_VALID');
    }
  });

  it('A-30 lets a credential of one workspace see nothing of another', async () => {
    const here = api.withToken(`${good.workspaceId}.${good.secret}`).at(foreign.url);
    const { session } = await here.data<{ session: { viewer: { workspace: { id: string } } } }>(
      '{ session { viewer { workspace { id } } } }',
    );
    expect(session.viewer.workspace.id).toBe(api.workspaceId);
    const { members } = await here.data<{ members: { nodes: { id: string }[] } }>(
      '{ members(first: 100) { nodes { id } } }',
    );
    const { rows } = await api.owner.query<{ id: string }>('SELECT id FROM member WHERE workspace_id = $1', [
      api.workspaceId,
    ]);
    expect(members.nodes.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
  });

  it('A-30 takes the bearer token of two credentials, and nobody for a bad one beside a good cookie', async () => {
    const headers = (authorization: string, cookie: string) => ({
      ...{ 'content-type': 'application/json', authorization, cookie },
    });
    const ask = async (authorization: string) => {
      const cookie = `countersign_session=${encodeURIComponent('x')}`;
      const response = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: headers(authorization, cookie),
        body: JSON.stringify({ query: '{ session { viewer { actor { kind } } } }' }),
      });
      return (await response.json()) as unknown;
    };
    expect(await ask(`bearer ${good.workspaceId}.${good.secret}`)).toEqual({
      data: { session: { viewer: { actor: { kind: 'SERVICE' } } } },
    });
    for (const authorization of ['Bearer', 'Basic YTpi', 'Digest x', good.secret])
      expect(await ask(authorization)).toEqual({ data: { session: { viewer: null } } });
    // None of these is a token, and none is passed over: their sender is not taken for whoever the cookie names.
    const credential = `${good.workspaceId}.${good.secret}`;
    for (const authorization of [
      'Bearer nonsense',
      `Bearer ${good.workspaceId} ${good.secret}`,
      `Bearer ${credential}, Bearer ${credential}`,
      `Bearer ${credential} x`,
      `Bearer "${credential}"`,
      `Bearer\t.`,
    ])
      expect(await ask(authorization)).toMatchObject({
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      });
  });

  it('A-30 refuses a bearer token that is nobody’s at once, at fields and doors that are open to others', async () => {
    for (const query of [
      '{ session { viewer { actor { kind } } } }',
      '{ __typename }',
      'mutation { signIn(input: { persona: "dana" }) { __typename } }',
      '{ no such document',
    ]) {
      const response = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer nonsense' },
        body: JSON.stringify({ query }),
      });
      expect([query, response.status, response.headers.get('set-cookie')]).toEqual([query, 401, null]);
      expect(await response.json()).toEqual({
        errors: [
          { message: expect.any(String), extensions: expect.objectContaining({ code: 'UNAUTHENTICATED' }) },
        ],
      });
    }
    const door = await fetch(`${api.url}/v1/audit/export`, { headers: { authorization: 'Bearer nonsense' } });
    expect([door.status, await door.json()]).toMatchObject([401, { code: 'UNAUTHENTICATED' }]);
    expect(
      (await fetch(`${api.url}/healthz`, { headers: { authorization: 'Bearer nonsense' } })).status,
    ).toBe(200);
  });
});
