import { ensureSetUp } from './ensure-set-up';
import { ensureWorkspace } from './ensure-workspace';
import { goodPassword, invitationFor, isSomebody, makeAccount } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';

const invite = `mutation ($email: String!, $roles: [Role!]!, $workspace: String) {
  inviteMember(input: { email: $email, roles: $roles, workspace: $workspace }) {
    __typename ... on Refusal { code message } ... on MemberInvited { token invitation { id email roles expiresAt } } } }`;
const revoke = `mutation ($id: ID!) { revokeInvitation(id: $id) {
  __typename ... on Refusal { code } ... on InvitationRevoked { invitation { id revokedAt } } } }`;
const accept = `mutation ($invitation: InvitationSignInInput!) { signIn(input: { invitation: $invitation }) {
  __typename ... on Refusal { code message } ... on SignedIn { viewer { actor { name } roles workspace { name } } } } }`;
const createWorkspace = `mutation ($name: String!) { createWorkspace(input: { name: $name }) {
  __typename ... on Refusal { code } ... on WorkspaceCreated { token workspace { id name } invitation { roles email } } } }`;
const list =
  '{ invitations(first: 100) { totalCount nodes { id email acceptedAt revokedAt createdBy { name } } } }';

interface Invitation {
  id: string;
  email: string | null;
  acceptedAt: string | null;
  revokedAt: string | null;
  expiresAt: string;
}

describe('invitations', () => {
  let now = new Date();
  let api: TestApi;
  let ira: ApiClient;
  beforeAll(async () => {
    api = await startTestApi(() => now);
    ira = await api.as('ira');
  });
  afterEach(() => {
    now = new Date();
  });
  afterAll(() => api.stop());

  const invited = async (email: string, roles = ['DATA_SCIENTIST']) =>
    (
      await ira.data<{ inviteMember: { token: string; invitation: Invitation; code?: string } }>(invite, {
        email,
        roles,
      })
    ).inviteMember;
  const accepted = async (invitation: Record<string, unknown>) => {
    const whole = { name: 'Noor Haddad', password: goodPassword, ...invitation };
    const { data, errors } = await api.anonymous.graphql(accept, { invitation: whole });
    return (data?.['signIn'] ?? errors?.[0]?.extensions) as Record<string, unknown>;
  };

  it('A-23 makes a member with the roles of the invitation, and lets them in', async () => {
    const { token } = await invited('noor@example.org', ['RISK_OFFICER', 'AUDITOR']);
    expect(await accepted({ token })).toMatchObject({
      viewer: { actor: { name: 'Noor Haddad' }, roles: ['RISK_OFFICER', 'AUDITOR'] },
    });
    const { invitations } = await ira.data<{ invitations: { nodes: Invitation[] } }>(list);
    expect(invitations.nodes[0]).toMatchObject({
      ...{ email: 'noor@example.org', acceptedAt: expect.any(String), createdBy: { name: 'Ira Castellan' } },
    });
  });

  it('A-23 works once, however fast two come', async () => {
    const { token } = await invited('once@example.org');
    const answers = await Promise.all([1, 2, 3].map((each) => accepted({ token, name: `Noor ${each}` })));
    const typenames = answers.map(({ __typename, code }) => code ?? __typename).sort();
    expect(typenames).toEqual(['INVITATION_NOT_VALID', 'INVITATION_NOT_VALID', 'SignedIn']);
    expect(await accepted({ token })).toMatchObject({ code: 'INVITATION_NOT_VALID' });
  });

  it('A-23 works for seven days', async () => {
    const { token, invitation } = await invited('late@example.org');
    now = new Date(new Date(invitation.expiresAt).getTime());
    expect(await accepted({ token })).toMatchObject({ code: 'INVITATION_NOT_VALID' });
    now = new Date(now.getTime() - 1000);
    expect(await accepted({ token })).toMatchObject({ __typename: 'SignedIn' });
    expect(now.getTime() - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
  });

  it('A-23 works no more when revoked or followed by another', async () => {
    const first = await invited('twice@example.org');
    const second = await invited(' Twice@Example.org'.trim());
    expect(await accepted({ token: first.token })).toMatchObject({ code: 'INVITATION_NOT_VALID' });
    expect(await ira.data(revoke, { id: second.invitation.id })).toMatchObject({
      revokeInvitation: { invitation: { revokedAt: expect.any(String) } },
    });
    expect(await accepted({ token: second.token })).toMatchObject({ code: 'INVITATION_NOT_VALID' });
  });

  it('A-23 cannot be revoked once accepted', async () => {
    const { token, invitation } = await invited('in@example.org');
    await accepted({ token });
    expect(await ira.data(revoke, { id: invitation.id })).toMatchObject({
      revokeInvitation: { code: 'INVITATION_NOT_VALID' },
    });
  });

  it('A-23 is for its address alone', async () => {
    const { token } = await invited('mine@example.org');
    expect(await accepted({ token, email: 'yours@example.org' })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'email',
    });
    expect(await accepted({ token, email: 'MINE@example.org' })).toMatchObject({ __typename: 'SignedIn' });
  });

  it('A-19 refuses a weak password and keeps the invitation open', async () => {
    const { token } = await invited('weak@example.org');
    for (const password of ['short', 'weak@example.org', 'password1234'])
      expect(await accepted({ token, password })).toMatchObject({ code: 'WEAK_PASSWORD' });
    expect(await accepted({ token })).toMatchObject({ __typename: 'SignedIn' });
  });

  it('A-17 refuses a second account for one address', async () => {
    await makeAccount(api, { email: 'second@example.org' });
    for (const email of [
      'second@example.org',
      'Second@Example.ORG',
      'ｓecond@example.org',
      'sec\u200bond@example.org',
      'second@exam\u00adple.org',
      // Drawn as nothing at all, without being format characters: a joiner, fillers, selectors of variants.
      ...['\u034f', '\u115f', '\u3164', '\uffa0', '\ufe0f'].map((unseen) => `sec${unseen}ond@example.org`),
    ])
      expect(await invited(email)).toMatchObject({ code: 'ACCOUNT_EXISTS' });
    const earlier = await invitationFor(api, 'raced@example.org');
    await api.owner.query(
      `UPDATE member SET email = 'raced@example.org' WHERE workspace_id = $1 AND persona = 'pat'`,
      [api.workspaceId],
    );
    expect(await accepted({ token: earlier })).toMatchObject({ code: 'ACCOUNT_EXISTS' });
    const { rows } = await api.owner.query(
      `SELECT (SELECT count(*)::int FROM member WHERE workspace_id = i.workspace_id AND email = i.email) AS members, accepted_at
       FROM invitation i WHERE email = 'raced@example.org'`,
    );
    expect(rows).toEqual([{ members: 1, accepted_at: null }]);
  });

  it.each([['no address'], [''], ['a@b@c'], ['two words@example.org']])(
    'takes %p for no address',
    async (email) => {
      const { errors } = await ira.graphql(invite, { email, roles: ['AUDITOR'] });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'email' });
    },
  );

  it.each([[[]], [['AUDITOR', 'AUDITOR']]])('takes %j for no roles', async (roles) => {
    const { errors } = await ira.graphql(invite, { email: 'roles@example.org', roles });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'roles' });
  });

  it('A-25 lets the operator open a workspace, whose first admin comes in by an invitation of 30 minutes', async () => {
    const operator = api.withToken(api.bootstrapSecret);
    const name = `second ${api.workspaceId}`;
    const { createWorkspace: made } = await operator.data<{
      createWorkspace: { token: string; workspace: { id: string } };
    }>(createWorkspace, { name });
    expect(made).toMatchObject({ workspace: { name }, invitation: { roles: ['ADMIN'], email: null } });
    expect(await accepted({ token: made.token })).toMatchObject({ code: 'BAD_INPUT', field: 'email' });
    now = new Date(Date.now() + 31 * 60_000);
    expect(await accepted({ token: made.token, email: 'boss@example.org' })).toMatchObject({
      code: 'INVITATION_NOT_VALID',
    });
    now = new Date(Date.now() + 29 * 60_000);
    expect(await accepted({ token: made.token, email: 'boss@example.org' })).toMatchObject({
      viewer: { roles: ['ADMIN'], workspace: { name } },
    });
    const boss = await api.signIn({
      password: { email: 'boss@example.org', password: goodPassword, workspace: name },
    });
    expect(await boss.data('{ policies { totalCount } auditLog(first: 20) { nodes { action } } }')).toEqual({
      policies: { totalCount: 3 },
      auditLog: {
        nodes: ['signIn', 'signIn', 'signIn', ...Array(3).fill('publishPolicy'), 'createWorkspace'].map(
          (action) => ({
            action,
          }),
        ),
      },
    });
    expect(await operator.data(createWorkspace, { name })).toMatchObject({
      createWorkspace: { code: 'WORKSPACE_EXISTS' },
    });
    expect((await boss.graphql(createWorkspace, { name: 'third' })).errors?.[0]?.extensions['code']).toBe(
      'FORBIDDEN',
    );
  });

  it('A-24 gives a workspace without an admin one set-up token, which the next start replaces', async () => {
    const name = `set up ${api.workspaceId}`;
    const workspaceId = await ensureWorkspace(api.database, name, false);
    const [first, second] = [
      await ensureSetUp(api.database, workspaceId),
      await ensureSetUp(api.database, workspaceId),
    ];
    expect(await accepted({ token: first, email: 'a@example.org' })).toMatchObject({
      code: 'INVITATION_NOT_VALID',
    });
    expect(await accepted({ token: second, email: 'a@example.org' })).toMatchObject({
      viewer: { roles: ['ADMIN'] },
    });
    expect(await ensureSetUp(api.database, workspaceId)).toBeNull();
    const { rows } = await api.owner.query(
      'SELECT action, outcome, actor FROM audit_entry WHERE workspace_id = $1 ORDER BY sequence LIMIT 2',
      [workspaceId],
    );
    expect(rows).toEqual([
      { action: 'inviteMember', outcome: 'done', actor: 'system:system' },
      { action: 'inviteMember', outcome: 'done', actor: 'system:system' },
    ]);
  });

  it('A-24 needs no set-up where an admin is active', async () => {
    expect(await ensureSetUp(api.database, api.workspaceId)).toBeNull();
    expect(await isSomebody(ira)).toBe(true);
  });

  it('A-23 stores and logs only hashes of the secrets', async () => {
    const { token } = await invited('hashes@example.org');
    await accepted({ token });
    const secret = token.split('.')[1] ?? '';
    for (const table of ['invitation', 'member', 'session', 'audit_entry']) {
      const { rows } = await api.owner.query(`SELECT to_jsonb(t) AS row FROM ${table} t`);
      expect(JSON.stringify(rows)).not.toContain(secret);
      expect(JSON.stringify(rows)).not.toContain(goodPassword);
    }
  });
});
