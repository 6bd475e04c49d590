import { createTokenFor, goodPassword, idOf, isSomebody, makeAccount } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';

const reset = `mutation ($id: ID!) { resetPassword(memberId: $id) { __typename ... on Refusal { code }
  ... on PasswordResetIssued { token invitation { id email roles expiresAt resetsPasswordOf { id } } auditEntry { sequence } } } }`;
const accept = `mutation ($invitation: InvitationSignInInput!) { signIn(input: { invitation: $invitation }) {
  __typename ... on Refusal { code } ... on SignedIn { viewer { actor { id name } roles } } } }`;
const viewer = `{ session { viewer { passwordReset { issuedBy { id name } issuedAt expiresAt usedAt revokedAt } } } }`;
const newPassword = 'eleven slow barges under Ghent';

interface Issued {
  __typename: string;
  code?: string;
  token: string;
  invitation: { id: string; roles: string[]; expiresAt: string; resetsPasswordOf: { id: string } | null };
}
interface Shown {
  session: { viewer: { passwordReset: Record<string, unknown> | null } };
}

describe('password resets', () => {
  let now = new Date();
  let api: TestApi;
  let ira: ApiClient;
  let people = 0;
  beforeAll(async () => {
    api = await startTestApi(() => now);
    ira = await api.as('ira');
  });
  afterEach(() => {
    now = new Date();
  });
  afterAll(() => api.stop());

  const member = async (roles = ['RISK_OFFICER']) => {
    const email = `forgetful-${(people += 1)}@example.org`;
    const client = await makeAccount(api, { email, name: 'Fay Getful', roles });
    return { email, client, id: await idOf(client) };
  };
  const issued = async (id: string, by = ira) =>
    (await by.data<{ resetPassword: Issued }>(reset, { id })).resetPassword;
  const accepted = async (invitation: Record<string, unknown>) => {
    const { data, errors } = await api.anonymous.graphql(accept, {
      invitation: { password: newPassword, ...invitation },
    });
    return (data?.['signIn'] ?? errors?.[0]?.extensions) as Record<string, unknown>;
  };
  const signIn = (email: string, password: string) => api.signIn({ password: { email, password } });
  const shownTo = async (client: ApiClient) =>
    (await client.data<Shown>(viewer)).session.viewer.passwordReset;
  const entriesOf = async (id: string) =>
    (
      await api.owner.query<{
        action: string;
        actor: string;
        outcome: string;
        payload: Record<string, unknown>;
      }>(
        `SELECT action, actor, outcome, payload FROM audit_entry
         WHERE workspace_id = $1 AND subject_id = $2 ORDER BY sequence`,
        [api.workspaceId, id],
      )
    ).rows;

  it('A-51 lets a member set another password, once, as whoever they were before', async () => {
    const { email, client, id } = await member();
    const { token, invitation } = await issued(id);
    expect(invitation).toMatchObject({ roles: ['RISK_OFFICER'], resetsPasswordOf: { id } });
    // Until it is used, nothing has changed for them.
    expect(await isSomebody(client)).toBe(true);
    expect(await isSomebody(await signIn(email, goodPassword))).toBe(true);
    expect(await accepted({ token, name: 'Somebody Else' })).toMatchObject({
      viewer: { actor: { id, name: 'Fay Getful' }, roles: ['RISK_OFFICER'] },
    });
    expect(await isSomebody(client)).toBe(false);
    await expect(signIn(email, goodPassword)).rejects.toThrow('SIGN_IN_FAILED');
    expect(await idOf(await signIn(email, newPassword))).toBe(id);
    expect(await accepted({ token })).toMatchObject({ code: 'INVITATION_NOT_VALID' });
  });

  it('A-51 works once, however fast two come', async () => {
    const { id } = await member();
    const { token } = await issued(id);
    const answers = await Promise.all([1, 2, 3].map(() => accepted({ token })));
    const typenames = answers.map(({ __typename, code }) => code ?? __typename).sort();
    expect(typenames).toEqual(['INVITATION_NOT_VALID', 'INVITATION_NOT_VALID', 'SignedIn']);
  });

  it('A-51 works for a day, and no more when followed by another, taken back, or no longer needed', async () => {
    const { client, id } = await member();
    const first = await issued(id);
    const second = await issued(id);
    expect(await accepted({ token: first.token })).toMatchObject({ code: 'INVITATION_NOT_VALID' });
    await ira.data('mutation ($id: ID!) { revokeInvitation(id: $id) { __typename } }', {
      id: second.invitation.id,
    });
    expect(await accepted({ token: second.token })).toMatchObject({ code: 'INVITATION_NOT_VALID' });
    const third = await issued(id);
    now = new Date(third.invitation.expiresAt);
    expect(now.getTime() - Date.now()).toBeLessThanOrEqual(86_400_000);
    expect(await accepted({ token: third.token })).toMatchObject({ code: 'INVITATION_NOT_VALID' });
    now = new Date();
    const change = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }`;
    await client.data(change, { input: { currentPassword: goodPassword, newPassword: `${newPassword}!` } });
    expect(await accepted({ token: third.token })).toMatchObject({ code: 'INVITATION_NOT_VALID' });
  });

  it('A-51 holds the new password against the rules, and the address against the member’s', async () => {
    const { id } = await member();
    const { token } = await issued(id);
    expect(await accepted({ token, password: 'Fay Getful 1' })).toMatchObject({ code: 'WEAK_PASSWORD' });
    expect(await accepted({ token, email: 'other@example.org' })).toMatchObject({
      ...{ code: 'BAD_INPUT', field: 'email' },
    });
    expect(await accepted({ token })).toMatchObject({ __typename: 'SignedIn' });
  });

  it('A-52 is seen by the member and stands in the log, signed at once', async () => {
    const { email, client, id } = await member();
    expect(await shownTo(client)).toBeNull();
    const { token, invitation } = await issued(id);
    const iras = await idOf(ira);
    expect(await shownTo(client)).toMatchObject({
      ...{ issuedBy: { id: iras, name: 'Ira Castellan' }, usedAt: null, revokedAt: null },
      expiresAt: invitation.expiresAt,
    });
    const { auditLogHead } = await ira.data<{ auditLogHead: { unsignedEntries: number } }>(
      '{ auditLogHead { unsignedEntries } }',
    );
    expect(auditLogHead.unsignedEntries).toBe(0);
    await accepted({ token });
    expect(await shownTo(await signIn(email, newPassword))).toMatchObject({
      ...{ issuedBy: { id: iras }, usedAt: expect.any(String) },
    });
    const entries = await entriesOf(id);
    expect(entries.filter(({ action }) => action === 'resetPassword')).toEqual([
      expect.objectContaining({
        ...{ actor: `person:${iras}`, outcome: 'done' },
        payload: { invitation: invitation.id, expiresAt: invitation.expiresAt },
      }),
    ]);
    expect(entries).toContainEqual(
      expect.objectContaining({
        ...{ action: 'signIn', actor: `person:${id}` },
        payload: { method: 'reset', invitation: invitation.id, sessionsEnded: 1 },
      }),
    );
    expect(JSON.stringify(entries)).not.toContain(token);
  });

  it('A-53 is for somebody else who has a password: not for oneself, and no second way in', async () => {
    const admin = await member(['ADMIN']);
    expect(await issued(admin.id, admin.client)).toMatchObject({ code: 'OWN_PASSWORD' });
    const { secret } = await createTokenFor(admin.client, { scope: 'ADMIN' });
    expect(await issued(admin.id, api.withToken(secret))).toMatchObject({ code: 'OWN_PASSWORD' });
    expect(await issued(await idOf(await api.as('riley')))).toMatchObject({ code: 'NO_PASSWORD' });
    const gone = await member();
    const { token } = await issued(gone.id);
    await ira.data('mutation ($id: ID!) { deactivateMember(memberId: $id) { __typename } }', { id: gone.id });
    expect(await issued(gone.id)).toMatchObject({ code: 'MEMBER_DEACTIVATED' });
    expect(await accepted({ token })).toMatchObject({ code: 'INVITATION_NOT_VALID' });
  });

  it('A-53 is for admins, and for members of their workspace', async () => {
    const { id } = await member();
    for (const persona of ['dana', 'ada', 'riley', 'mel']) {
      const { errors } = await (await api.as(persona)).graphql(reset, { id });
      expect([persona, errors?.[0]?.extensions['code']]).toEqual([persona, 'FORBIDDEN']);
    }
    const operator = await api.withToken(api.bootstrapSecret).graphql(reset, { id });
    expect(operator.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const foreign = await startTestApi();
    try {
      for (const each of [await idOf(await foreign.as('sam')), 'nonsense', ''])
        expect((await ira.graphql(reset, { id: each })).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    } finally {
      await foreign.stop();
    }
  });

  it('A-23 asks somebody new for a name', async () => {
    const invite = `mutation { inviteMember(input: { email: "nameless@example.org", roles: [AUDITOR] }) { ... on MemberInvited { token } } }`;
    const { inviteMember } = await ira.data<{ inviteMember: { token: string } }>(invite);
    expect(await accepted({ token: inviteMember.token })).toMatchObject({ code: 'BAD_INPUT', field: 'name' });
  });
});
