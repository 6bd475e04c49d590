import { createTokenFor, goodPassword, idOf, isSomebody, makeAccount } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';

const members = '{ members(first: 100) { totalCount nodes { id name email roles deactivatedAt } } }';
const parts =
  '{ __typename ... on Refusal { code message } ... on MemberChanged { member { id roles deactivatedAt } } }';
const setRoles = `mutation ($id: ID!, $roles: [Role!]!) { answer: setMemberRoles(input: { memberId: $id, roles: $roles }) ${parts} }`;
const deactivate = `mutation ($id: ID!) { answer: deactivateMember(memberId: $id) ${parts} }`;
const reactivate = `mutation ($id: ID!) { answer: reactivateMember(memberId: $id) ${parts} }`;

interface Listed {
  members: { totalCount: number; nodes: { id: string; name: string; email: string | null }[] };
}
interface Changed {
  answer: { code?: string; member?: { roles: string[]; deactivatedAt: string | null } };
}

describe('members', () => {
  let api: TestApi;
  let ira: ApiClient;
  beforeAll(async () => {
    api = await startTestApi();
    ira = await api.as('ira');
  });
  afterAll(() => api.stop());

  const change = async (client: ApiClient, document: string, variables: Record<string, unknown>) =>
    (await client.data<Changed>(document, variables)).answer;

  it('A-26 lists everybody, and addresses only to holders of access.read', async () => {
    const noor = await makeAccount(api, { email: 'noor@example.org' });
    const seenBy = async (client: ApiClient) => (await client.data<Listed>(members)).members;
    for (const client of [ira, await api.as('ada')]) {
      const { totalCount, nodes } = await seenBy(client);
      expect(totalCount).toBe(9);
      expect(nodes.at(-1)).toMatchObject({ name: 'Noor Haddad', email: 'noor@example.org' });
    }
    for (const client of [noor, await api.as('sam')])
      expect((await seenBy(client)).nodes.map(({ email }) => email)).toEqual(Array(9).fill(null));
  });

  it('A-27 gives other roles, which hold at the next request', async () => {
    const noor = await makeAccount(api, { email: 'moves@example.org', roles: ['AUDITOR'] });
    const register = 'mutation { registerModel(input: { name: "m", purpose: "p" }) { __typename } }';
    expect((await noor.graphql(register)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const id = await idOf(noor);
    expect(await change(ira, setRoles, { id, roles: ['ML_ENGINEER'] })).toMatchObject({
      member: { roles: ['ML_ENGINEER'] },
    });
    expect(await noor.data(register)).toEqual({ registerModel: { __typename: 'ModelRegistered' } });
  });

  it('A-27 lets nobody change their own roles, not even by a token of theirs', async () => {
    const id = await idOf(ira);
    const roles = ['ADMIN', 'RISK_OFFICER'];
    expect(await change(ira, setRoles, { id, roles })).toMatchObject({ code: 'OWN_ROLES' });
    const { secret } = await createTokenFor(ira, { scope: 'ADMIN' });
    expect(await change(api.withToken(secret), setRoles, { id, roles })).toMatchObject({ code: 'OWN_ROLES' });
    const deputy = await makeAccount(api, { email: 'deputy@example.org', roles: ['ADMIN'] });
    expect(await change(deputy, setRoles, { id, roles })).toMatchObject({ member: { roles } });
  });

  it('A-28 keeps one active admin, also when two remove one another at once', async () => {
    const own = await startTestApi();
    try {
      const only = await own.as('ira');
      const id = await idOf(only);
      const { secret } = await createTokenFor(own.withToken(own.bootstrapSecret), { scope: 'ADMIN' });
      const machine = own.withToken(secret);
      expect(await change(only, deactivate, { id })).toMatchObject({ code: 'LAST_ADMIN' });
      expect(await change(machine, setRoles, { id, roles: ['AUDITOR'] })).toMatchObject({
        code: 'LAST_ADMIN',
      });
      const deputyId = await idOf(await makeAccount(own, { email: 'deputy@example.org', roles: ['ADMIN'] }));
      for (let turn = 0; turn < 20; turn += 1) {
        const answers = await Promise.all([
          change(machine, deactivate, { id: deputyId }),
          change(machine, setRoles, { id, roles: ['AUDITOR'] }),
        ]);
        expect(answers.filter(({ code }) => code === 'LAST_ADMIN')).toHaveLength(1);
        await change(machine, reactivate, { id: deputyId });
        await change(machine, setRoles, { id, roles: ['ADMIN'] });
      }
    } finally {
      await own.stop();
    }
  });

  it('A-29 ends the sessions and the tokens of a deactivated member at once, and keeps their name on record', async () => {
    const email = 'leaver@example.org';
    const leaver = await makeAccount(api, { email, name: 'Lea Ver', roles: ['ADMIN'] });
    const id = await idOf(leaver);
    const token = api.withToken((await createTokenFor(leaver, { scope: 'READ' })).secret);
    expect([await isSomebody(leaver), await isSomebody(token)]).toEqual([true, true]);
    expect(await change(ira, deactivate, { id })).toMatchObject({
      member: { roles: ['ADMIN'], deactivatedAt: expect.any(String) },
    });
    expect([await isSomebody(leaver), await isSomebody(token)]).toEqual([false, false]);
    const { auditLog } = await ira.data<{ auditLog: { nodes: { actor: { name: string } }[] } }>(
      '{ auditLog(first: 100) { nodes { actor { name } } } }',
    );
    expect(auditLog.nodes.map(({ actor }) => actor.name)).toContain('Lea Ver');

    await change(ira, reactivate, { id });
    expect([await isSomebody(leaver), await isSomebody(token)]).toEqual([false, true]);
    expect(await isSomebody(await api.signIn({ password: { email, password: goodPassword } }))).toBe(true);
  });

  it('A-29 says since when, and says so again when asked twice', async () => {
    const id = await idOf(await makeAccount(api, { email: 'leaver-twice@example.org' }));
    const first = await change(ira, deactivate, { id });
    expect(await change(ira, deactivate, { id })).toEqual(first);
  });

  it('A-30 answers an id of another workspace like one that nobody has', async () => {
    const foreign = await startTestApi();
    try {
      const foreignId = await idOf(await foreign.as('sam'));
      for (const id of [foreignId, '01900000-0000-7000-8000-000000000000', 'nonsense', '', '0', 'null']) {
        for (const [document, more] of [
          [setRoles, { roles: ['AUDITOR'] }],
          [deactivate, {}],
          [reactivate, {}],
        ] as const) {
          const { data, errors } = await ira.graphql(document, { id, ...more });
          expect([data, errors?.[0]?.extensions['code'], errors?.[0]?.extensions['id']]).toEqual([
            null,
            'NOT_FOUND',
            id,
          ]);
        }
      }
      expect(await isSomebody(await foreign.as('sam'))).toBe(true);
    } finally {
      await foreign.stop();
    }
  });

  it.each([null, undefined, [], {}])('A-30 takes %p for no id at all', async (id) => {
    const deactivated = async () =>
      (
        await api.owner.query(
          'SELECT count(*)::int AS n FROM member WHERE workspace_id = $1 AND deactivated_at IS NOT NULL',
          [api.workspaceId],
        )
      ).rows;
    const before = await deactivated();
    const { data, errors } = await ira.graphql(deactivate, { id });
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(await deactivated()).toEqual(before);
  });
});
