import { builtInPolicy } from '@countersign/domain/approvals';
import { type ApiClient } from './api';

interface Ground {
  as: (key: string) => ApiClient;
  canary: () => string;
}

/** A policy that riley rejected and one that waits, for models of no tag that there is. */
export async function furnishPolicies({ as, canary }: Ground): Promise<void> {
  const change = '... on PolicyChangeRecorded { policyChange { id digest } }';
  const propose = async (name: string) => {
    const document = { ...builtInPolicy, name, version: 1, bind: { tags: [canary()] } };
    const input = { document: JSON.stringify(document), reason: canary() };
    const proposal = `mutation ($input: ProposePolicyInput!) { answer: proposePolicy(input: $input) { ${change} } }`;
    const { answer } = await as('pat').data<{ answer: { policyChange: { id: string; digest: string } } }>(
      proposal,
      { input },
    );
    return answer.policyChange;
  };
  const { id: policyChangeId, digest: policyDigest } = await propose('rejected');
  const vote = `mutation ($input: VotePolicyChangeInput!) { votePolicyChange(input: $input) { ${change} } }`;
  await as('riley').data(vote, {
    input: { policyChangeId, policyDigest, decision: 'REJECT', comment: canary() },
  });
  await propose('waiting');
}
