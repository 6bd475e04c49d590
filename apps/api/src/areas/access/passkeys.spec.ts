import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { Authenticator, type Twisted } from '../../testing/authenticator';

const site = { origin: 'https://models.example.org', rpId: 'models.example.org' };
const minute = 60_000;
const refusal = '... on Refusal { code message }';
const changed = `__typename ${refusal} ... on PasskeyChanged { passkey { id name origin lastUsedAt } auditEntry { sequence } }`;

interface Asked {
  nonce: string;
  options: { challenge: string; [member: string]: unknown };
}

interface Changed {
  __typename: string;
  code?: string;
  passkey: { id: string; name: string };
}

describe('passkeys', () => {
  let api: TestApi;
  let ahead = 0;
  beforeAll(async () => {
    api = await startTestApi(() => new Date(Date.now() + ahead), { publicUrl: `${site.origin}/` });
  });
  afterAll(() => api.stop());
  beforeEach(() => {
    ahead = 0;
  });

  const asked = async (client: ApiClient) =>
    (await client.data<{ r: Asked }>('{ r: passkeyRegistration { nonce options } }')).r;
  const handIn = async (client: ApiClient, answer: { nonce: string; response: string }, name = 'Laptop') =>
    (
      await client.data<{ r: Changed }>(
        `mutation ($input: RegisterPasskeyInput!) { r: registerPasskey(input: $input) { ${changed} } }`,
        { input: { name, answer } },
      )
    ).r;
  const register = async (
    client: ApiClient,
    authenticator = new Authenticator(site),
    twisted: Twisted = {},
  ) => {
    const { nonce, options } = await asked(client);
    return handIn(client, { nonce, response: authenticator.register(options, twisted) });
  };
  const ways = async (client: ApiClient) =>
    (
      await client.data<{ w: { password: boolean; provider: boolean; passkey: Asked | null } }>(
        '{ w: waysToProve { password provider passkey { nonce options } } }',
      )
    ).w;
  const prove = async (client: ApiClient, input: object) =>
    (
      await client.data<{ r: { __typename: string; code?: string; authenticatedAt?: string } }>(
        `mutation ($input: ProveIdentityInput!) { r: proveIdentity(input: $input) { __typename ${refusal}
         ... on IdentityProven { authenticatedAt auditEntry { action } } } }`,
        { input },
      )
    ).r;
  const listed = async (client: ApiClient) =>
    (await client.data<{ passkeys: { name: string }[] }>('{ passkeys { id name origin lastUsedAt } }'))
      .passkeys;

  it.each(['ES256', 'EdDSA', 'RS256'] as const)(
    'A-60 registers one of %s: attestation none, its person verified, and its key is in the log',
    async (algorithm) => {
      const client = await api.as('dana');
      const { nonce, options } = await asked(client);
      expect(options).toMatchObject({
        ...{ attestation: 'none', rp: { id: site.rpId, name: 'Countersign' } },
        authenticatorSelection: { userVerification: 'required' },
        pubKeyCredParams: [{ alg: -8 }, { alg: -7 }, { alg: -257 }],
      });
      const authenticator = new Authenticator(site, algorithm);
      const made = await handIn(client, { nonce, response: authenticator.register(options) }, algorithm);
      expect(made).toMatchObject({ passkey: { name: algorithm, origin: site.origin } });
      const { rows } = await api.owner.query<{ payload: unknown; actor: string }>(
        `SELECT payload, actor FROM audit_entry WHERE workspace_id = $1 AND subject_id = $2`,
        [api.workspaceId, made.passkey.id],
      );
      expect(rows).toEqual([
        {
          actor: expect.stringMatching(/^person:/) as string,
          payload: {
            ...site,
            key: expect.objectContaining({
              kty: { ES256: 'EC', EdDSA: 'OKP', RS256: 'RSA' }[algorithm],
            }) as object,
          },
        },
      ]);
      const { passkey } = await ways(client);
      expect(passkey?.options).toMatchObject({ rpId: site.rpId, userVerification: 'required' });
      expect(
        await prove(client, {
          passkey: { nonce: passkey?.nonce, response: authenticator.sign(passkey!.options) },
        }),
      ).toMatchObject({ __typename: 'IdentityProven' });
    },
  );

  it('A-60 belongs to one person and one address, and is registered once', async () => {
    const [devi, sam] = [await api.as('devi'), await api.as('sam')];
    const authenticator = new Authenticator(site);
    expect(await register(devi, authenticator)).toMatchObject({ __typename: 'PasskeyChanged' });
    expect(await register(devi, authenticator)).toMatchObject({ code: 'PASSKEY_REFUSED' });
    expect(await register(sam, authenticator)).toMatchObject({ code: 'PASSKEY_REFUSED' });
    expect(await listed(sam)).toEqual([]);
    expect((await ways(sam)).passkey).toBeNull();
    const { nonce, options } = (await ways(devi)).passkey!;
    expect(await prove(sam, { passkey: { nonce, response: authenticator.sign(options) } })).toMatchObject({
      code: 'PASSKEY_REFUSED',
    });
  });

  it('A-61 a question is answered once, within five minutes, in the session and for the purpose it was put for', async () => {
    const client = await api.as('riley');
    const authenticator = new Authenticator(site);
    const { nonce, options } = await asked(client);
    const answer = { nonce, response: authenticator.register(options) };
    expect(await handIn(await api.as('riley'), answer)).toMatchObject({ code: 'PASSKEY_REFUSED' });
    expect(await handIn(client, { ...answer, nonce: `${nonce}A` })).toMatchObject({
      code: 'PASSKEY_REFUSED',
    });
    expect(await handIn(client, answer)).toMatchObject({ __typename: 'PasskeyChanged' });

    const other = (await ways(client)).passkey!;
    const signed = { nonce: other.nonce, response: authenticator.sign(other.options) };
    const elsewhere = { nonce: other.nonce, response: new Authenticator(site).register(other.options) };
    expect(await handIn(client, elsewhere)).toMatchObject({ code: 'PASSKEY_REFUSED' });
    expect(await prove(client, { passkey: signed })).toMatchObject({ __typename: 'IdentityProven' });
    expect(await prove(client, { passkey: signed })).toMatchObject({ code: 'PASSKEY_REFUSED' });

    const late = (await ways(client)).passkey!;
    ahead = 5 * minute + 1000;
    expect(
      await prove(client, { passkey: { nonce: late.nonce, response: authenticator.sign(late.options) } }),
    ).toMatchObject({ code: 'PASSKEY_REFUSED' });
  });

  it('A-62 takes nothing of another site, without a verified person, or of a copy whose counter went back', async () => {
    const client = await api.as('mel');
    const bad: Twisted[] = [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }, { flags: 0x01 }];
    for (const twisted of bad)
      expect(await register(client, new Authenticator(site), twisted)).toMatchObject({
        code: 'PASSKEY_REFUSED',
      });
    const authenticator = new Authenticator(site);
    await register(client, authenticator);
    const proveWith = async (twisted: Twisted, by = authenticator) => {
      const { nonce, options } = (await ways(client)).passkey!;
      return prove(client, { passkey: { nonce, response: by.sign(options, twisted) } });
    };
    expect(await proveWith({})).toMatchObject({ __typename: 'IdentityProven' });
    for (const twisted of [...bad, { counter: 1 }])
      expect(await proveWith(twisted)).toMatchObject({ code: 'PASSKEY_REFUSED' });
    expect(await proveWith({}, new Authenticator(site))).toMatchObject({ code: 'PASSKEY_REFUSED' });
    expect(await proveWith({ counter: 99 })).toMatchObject({ __typename: 'IdentityProven' });
    const { nonce } = (await ways(client)).passkey!;
    for (const response of ['', 'null', '{}', '[', '{"id":"a"}'])
      expect(await prove(client, { passkey: { nonce, response } })).toMatchObject({
        code: 'PASSKEY_REFUSED',
      });
  });

  it('A-63 registers only for somebody who proved lately who they are', async () => {
    const client = await api.as('pat');
    ahead = 10 * minute + 1000;
    expect(await register(client)).toMatchObject({ code: 'STEP_UP_REQUIRED' });
    ahead = 9 * minute;
    expect(await register(client)).toMatchObject({ __typename: 'PasskeyChanged' });
  });

  it('A-64 is renamed and removed by its owner alone, and then signs nothing more', async () => {
    const [ada, pat] = [await api.as('ada'), await api.as('pat')];
    const authenticator = new Authenticator(site);
    const { passkey } = await register(ada, authenticator);
    const rename = `mutation ($input: RenamePasskeyInput!) { r: renamePasskey(input: $input) { ${changed} } }`;
    const remove = `mutation ($id: ID!) { r: removePasskey(passkeyId: $id) { ${changed} } }`;
    const input = { passkeyId: passkey.id, name: 'Key ring' };
    expect((await pat.graphql(rename, { input })).errors?.[0]?.extensions).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await pat.graphql(remove, { id: passkey.id })).errors?.[0]?.extensions).toMatchObject({
      code: 'NOT_FOUND',
    });
    await ada.data(rename, { input });
    expect(await listed(ada)).toMatchObject([{ name: 'Key ring' }]);
    const { nonce, options } = (await ways(ada)).passkey!;
    await ada.data(remove, { id: passkey.id });
    expect(await listed(ada)).toEqual([]);
    expect(await prove(ada, { passkey: { nonce, response: authenticator.sign(options) } })).toMatchObject({
      code: 'PASSKEY_REFUSED',
    });
    const { rows } = await api.owner.query<{ text: string }>(
      `SELECT canonical || payload::text AS text FROM audit_entry WHERE workspace_id = $1 AND subject_id = $2 AND outcome = 'done' ORDER BY sequence`,
      [api.workspaceId, passkey.id],
    );
    expect(rows.map(({ text }) => /"action":"(\w+)"/.exec(text)?.[1])).toEqual([
      ...['registerPasskey', 'renamePasskey', 'removePasskey'],
    ]);
    for (const { text } of rows) expect(text).not.toMatch(/Laptop|Key ring/);
  });

  it('A-65 a person has ten at most', async () => {
    const client = await api.as('ira');
    for (let count = 0; count < 10; count += 1)
      expect(await register(client)).toMatchObject({ __typename: 'PasskeyChanged' });
    expect(await register(client)).toMatchObject({ code: 'TOO_MANY_PASSKEYS' });
  });
});

describe('a proof of who somebody is', () => {
  const password = 'plum-kettle-orbit-9';
  let api: TestApi;
  let ahead = 0;
  beforeAll(async () => {
    const limits = { account: 10, address: 1_000_000, provider: 1_000_000, token: 1_000_000 };
    api = await startTestApi(() => new Date(Date.now() + ahead), { attempts: { limits, trustedProxies: 0 } });
  });
  afterAll(() => api.stop());

  const invited = async (email: string) => {
    const admin = await api.as('ira');
    const { i } = await admin.data<{ i: { token: string } }>(
      `mutation ($input: InviteMemberInput!) { i: inviteMember(input: $input) { ... on MemberInvited { token } } }`,
      { input: { email, roles: ['RISK_OFFICER'] } },
    );
    return api.signIn({ invitation: { token: i.token, name: 'Uma Uhl', password } });
  };
  const prove = (client: ApiClient, input: object) =>
    client.graphql(
      `mutation ($input: ProveIdentityInput!) { r: proveIdentity(input: $input) { __typename ${refusal}
       ... on IdentityProven { authenticatedAt } } }`,
      { input },
    );
  const provenAt = async () => {
    const { rows } = await api.owner.query<{ at: Date }>(
      'SELECT authenticated_at AS at FROM session WHERE workspace_id = $1 ORDER BY authenticated_at DESC LIMIT 1',
      [api.workspaceId],
    );
    return rows[0]!.at.getTime();
  };

  it('A-66 by the password renews the session it is given in, and stands in the log with its failures', async () => {
    const client = await invited('uma@example.org');
    const before = await provenAt();
    ahead = 30 * minute;
    expect(await client.data('{ waysToProve { password provider passkey { nonce } } }')).toEqual({
      waysToProve: { password: true, provider: false, passkey: null },
    });
    expect(await prove(client, { password: 'another-one-1234' })).toMatchObject({
      data: { r: { code: 'WRONG_PASSWORD' } },
    });
    expect(await provenAt()).toBe(before);
    expect(await prove(client, { password })).toMatchObject({
      data: { r: { __typename: 'IdentityProven' } },
    });
    expect((await provenAt()) - before).toBeGreaterThanOrEqual(30 * minute);
    for (const input of [{}, { password, passkey: { nonce: 'n', response: '{}' } }])
      expect((await prove(client, input)).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT' });
    const { rows } = await api.owner.query<{ outcome: string; payload: unknown }>(
      `SELECT outcome, payload FROM audit_entry WHERE workspace_id = $1 AND action = 'proveIdentity' ORDER BY sequence`,
      [api.workspaceId],
    );
    expect(rows.slice(0, 2)).toEqual([
      { outcome: 'refused', payload: { method: 'password', refusal: 'WRONG_PASSWORD' } },
      { outcome: 'done', payload: { method: 'password' } },
    ]);
  });

  it('A-66 is counted as an attempt to sign in is: guessing in a session that was left open ends soon', async () => {
    const client = await invited('vic@example.org');
    const codes: unknown[] = [];
    for (let tried = 0; tried < 7; tried += 1) {
      const { data, errors } = await prove(client, { password: `guess-number-${tried}` });
      codes.push(errors?.[0]?.extensions['code'] ?? (data?.['r'] as { code: string }).code);
    }
    expect(codes.slice(-2)).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
    expect((await prove(client, { password })).errors?.[0]?.extensions).toMatchObject({
      code: 'RATE_LIMITED',
    });
  });

  it('A-66 needs a password to be by one, and A-67 passkeys need a host name', async () => {
    const client = await api.as('sam');
    expect(await prove(client, { password })).toMatchObject({ data: { r: { code: 'NO_PASSWORD' } } });
    expect(await client.data('{ passkeyRegistration { nonce } }')).toEqual({ passkeyRegistration: null });
    const answer = { nonce: 'n', response: '{}' };
    expect(
      await client.data(
        `mutation ($input: RegisterPasskeyInput!) { r: registerPasskey(input: $input) { ${changed} } }`,
        { input: { name: 'Laptop', answer } },
      ),
    ).toMatchObject({ r: { code: 'PASSKEYS_UNAVAILABLE' } });
    const local = client.at(api.url.replace('127.0.0.1', 'localhost'));
    expect(await local.data('{ passkeyRegistration { options } }')).toMatchObject({
      passkeyRegistration: { options: { rp: { id: 'localhost' } } },
    });
  });
});
