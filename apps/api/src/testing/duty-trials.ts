import { type AccessSettings } from '../areas/access/access-settings';
import { createTokenFor, goodPassword, makeAccount } from './accounts';
import { startTestApi, type Answer, type ApiClient, type TestApi } from './api';
import { answeredCode, Bypasses } from './bypasses';

export interface Promotion {
  id: string;
  state: string;
  round: number;
  subjectDigest: string;
}
export type Variables = Record<string, unknown>;

const refusal = '__typename ... on Refusal { code message }';
const shape = 'promotion { id state round subjectDigest }';
const change = `${refusal} ... on PromotionChanged { ${shape} }`;
const member = '__typename ... on Refusal { code }';

/** Parts of what steps on promotions answer. */
export const answerParts = { refusal, change };

const documents = {
  requestPromotion: `mutation ($input: RequestPromotionInput!) { answer: requestPromotion(input: $input) {
    ${refusal} ... on PromotionRequested { ${shape} } } }`,
  castVote: `mutation ($input: CastVoteInput!) { answer: castVote(input: $input) { ${refusal} ... on VoteCast { ${shape} } } }`,
  withdrawPromotion: `mutation ($id: ID!) { answer: withdrawPromotion(promotionId: $id, reason: "Because.") { ${change} } }`,
  refreshGates: `mutation ($id: ID!) { answer: refreshGates(promotionId: $id) { ${change} } }`,
  activatePromotion: `mutation ($id: ID!) { answer: activatePromotion(promotionId: $id) { ${change} } }`,
  setMemberRoles: `mutation ($input: SetMemberRolesInput!) { answer: setMemberRoles(input: $input) { ${member} } }`,
  deactivateMember: `mutation ($id: ID!) { answer: deactivateMember(memberId: $id) { ${member} } }`,
  reactivateMember: `mutation ($id: ID!) { answer: reactivateMember(memberId: $id) { ${member} } }`,
  resetPassword: `mutation ($id: ID!) { answer: resetPassword(memberId: $id) {
    ${member} ... on PasswordResetIssued { token } } }`,
  inviteMember: `mutation ($input: InviteMemberInput!) { answer: inviteMember(input: $input) {
    ${member} ... on MemberInvited { token } } }`,
};
type OwnStep = keyof typeof documents;

/** An approval of what the voter was looking at. */
export const ballot = ({ id, round, subjectDigest }: Promotion, more: Variables = {}) => ({
  input: { promotionId: id, round, subjectDigest, decision: 'APPROVE', ...more },
});

/**
 * Tries steps that duties forbid, in a workspace of its own: people who are signed in once, a clock that is moved, and what
 * was answered. Its methods may be taken apart.
 */
export class DutyTrials<Step extends string = never> {
  readonly documents: Record<OwnStep | Step, string>;
  private started: { api: TestApi; bypasses: Bypasses } | undefined;
  private readonly clients = new Map<string, Promise<ApiClient>>();
  private sinceNow = 0;
  private drawn = 0;

  /** @param more documents of further steps, each answering as `answer` */
  constructor(more: Record<Step, string>) {
    this.documents = { ...documents, ...more };
  }

  /** @param tables all that decisions are about */
  async start(tables: readonly string[], settings: Partial<AccessSettings> = {}) {
    const api = await startTestApi(this.now, settings);
    this.started = { api, bypasses: new Bypasses(api, tables) };
    return this.started;
  }

  /** What the server takes for now. */
  readonly now = (): Date => new Date(Date.now() + this.sinceNow);

  /** Signed in once; sessions end when the clock is moved. */
  readonly as = (persona: string): Promise<ApiClient> => {
    const client = this.clients.get(persona) ?? this.running.api.as(persona);
    this.clients.set(persona, client);
    return client;
  };

  /** Signs everybody in anew when they are next asked for. */
  readonly forgetClients = (): void => this.clients.clear();

  /** @param ahead milliseconds before the true time */
  readonly setClock = (ahead: number): void => {
    if (ahead !== this.sinceNow) this.forgetClients();
    this.sinceNow = ahead;
  };

  /** 1, 2, 3 …, for names that nobody has yet. */
  readonly nextNumber = (): number => (this.drawn += 1);

  /** Somebody new with these roles, whom the workspace's admin invited. */
  readonly account = (...roles: string[]): Promise<ApiClient> => {
    const number = this.nextNumber();
    const email = `p${number}@example.com`;
    return makeAccount(this.running.api, { email, name: `Person ${number}`, roles });
  };

  /** Somebody new whom this client invited. */
  readonly invite = async (client: ApiClient, roles: string[], address?: string): Promise<ApiClient> => {
    const number = this.nextNumber();
    const input = { email: address ?? `p${number}@example.com`, roles };
    const { token } = await this.done<{ token: string }>(client, 'inviteMember', { input });
    const invitation = { token, name: `Person ${number}`, password: goodPassword };
    return this.running.api.signIn({ invitation });
  };

  /** Somebody new sets this member's password by a reset that the admin issued, and is signed in as them. */
  readonly takeOver = async (admin: ApiClient, id: string): Promise<ApiClient> => {
    const { token } = await this.done<{ token: string }>(admin, 'resetPassword', { id });
    return this.running.api.signIn({ invitation: { token, password: `${goodPassword} again` } });
  };

  readonly token = async (maker: ApiClient, scope: string, more: { sponsorId?: string } = {}) =>
    this.running.api.withToken((await createTokenFor(maker, { scope, ...more })).secret);

  readonly act = (client: ApiClient, step: OwnStep | Step, variables: Variables): Promise<Answer> =>
    client.graphql(this.documents[step], variables);

  /** @throws Error where the step is refused */
  readonly done = async <T = { promotion: Promotion }>(
    client: ApiClient,
    step: OwnStep | Step,
    variables: Variables,
  ): Promise<T> => {
    const answer = await this.act(client, step, variables);
    if (answeredCode(answer) !== 'OK') throw new Error(`${step} was answered ${JSON.stringify(answer)}`);
    return answer.data?.['answer'] as T;
  };

  readonly approve = async (client: ApiClient, promotion: Promotion, more: Variables = {}) =>
    (await this.done(client, 'castVote', ballot(promotion, more))).promotion;

  readonly setRoles = (client: ApiClient, memberId: string, roles: string[]) =>
    this.done(client, 'setMemberRoles', { input: { memberId, roles } });

  /** Takes back what a script left open. */
  readonly clear = async (): Promise<void> => {
    this.setClock(0);
    const { owner, workspaceId } = this.running.api;
    const { rows } = await owner.query<{ id: string }>(
      `SELECT id FROM promotion WHERE workspace_id = $1 AND state IN ('in_review', 'blocked', 'approved')`,
      [workspaceId],
    );
    for (const { id } of rows) await this.act(await this.as('ira'), 'withdrawPromotion', { id });
  };

  private get running() {
    if (!this.started) throw new Error('The trials have not been started.');
    return this.started;
  }
}
