import { issueSession } from '../areas/access/issue-session';
import { Member } from '../areas/access/member.entity';
import { type ApiClient, type TestApi } from './api';

/** Good enough for the rules, and the same for everybody: tests sign in with it. */
export const goodPassword = 'seven grey herons over Lisbon';

interface Invited {
  inviteMember: { token: string; invitation: { id: string } };
}

const invite = `mutation ($email: String!, $roles: [Role!]!) { inviteMember(input: { email: $email, roles: $roles }) {
  __typename ... on Refusal { code message } ... on MemberInvited { token invitation { id } } } }`;

/** The secret of a new invitation from the admin of the demo. */
export async function invitationFor(
  api: TestApi,
  email: string,
  roles = ['DATA_SCIENTIST'],
): Promise<string> {
  const ira = await api.as('ira');
  return (await ira.data<Invited>(invite, { email, roles })).inviteMember.token;
}

/** A local account, made as a person would make it; its owner is signed in. */
export async function makeAccount(
  api: TestApi,
  { email, name = 'Noor Haddad', roles }: { email: string; name?: string; roles?: string[] },
): Promise<ApiClient> {
  const token = await invitationFor(api, email, roles);
  return api.signIn({ invitation: { token, name, password: goodPassword } });
}

/** The cookie's value of a new session of a persona, in any workspace of the server. */
export async function sessionOf(
  { database, workspaceId }: Pick<TestApi, 'database' | 'workspaceId'>,
  persona: string,
): Promise<string> {
  const session = await database.unrecorded(workspaceId, async (tx) =>
    issueSession(tx, await tx.manager.findOneByOrFail(Member, { persona }), { strength: 'demo' }),
  );
  return session.credential;
}

/** The id under which a caller acts. */
export async function idOf(client: ApiClient): Promise<string> {
  const who = '{ session { viewer { actor { id } } } }';
  const { session } = await client.data<{ session: { viewer: { actor: { id: string } } } }>(who);
  return session.viewer.actor.id;
}

/** Whether the server knows who calls. */
export async function isSomebody(client: ApiClient): Promise<boolean> {
  const { data, errors } = await client.graphql('{ session { viewer { actor { id } } } }');
  // A bearer token that is nobody's is refused whatever is asked.
  if (errors?.[0]?.extensions['code'] === 'UNAUTHENTICATED') return false;
  return (data as { session: { viewer: unknown } }).session.viewer !== null;
}

interface NewToken {
  name?: string;
  scope: string;
  days?: number;
  sponsorId?: string;
  sponsorEmail?: string;
  workspace?: string;
}

const createToken = `mutation ($input: CreateServiceTokenInput!) { createServiceToken(input: $input) {
  __typename ... on Refusal { code } ... on ServiceTokenCreated { id secret scope } } }`;

/** A token that this caller makes; its answer, so that a refusal can be looked at too. */
export async function createTokenFor(
  client: ApiClient,
  { name = 'ci', scope, days = 1, ...more }: NewToken,
): Promise<{ id: string; secret: string; code?: string }> {
  const input = { name, scope, expiresInDays: days, ...more };
  const { createServiceToken } = await client.data<{
    createServiceToken: { id: string; secret: string };
  }>(createToken, { input });
  return createServiceToken;
}
