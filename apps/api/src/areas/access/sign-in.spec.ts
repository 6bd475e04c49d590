import { isRefusal } from '@countersign/domain/refusals';
import { parseOptions } from '@node-rs/argon2';
import { goodPassword, idOf, isSomebody, makeAccount } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { AccessService } from './access.service';
import { attemptLimits } from './attempts';

const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) {
  __typename ... on Refusal { code message } ... on SignedIn { viewer { actor { id name } roles } } } }`;
const changePassword = `mutation ($from: String!, $to: String!) {
  changePassword(input: { currentPassword: $from, newPassword: $to }) {
    __typename ... on Refusal { code message } ... on PasswordChanged { sessionsEnded } } }`;

interface Entry {
  actor: string;
  action: string;
  outcome: string;
  subject_type: string;
  subject_id: string;
  payload: Record<string, unknown>;
}

describe('sign-in', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  const attempt = async (input: Record<string, unknown>) =>
    (await api.anonymous.graphql(signIn, { input })) as {
      data: { signIn: Record<string, unknown> } | null;
      errors?: { extensions: Record<string, unknown> }[];
    };
  const byPassword = async (email: string, password: string, workspace?: string) =>
    (await attempt({ password: { email, password, ...(workspace !== undefined && { workspace }) } })).data
      ?.signIn;
  const lastEntry = async () =>
    (
      await api.owner.query<Entry>(
        'SELECT * FROM audit_entry WHERE workspace_id = $1 ORDER BY sequence DESC LIMIT 1',
        [api.workspaceId],
      )
    ).rows[0] as Entry;
  const deactivate = async (client: ApiClient) => {
    const id = await idOf(client);
    await (
      await api.as('ira')
    ).data('mutation ($id: ID!) { deactivateMember(memberId: $id) { __typename } }', { id });
    return id;
  };

  it('A-15 issues every session in one function, with its strength and its time', async () => {
    await makeAccount(api, { email: 'strength@example.org' });
    await api.signIn({ password: { email: 'strength@example.org', password: goodPassword } });
    const { rows } = await api.owner.query(
      `SELECT strength, count(*)::int AS n, bool_and(authenticated_at = created_at) AS at_once FROM session
       WHERE workspace_id = $1 GROUP BY 1 ORDER BY 1`,
      [api.workspaceId],
    );
    expect(rows).toEqual([
      { strength: 'demo', n: 1, at_once: true },
      { strength: 'password', n: 2, at_once: true },
    ]);
  });

  it.each([
    ['no way', {}],
    ['two ways', { persona: 'sam', password: { email: 'a@b.org', password: 'x' } }],
    ['nothing but nulls', { persona: null, password: null, invitation: null }],
  ])('A-15 refuses %s as bad input', async (_what, input) => {
    expect((await attempt(input)).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_INPUT',
      field: 'input',
    });
  });

  it('A-16 records who came in, and how', async () => {
    const sam = await api.as('sam');
    expect(await lastEntry()).toMatchObject({
      ...{ action: 'signIn', outcome: 'done', subject_type: 'member', subject_id: await idOf(sam) },
      ...{ actor: `person:${await idOf(sam)}`, payload: { method: 'persona' } },
    });
  });

  it('A-16 records an attempt at a known account under its member, and at an unknown address under a keyed hash', async () => {
    const noor = await makeAccount(api, { email: 'recorded@example.org' });
    await byPassword('recorded@example.org', 'not the password');
    expect(await lastEntry()).toMatchObject({
      ...{ actor: 'system:system', action: 'signIn', outcome: 'refused' },
      ...{ subject_type: 'member', subject_id: await idOf(noor) },
      payload: { method: 'password', refusal: 'SIGN_IN_FAILED' },
    });
    await byPassword('stranger@example.org', 'not the password');
    const first = await lastEntry();
    await byPassword(' STRANGER@example.org', 'another password');
    const second = await lastEntry();
    expect(first).toMatchObject({
      subject_type: 'address',
      subject_id: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(second.subject_id).toBe(first.subject_id);
    const { rows } = await api.owner.query('SELECT * FROM audit_entry WHERE workspace_id = $1', [
      api.workspaceId,
    ]);
    const log = JSON.stringify(rows);
    for (const secret of ['stranger@', 'not the password', 'another password', goodPassword])
      expect(log).not.toContain(secret);
  });

  it('A-16 records an attempt as a persona that is not there', async () => {
    expect((await attempt({ persona: 'nobody' })).data?.signIn).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await lastEntry()).toMatchObject({
      outcome: 'refused',
      subject_type: 'persona',
      subject_id: 'nobody',
    });
    expect((await attempt({ persona: '' })).data?.signIn).toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('A-17 knows one account by its address in any spelling', async () => {
    await makeAccount(api, { email: 'Zoë.Möller@example.org', name: 'Zoë Möller' });
    for (const spelling of [
      'zoë.möller@example.org',
      '  ZOË.MÖLLER@EXAMPLE.ORG ',
      'zoe\u0308.mo\u0308ller@example.org',
    ])
      expect(await byPassword(spelling, goodPassword)).toMatchObject({
        viewer: { actor: { name: 'Zoë Möller' } },
      });
  });

  it('A-18 stores argon2id with at least 19 MiB, and takes a password as NFKC', async () => {
    await makeAccount(api, { email: 'hashed@example.org' });
    const { rows } = await api.owner.query<{ password_hash: string }>(
      'SELECT password_hash FROM member WHERE workspace_id = $1 AND email = $2',
      [api.workspaceId, 'hashed@example.org'],
    );
    const stored = rows[0]?.password_hash ?? '';
    expect(stored).toMatch(/^\$argon2id\$v=19\$/);
    expect(parseOptions(stored)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    const fullWidth = goodPassword.replace('seven', 'ｓｅｖｅｎ');
    expect(await byPassword('hashed@example.org', fullWidth)).toMatchObject({ __typename: 'SignedIn' });
  });

  it('A-20 answers an unknown address, a wrong password, a deactivated member and an unknown workspace alike', async () => {
    await makeAccount(api, { email: 'alike@example.org' });
    const gone = await makeAccount(api, { email: 'gone@example.org' });
    await deactivate(gone);
    const answers = [
      await byPassword('nobody@example.org', goodPassword),
      await byPassword('', goodPassword),
      await byPassword('alike@example.org', 'wrong'),
      await byPassword('alike@example.org', ''),
      await byPassword('gone@example.org', goodPassword),
      await byPassword('alike@example.org', goodPassword, 'no such workspace'),
      await byPassword('alike@example.org', goodPassword, ''),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ __typename: 'Refusal', code: 'SIGN_IN_FAILED' });
  });

  it('A-20 lets nobody in by the password of a member who has none', async () => {
    await api.owner.query(
      `UPDATE member SET email = 'sam@example.org' WHERE workspace_id = $1 AND persona = 'sam'`,
      [api.workspaceId],
    );
    expect(await byPassword('sam@example.org', '')).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await byPassword('sam@example.org', goodPassword)).toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('G36 takes as long for an unknown address as for a wrong password and a deactivated member', async () => {
    await makeAccount(api, { email: 'timed@example.org' });
    await deactivate(await makeAccount(api, { email: 'timed-gone@example.org' }));
    const cases = ['nobody@example.org', 'timed@example.org', 'timed-gone@example.org'];
    const times = new Map<string, number[]>(cases.map((email) => [email, []]));
    for (let turn = 0; turn < 25; turn += 1)
      for (const email of cases) {
        const start = performance.now();
        await byPassword(email, 'a wrong password');
        times.get(email)?.push(performance.now() - start);
      }
    const medians = cases.map((email) => (times.get(email) ?? []).sort((a, b) => a - b)[12] ?? 0);
    // Without the check of a hash that nobody owns, an unknown address would be answered in a fraction of the time.
    expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(1.6);
  });

  it('A-21 changes a password for who knows the old one, and ends the other sessions', async () => {
    const email = 'changes@example.org';
    const first = await makeAccount(api, { email });
    const second = await api.signIn({ password: { email, password: goodPassword } });
    const to = 'eleven brass kettles in Porto';
    const ask = async (from: string, next: string) =>
      (await second.data<{ changePassword: object }>(changePassword, { from, to: next })).changePassword;
    expect(await ask('wrong', to)).toMatchObject({ code: 'WRONG_PASSWORD' });
    expect(await ask(goodPassword, 'short')).toMatchObject({ code: 'WEAK_PASSWORD' });
    expect(await ask(goodPassword, 'changes@example.org')).toMatchObject({ code: 'WEAK_PASSWORD' });
    expect([await isSomebody(first), await isSomebody(second)]).toEqual([true, true]);
    expect(await ask(goodPassword, to)).toEqual({ __typename: 'PasswordChanged', sessionsEnded: 1 });
    expect([await isSomebody(first), await isSomebody(second)]).toEqual([false, true]);
    expect(await byPassword(email, goodPassword)).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await byPassword(email, to)).toMatchObject({ __typename: 'SignedIn' });
  });

  it('A-21 has no password to change for a persona, a service or the operator', async () => {
    const variables = { from: '', to: goodPassword };
    expect(await (await api.as('sam')).data(changePassword, variables)).toMatchObject({
      changePassword: { code: 'WRONG_PASSWORD' },
    });
    const { errors } = await api.withToken(api.bootstrapSecret).graphql(changePassword, variables);
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('A-22 ends one session at sign-out, records it, and needs a session for it', async () => {
    const [one, other] = [await api.as('sam'), await api.as('sam')];
    await one.data('mutation { signOut }');
    expect(await lastEntry()).toMatchObject({
      action: 'signOut',
      outcome: 'done',
      actor: `person:${await idOf(other)}`,
    });
    expect([await isSomebody(one), await isSomebody(other)]).toEqual([false, true]);
    const { errors } = await one.graphql('mutation { signOut }');
    expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });
});

describe('A-22 a session', () => {
  it('of a persona ends with the demo', async () => {
    const api = await startTestApi();
    try {
      const session = await api.services.signIn.signIn({ persona: 'sam' }, { headers: {}, socket: {} });
      if (isRefusal(session)) throw new Error(session.message);
      const settings = {
        bootstrapSecret: 'b',
        mainWorkspaceId: api.workspaceId,
        hashKey: 'h',
        secureCookies: false,
        attempts: { limits: attemptLimits, trustedProxies: 0 },
        warn: () => undefined,
        workloads: { privateHosts: new Set<string>(), warn: () => undefined },
      };
      const actorWhen = (demo: boolean) =>
        new AccessService(api.database, { ...settings, demo }).actorOfSession(session.credential);
      expect(await actorWhen(true)).toMatchObject({ name: 'Sam Lindqvist', session: 'demo' });
      expect(await actorWhen(false)).toBeNull();
    } finally {
      await api.stop();
    }
  });

  it('ends after twelve hours', async () => {
    let now = new Date('2026-03-01T08:00:00Z');
    const api = await startTestApi(() => now);
    try {
      const sam = await api.as('sam');
      now = new Date('2026-03-01T19:59:59Z');
      expect(await isSomebody(sam)).toBe(true);
      now = new Date('2026-03-01T20:00:00Z');
      expect(await isSomebody(sam)).toBe(false);
    } finally {
      await api.stop();
    }
  });
});
