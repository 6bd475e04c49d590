import { type ApiClient } from './api';
import { idOf } from './accounts';
import { type Answered } from './release-path';

const refusal = '... on Refusal { code message }';

export const delegateDocument = `mutation ($input: DelegateInput!) { answer: delegate(input: $input) {
  __typename ${refusal} ... on DelegationChanged { delegation { id state roles } auditEntry { action } } } }`;
export const revokeDocument = `mutation ($id: ID!) { answer: revokeDelegation(delegationId: $id) {
  __typename ${refusal} ... on DelegationChanged { delegation { id state revokedBy { name } } } } }`;
const castDocument = `mutation ($input: CastVoteInput!) { answer: castVote(input: $input) { __typename ${refusal}
  ... on VoteCast { vote { counts role person { name } onBehalfOf { name } }
    promotion { state slots { role filledBy { name } onBehalfOf { name } } } } } }`;

/** A promotion as its request answers it. */
export interface Voted {
  id: string;
  round: number;
  subjectDigest: string;
}

interface Given {
  to: ApiClient;
  roles: string[];
  days?: number;
  startsAt?: Date;
  modelIds?: string[];
  now?: number;
}

/** What somebody answers who gives their votes away, a refusal as well. */
export async function delegate(from: ApiClient, { to, roles, days = 7, now = Date.now(), ...more }: Given) {
  const begin = more.startsAt?.getTime() ?? now;
  const input = {
    ...{ delegateId: await idOf(to), roles, endsAt: new Date(begin + days * 86_400_000), reason: 'Away.' },
    ...more,
  };
  const data = await from.data<{ answer: Answered<{ delegation: { id: string } }> }>(delegateDocument, {
    input,
  });
  return data.answer;
}

/** What somebody answers who votes on it, for themselves or another. */
export async function castFor(
  client: ApiClient,
  { id: promotionId, round, subjectDigest }: Voted,
  { onBehalfOf, decision = 'APPROVE' }: { onBehalfOf?: ApiClient; decision?: string } = {},
) {
  const behalf = onBehalfOf ? { onBehalfOf: await idOf(onBehalfOf) } : {};
  const input = { promotionId, round, subjectDigest, decision, ...behalf };
  return (await client.data<{ answer: Answered<Record<string, unknown>> }>(castDocument, { input })).answer;
}
