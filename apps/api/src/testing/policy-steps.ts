import { type Policy } from '@countersign/domain/approvals';
import { type Answer, type ApiClient } from './api';

/** What a change of a policy came to, or why not. */
export interface PolicyStep {
  code?: string;
  message?: string;
  policyChange?: {
    id: string;
    digest: string;
    state: string;
    version: number;
    policy: { id: string } | null;
  };
}

const change = `__typename ... on Refusal { code message }
  ... on PolicyChangeRecorded { policyChange { id digest state version policy { id } } }`;

export async function proposing(
  client: ApiClient,
  policy: Policy,
  reason = 'As agreed.',
): Promise<PolicyStep> {
  const document = `mutation ($input: ProposePolicyInput!) { answer: proposePolicy(input: $input) { ${change} } }`;
  const input = { document: JSON.stringify(policy), reason };
  return (await client.data<{ answer: PolicyStep }>(document, { input })).answer;
}

export async function retiring(client: ApiClient, policyId: string): Promise<PolicyStep> {
  const document = `mutation ($input: ProposePolicyRetirementInput!) {
    answer: proposePolicyRetirement(input: $input) { ${change} } }`;
  const input = { policyId, reason: 'Not needed any more.' };
  return (await client.data<{ answer: PolicyStep }>(document, { input })).answer;
}

/** A vote on what a step left open. */
export async function deciding(
  client: ApiClient,
  { policyChange }: PolicyStep,
  more: { decision?: 'APPROVE' | 'REJECT'; policyDigest?: string } = {},
): Promise<PolicyStep> {
  const answer = await attemptToDecide(client, { policyChange }, more);
  return (answer.data as { answer: PolicyStep }).answer;
}

export function attemptToDecide(
  client: ApiClient,
  { policyChange }: PolicyStep,
  more: { decision?: 'APPROVE' | 'REJECT'; policyDigest?: string } = {},
): Promise<Answer> {
  const document = `mutation ($input: VotePolicyChangeInput!) { answer: votePolicyChange(input: $input) { ${change} } }`;
  const input = {
    policyChangeId: policyChange?.id,
    policyDigest: policyChange?.digest,
    decision: 'APPROVE',
    ...more,
  };
  return client.graphql(document, { input });
}
