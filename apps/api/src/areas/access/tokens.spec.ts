import { createTokenFor, idOf, isSomebody, makeAccount } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';

const revoke = `mutation ($id: ID!, $workspace: String) { revokeServiceToken(id: $id, workspace: $workspace) {
  __typename ... on ServiceTokenRevoked { serviceToken { id revokedAt revokedBy { name } } } } }`;
const list = `{ serviceTokens(first: 100) { totalCount nodes {
  id name scope sponsor { name } createdBy { kind } expiresAt revokedAt revokedBy { name } } } }`;
const create = `mutation ($input: CreateServiceTokenInput!) { createServiceToken(input: $input) { __typename } }`;

interface Listed {
  serviceTokens: { nodes: { id: string; name: string; sponsor: { name: string } | null }[] };
}

describe('service tokens', () => {
  let now = new Date();
  let api: TestApi;
  let ira: ApiClient;
  let operator: ApiClient;
  beforeAll(async () => {
    api = await startTestApi(() => now);
    ira = await api.as('ira');
    operator = api.withToken(api.bootstrapSecret);
  });
  afterEach(() => {
    now = new Date();
  });
  afterAll(() => api.stop());

  const listed = async (id: string) =>
    (await ira.data<Listed>(list)).serviceTokens.nodes.find((token) => token.id === id);

  it('A-31 makes whoever makes a token answer for it, also through another token', async () => {
    const own = await createTokenFor(ira, { scope: 'ADMIN' });
    const through = await createTokenFor(api.withToken(own.secret), { scope: 'READ' });
    expect(await listed(own.id)).toMatchObject({
      sponsor: { name: 'Ira Castellan' },
      createdBy: { kind: 'PERSON' },
    });
    expect(await listed(through.id)).toMatchObject({
      ...{ sponsor: { name: 'Ira Castellan' }, createdBy: { kind: 'SERVICE' } },
    });
    const actor = await api.services.access.actorOfToken(through.secret);
    expect(actor).toMatchObject({ kind: 'service', session: 'token', onBehalfOf: await idOf(ira) });
  });

  it('A-31 lets only the operator name a sponsor, or answer for a token as the owner of the machine', async () => {
    const sam = await idOf(await api.as('sam'));
    const { errors } = await ira.graphql(create, { input: { name: 'ci', sponsorId: sam } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'sponsorId' });
    const named = await createTokenFor(operator, { scope: 'WRITE', sponsorId: sam });
    expect(await listed(named.id)).toMatchObject({ sponsor: { name: 'Sam Lindqvist' } });
    const unnamed = await createTokenFor(operator, { scope: 'WRITE' });
    expect(await listed(unnamed.id)).toMatchObject({ sponsor: null, createdBy: { kind: 'OPERATOR' } });
    expect(await api.services.access.actorOfToken(unnamed.secret)).not.toHaveProperty('onBehalfOf');
  });

  it('A-31 takes the sponsor by address in any spelling, and says which field is at fault', async () => {
    const email = 'sponsor@example.org';
    const sponsor = await makeAccount(api, { email, name: 'Sol Sponsor' });
    const named = await createTokenFor(operator, { scope: 'WRITE', sponsorEmail: ' Sponsor@EXAMPLE.org' });
    expect(await listed(named.id)).toMatchObject({ sponsor: { name: 'Sol Sponsor' } });
    const fault = async (client: ApiClient, input: object) =>
      (await client.graphql(create, { input: { name: 'ci', ...input } })).errors?.[0];
    const faults = [
      await fault(operator, { sponsorEmail: 'nobody@example.org' }),
      await fault(operator, { sponsorEmail: '' }),
      await fault(operator, { sponsorEmail: email, sponsorId: await idOf(sponsor) }),
      await fault(ira, { sponsorEmail: email }),
    ];
    for (const each of faults) {
      expect(each?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'sponsorEmail' });
      expect(JSON.stringify(each)).not.toContain('example.org');
    }
    await ira.data('mutation ($id: ID!) { deactivateMember(memberId: $id) { __typename } }', {
      id: await idOf(sponsor),
    });
    expect(await createTokenFor(operator, { scope: 'READ', sponsorEmail: email })).toMatchObject({
      code: 'MEMBER_DEACTIVATED',
    });
  });

  it('A-31 refuses a deactivated sponsor, and one of another workspace', async () => {
    const gone = await idOf(await makeAccount(api, { email: 'gone@example.org' }));
    await ira.data('mutation ($id: ID!) { deactivateMember(memberId: $id) { __typename } }', { id: gone });
    expect(await createTokenFor(operator, { scope: 'READ', sponsorId: gone })).toMatchObject({
      code: 'MEMBER_DEACTIVATED',
    });
    const foreign = await startTestApi();
    const foreignId = await idOf(await foreign.as('sam'));
    await foreign.stop();
    for (const sponsorId of [foreignId, '', 'nonsense']) {
      const { errors } = await operator.graphql(create, { input: { name: 'ci', sponsorId } });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', id: sponsorId });
    }
  });

  it('A-32 lists tokens without their secrets, to holders of access.read', async () => {
    const { id, secret } = await createTokenFor(ira, { name: 'listed', scope: 'READ' });
    const answer = await ira.data<Listed>(list);
    expect(answer.serviceTokens.nodes[0]).toMatchObject({ id, name: 'listed', revokedAt: null });
    expect(JSON.stringify(answer)).not.toContain(secret.slice(-4));
    expect((await (await api.as('sam')).graphql(list)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await api.withToken(secret).graphql(list)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('A-33 takes an expired token for nobody', async () => {
    const { secret } = await createTokenFor(operator, { scope: 'READ', days: 1 });
    const client = api.withToken(secret);
    now = new Date(Date.now() + 86_390_000);
    expect(await isSomebody(client)).toBe(true);
    now = new Date(Date.now() + 86_401_000);
    expect(await isSomebody(client)).toBe(false);
  });

  it('A-33 revokes a token, says who did, and says so again when asked twice', async () => {
    const { id, secret } = await createTokenFor(ira, { scope: 'WRITE' });
    const first = await ira.data(revoke, { id });
    expect(first).toMatchObject({
      revokeServiceToken: { serviceToken: { id, revokedBy: { name: 'Ira Castellan' } } },
    });
    expect(await operator.data(revoke, { id })).toEqual(first);
    expect(await isSomebody(api.withToken(secret))).toBe(false);
  });

  it('A-30 revokes no token of another workspace', async () => {
    const foreign = await startTestApi();
    try {
      const { id, secret } = await createTokenFor(await foreign.as('ira'), { scope: 'READ' });
      for (const each of [id, '01900000-0000-7000-8000-000000000000', '', 'nonsense']) {
        const { errors } = await ira.graphql(revoke, { id: each });
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', id: each });
      }
      for (const workspace of ['', 'no such workspace']) {
        const { errors } = await operator.graphql(revoke, { id, workspace });
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'workspace' });
      }
      expect(await isSomebody(foreign.withToken(secret))).toBe(true);
    } finally {
      await foreign.stop();
    }
  });

  it('G37 stops a revoked token, an ended session and a deactivated person on every replica within a second', async () => {
    const { url } = await api.replica();
    const token = await createTokenFor(ira, { scope: 'READ' });
    const service = api.withToken(token.secret);
    const sam = await api.as('sam');
    const noor = await makeAccount(api, { email: 'replica@example.org' });
    const everywhere = async (client: ApiClient) => [
      await isSomebody(client),
      await isSomebody(client.at(url)),
    ];
    const ends: [ApiClient, () => Promise<unknown>][] = [
      [service, () => ira.at(url).data(revoke, { id: token.id })],
      [sam, () => sam.at(url).data('mutation { signOut }')],
      [
        noor,
        async () =>
          ira.data('mutation ($id: ID!) { deactivateMember(memberId: $id) { __typename } }', {
            id: await idOf(noor),
          }),
      ],
    ];
    for (const [client, end] of ends) {
      expect(await everywhere(client)).toEqual([true, true]);
      await end();
      const start = performance.now();
      expect(await everywhere(client)).toEqual([false, false]);
      expect(performance.now() - start).toBeLessThan(1000);
    }
  });

  it('G37 stores only hashes of credentials', async () => {
    const { secret } = await createTokenFor(ira, { scope: 'READ' });
    const own = secret.split('.')[1] ?? '';
    const { rows } = await api.owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
    );
    expect(rows.length).toBeGreaterThan(20);
    for (const { name } of rows) {
      const found = await api.owner.query(`SELECT 1 FROM ${name} t WHERE to_jsonb(t)::text LIKE $1`, [
        `%${own}%`,
      ]);
      expect([name, found.rowCount]).toEqual([name, 0]);
    }
  });
});
