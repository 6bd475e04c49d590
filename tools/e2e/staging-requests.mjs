import { createHash } from 'node:crypto';
import { signIn } from '../demo/api-client.mjs';
import { registerModel, registerVersion, requestPromotion } from '../demo/documents.mjs';

const refusal = '__typename ... on Refusal { code message }';
const proposePolicy = `mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) {
  ${refusal} ... on PolicyChangeRecorded { policyChange { id digest } } } }`;
const votePolicyChange = `mutation ($input: VotePolicyChangeInput!) { votePolicyChange(input: $input) { ${refusal} } }`;
const refreshGates = `mutation ($id: ID!) { refreshGates(promotionId: $id) { ${refusal} } }`;
const attachEvidence = `mutation ($input: AttachEvidenceInput!) { attachEvidence(input: $input) { ${refusal} } }`;

/** A place with gates on attached documents alone, so that a version is ready without any traffic. */
const policy = {
  ...{ name: 'staging-champion', version: 1, environment: 'staging', alias: 'champion' },
  slots: [
    { role: 'subject_matter_expert', minimum: 1 },
    { role: 'risk_officer', minimum: 1 },
  ],
  gates: [
    {
      ...{ id: 'tests-pass', title: 'The tests pass', kind: 'tests' },
      ...{ maximumFailures: 0, minimumTests: 1, maximumSkipped: 0 },
    },
    {
      ...{ id: 'card-says', title: 'The card says what it is for', kind: 'card', severity: 'soft' },
      sections: ['model_details.overview'],
    },
  ],
  ...{ approvalTtlDays: 14, evidenceMaxAgeDays: 30 },
};

const card = JSON.stringify({ model_details: { overview: 'Who pays back.' } });
const report = (failure) => `<testsuite name="unit"><testcase name="adds">${failure}</testcase></testsuite>`;

const attach = (client, input) =>
  client.run({ step: `attach ${input.kind}`, document: attachEvidence, variables: { input } });

/** Two people bring the policy of staging into force. */
export async function publishStagingPolicy(url) {
  const [proposer, officer] = [await signIn(url, 'pat'), await signIn(url, 'riley')];
  const { policyChange } = await proposer.run({
    step: 'propose the policy',
    document: proposePolicy,
    variables: { input: { document: JSON.stringify(policy), reason: 'Versions wait in staging.' } },
  });
  const { id: policyChangeId, digest: policyDigest } = policyChange;
  await officer.run({
    step: 'approve the policy',
    document: votePolicyChange,
    variables: { input: { policyChangeId, policyDigest, decision: 'APPROVE' } },
  });
}

/**
 * A new model whose first version is asked for in staging. Its tests pass; without a card the soft gate holds it up.
 *
 * @returns {Promise<{ id: string, modelVersionId: string }>} the promotion and what it is about
 */
export async function requestInStaging(client, { name, hasCard = true }) {
  const run = (step, document, input) =>
    client.run({ step: `${step} ${name}`, document, variables: { input } });
  const { model } = await run('register', registerModel, { name, purpose: `What ${name} is for.` });
  const artifactDigest = createHash('sha256').update(name).digest('hex');
  const { modelVersion } = await run('register a version of', registerVersion, {
    ...{ modelId: model.id, artifactDigest },
  });
  const modelVersionId = modelVersion.id;
  await attach(client, { modelVersionId, kind: 'TESTS', document: report('') });
  if (hasCard) await attach(client, { modelVersionId, kind: 'CARD', document: card });
  const { promotion } = await run('ask for', requestPromotion, {
    ...{ modelVersionId, environment: 'STAGING', alias: 'champion', rationale: `${name} is better.` },
  });
  return { id: promotion.id, modelVersionId };
}

/** The newest tests of a version fail, and its promotion has seen that. */
export async function failTests(client, { id, modelVersionId }) {
  const document = report('<failure message="1 + 1 is 3"/>');
  await attach(client, { modelVersionId, kind: 'TESTS', document });
  await client.run({ step: 'look again', document: refreshGates, variables: { id } });
}
