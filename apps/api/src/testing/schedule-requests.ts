import { type Policy, type Promotion } from '@countersign/domain/approvals';
import { type Answer } from './api';
import { type ScheduleGround } from './schedule-ground';
import { softGate, type Planned, type Request, type Schedule, type Terms } from './schedule-plans';
import { codeOf } from './serving';

const change = '__typename ... on Refusal { code } ... on PromotionChanged { promotion { id } }';
const member = '__typename ... on Refusal { code }';
const documents = {
  request: `mutation ($input: RequestPromotionInput!) { answer: requestPromotion(input: $input) {
    __typename ... on Refusal { code } ... on PromotionRequested { promotion { id } } } }`,
  vote: 'mutation ($input: CastVoteInput!) { answer: castVote(input: $input) { __typename ... on Refusal { code } } }',
  withdraw: `mutation ($id: ID!) { answer: withdrawPromotion(promotionId: $id, reason: "Because.") { ${change} } }`,
  refresh_gates: `mutation ($id: ID!) { answer: refreshGates(promotionId: $id) { ${change} } }`,
  activate: `mutation ($id: ID!) { answer: activatePromotion(promotionId: $id) { ${change} } }`,
  delegate: `mutation ($input: DelegateInput!) { answer: delegate(input: $input) { ${member} } }`,
  revoke: `mutation ($id: ID!) { answer: revokeDelegation(delegationId: $id) { ${member} } }`,
  waive: `mutation ($id: ID!, $gateId: String!, $subjectDigest: String!) {
    answer: waiveGate(promotionId: $id, gateId: $gateId, subjectDigest: $subjectDigest, reason: "Good enough.") { ${change} } }`,
  propose: `mutation ($id: ID!) {
    answer: proposeEmergency(promotionId: $id, incident: "INC-7", justification: "It burns.") { ${change} } }`,
  confirm: `mutation ($id: ID!, $emergencyId: ID!, $subjectDigest: String!) {
    answer: confirmEmergency(promotionId: $id, emergencyId: $emergencyId, subjectDigest: $subjectDigest) { ${change} } }`,
  deactivate: `mutation ($id: ID!) { answer: deactivateMember(memberId: $id) { ${member} } }`,
  reactivate: `mutation ($id: ID!) { answer: reactivateMember(memberId: $id) { ${member} } }`,
  setRoles: `mutation ($input: SetMemberRolesInput!) { answer: setMemberRoles(input: $input) { ${member} } }`,
} as const;

/** Requests whose success is a step of the promotion. */
export const stepRequests: ReadonlySet<Request['op']> = new Set([
  ...(['vote', 'vote_for', 'withdraw', 'refresh_gates', 'edit', 'activate'] as const),
  ...(['waive', 'propose', 'confirm'] as const),
]);

/** What everybody knows who takes part in a schedule. */
export interface Opened {
  ground: ScheduleGround;
  id: string;
  terms: Terms;
  policy: Policy;
  /** As it was opened. */
  promotion: Promotion;
}

/** Opens the promotion of a schedule, to an alias of its own, with everybody in their place. */
export async function openSchedule(
  ground: ScheduleGround,
  { kind, isGiven }: Schedule,
  alias: string,
): Promise<Opened> {
  await ground.restore();
  const given = await ground.delegations({ isRevokedToo: false });
  for (const { id } of given.slice(isGiven ? 1 : 0))
    await ground.client('riley').data(documents.revoke, { id });
  if (isGiven && given.length === 0) await delegate(ground);
  const terms = { alias, kind, seats: 1 };
  const policy = await ground.publish(terms);
  const input = {
    modelVersionId: ground.modelVersionId,
    rationale: 'Better.',
    environment: 'STAGING',
    alias,
  };
  const { answer } = await ground
    .client('dana')
    .data<{ answer: { promotion: { id: string } } }>(documents.request, { input });
  const { id } = answer.promotion;
  if (kind === 'urgent' && isGiven) await ground.client('mel').data(documents.propose, { id });
  return { ground, id, terms, policy, promotion: await ground.promotion(id) };
}

/** Sends one request of a schedule; OK, or the code of the refusal or error that it was answered. */
export async function send(opened: Opened, { what, server }: Planned): Promise<string> {
  return codeOf(await answerTo(opened, what, server));
}

function answerTo(opened: Opened, what: Request, server: number): Promise<Answer> {
  const { ground, id, terms, promotion } = opened;
  const { subjectDigest } = promotion;
  switch (what.op) {
    case 'vote':
      return ground.client(what.by, server).graphql(documents.vote, ballot(opened, what));
    case 'vote_for':
      return ground.client('mel', server).graphql(documents.vote, ballot(opened, what, ground.idOf('riley')));
    case 'edit':
      return ground
        .newEvidence()
        .then(() => ground.client('dana', server).graphql(documents.refresh_gates, { id }));
    case 'withdraw':
    case 'refresh_gates':
      return ground.client('dana', server).graphql(documents[what.op], { id });
    case 'activate':
      return ground.client('mel', server).graphql(documents.activate, { id });
    case 'policy':
      return ground.publish({ ...terms, seats: what.seats }).then(() => ({ data: { answer: {} } }));
    case 'delegate':
      return delegate(ground, server);
    case 'revoke':
      return revoke(ground, server);
    case 'waive':
      return ground.client(what.by, server).graphql(documents.waive, { id, gateId: softGate, subjectDigest });
    case 'propose':
      return ground.client(what.by, server).graphql(documents.propose, { id });
    case 'confirm':
      return confirm(opened, what.by, server);
    default:
      return administer(ground, what, server);
  }
}

function ballot(
  { id, promotion: { round, subjectDigest } }: Opened,
  { decision }: { decision: string },
  onBehalfOf?: string,
) {
  const input = { promotionId: id, round, subjectDigest, decision: decision.toUpperCase() };
  return { input: { ...input, ...(onBehalfOf !== undefined && { onBehalfOf }) } };
}

function delegate(ground: ScheduleGround, server = 0): Promise<Answer> {
  const input = {
    ...{ delegateId: ground.idOf('mel'), roles: ['RISK_OFFICER'], reason: 'Away.' },
    endsAt: new Date(Date.now() + 7 * 86_400_000),
  };
  return ground.client('riley', server).graphql(documents.delegate, { input });
}

async function revoke(ground: ScheduleGround, server: number): Promise<Answer> {
  const [given] = await ground.delegations({ isRevokedToo: false });
  const id = given?.id ?? ground.idOf('riley');
  return ground.client('riley', server).graphql(documents.revoke, { id });
}

async function confirm(
  { ground, id, promotion: { subjectDigest } }: Opened,
  by: 'mel' | 'riley' | 'rhea',
  server: number,
): Promise<Answer> {
  const emergencyId = (await ground.emergencyOf(id)) ?? id;
  return ground.client(by, server).graphql(documents.confirm, { id, emergencyId, subjectDigest });
}

function administer(
  ground: ScheduleGround,
  { op, whom }: Extract<Request, { whom: string }>,
  server: number,
): Promise<Answer> {
  const memberId = ground.idOf(whom);
  const ira = ground.client('ira', server);
  if (op === 'demote') return ira.graphql(documents.setRoles, { input: { memberId, roles: ['AUDITOR'] } });
  return ira.graphql(documents[op], { id: memberId });
}
