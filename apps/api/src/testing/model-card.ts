import { type ApiClient } from './api';

const document = `mutation ($input: AttachEvidenceInput!) { answer: attachEvidence(input: $input) {
  __typename ... on Refusal { code message } } }`;

/** Attaches a model card that says what the policy for high risk wants said. */
export async function attachCard(client: ApiClient, modelVersionId: string): Promise<void> {
  const card = {
    model_details: { overview: 'Scores applications for credit.' },
    considerations: { use_cases: ['Consumer loans.'], limitations: ['Nobody under age.'] },
  };
  const input = { modelVersionId, kind: 'CARD', document: JSON.stringify(card) };
  const { answer } = await client.data<{ answer: { __typename: string } }>(document, { input });
  if (answer.__typename !== 'EvidenceAttached') throw new Error(JSON.stringify(answer));
}
