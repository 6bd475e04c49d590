import { signIn, signInWith } from '../demo/api-client.mjs';

const refusal = '... on Refusal { code message }';
const policies = '{ policiesInForce { name document } }';
const propose = `mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) {
  __typename ... on PolicyChangeRecorded { policyChange { id digest } } ${refusal} } }`;
const decide = `mutation ($input: VotePolicyChangeInput!) { votePolicyChange(input: $input) { __typename ${refusal} } }`;
const invite = `mutation ($email: String!) { inviteMember(input: { email: $email, roles: [RISK_OFFICER] }) {
  __typename ... on MemberInvited { token } ${refusal} } }`;

/**
 * Changes policies in force, by two people as any change: the product manager proposes, and a risk officer decides who came in
 * for that. Riley, who did not, still votes on promotions that the stricter policies judge.
 *
 * @param {string} url address of a server with the demo
 * @param {Record<string, (policy: object) => object>} changes what each policy of a name becomes
 */
export async function changePolicies(url, changes) {
  const pat = await signIn(url, 'pat');
  const officer = await anotherOfficer(url);
  const inForce = await pat.run({ step: 'read the policies', document: policies });
  for (const [name, change] of Object.entries(changes)) {
    const { document } = inForce.find((policy) => policy.name === name);
    const changed = { ...change(document), version: document.version + 1 };
    const input = { document: JSON.stringify(changed), reason: 'So that it can be tried.' };
    const step = `propose ${name}`;
    const { policyChange } = await pat.run({ step, document: propose, variables: { input } });
    const { id: policyChangeId, digest: policyDigest } = policyChange;
    const vote = { policyChangeId, policyDigest, decision: 'APPROVE', comment: '' };
    await officer.run({ step: `decide on ${name}`, document: decide, variables: { input: vote } });
  }
}

async function anotherOfficer(url) {
  const ira = await signIn(url, 'ira');
  const email = 'robin@example.org';
  const { token } = await ira.run({ step: 'invite an officer', document: invite, variables: { email } });
  const invitation = { token, name: 'Robin', password: 'nine copper kettles in the rain' };
  return signInWith(url, { step: 'sign in as an officer', input: { invitation } });
}
