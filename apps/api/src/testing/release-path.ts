import { createHash } from 'node:crypto';
import { type ApiClient } from './api';
import { type DocumentName, documents } from './documents';

/** What a mutation of the union kind answers; tests look into it. */
// The shape is decided by the document, so each test names the part it reads.
export type Answered<Shape> = { __typename: string; code?: string; message?: string } & Shape;

/** Runs a mutation that must not fail, and returns the union member it answered. */
export async function run<Shape>(
  client: ApiClient,
  name: DocumentName,
  variables: Record<string, unknown>,
): Promise<Answered<Shape>> {
  const data = await client.data<Record<string, Answered<Shape>>>(documents[name], variables);
  return data[name] as Answered<Shape>;
}

/** Runs a mutation that must be answered with an error, and returns its code and place. */
export async function fault(
  client: ApiClient,
  name: DocumentName,
  variables: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { errors } = await client.graphql(documents[name], variables);
  if (!errors?.[0]) throw new Error(`${name} was expected to fail and did not.`);
  return errors[0].extensions;
}

/** A digest to stand for a model's artefact. */
export const artifactDigest = (name: string): string => createHash('sha256').update(name).digest('hex');

/** Registers a file as a dataset version and returns its id. */
export async function registerDataset(client: ApiClient, dataset: string, uploadId: string): Promise<string> {
  const answer = await run<{ datasetVersion: { id: string } }>(client, 'registerDatasetVersion', {
    input: { dataset, uploadId },
  });
  return answer.datasetVersion.id;
}

export interface NewVersion {
  model: string;
  baselineId: string;
  mapping: Record<string, unknown>;
}

/** Registers a model with one version on a baseline and returns the ids. */
export async function registerVersion(client: ApiClient, { model, baselineId, mapping }: NewVersion) {
  const purpose = `What ${model} is for.`;
  const registered = await run<{ model: { id: string } }>(client, 'registerModel', {
    input: { name: model, purpose },
  });
  const modelId = registered.model.id;
  const input = {
    ...{ modelId, artifactDigest: artifactDigest(model), trainingDatasetVersionId: baselineId },
    ...{ metrics: [{ name: 'roc_auc', value: 0.9 }], baseline: { datasetVersionId: baselineId, mapping } },
  };
  const version = await run<{ modelVersion: { id: string } }>(client, 'registerModelVersion', { input });
  return { modelId, modelVersionId: version.modelVersion.id };
}
