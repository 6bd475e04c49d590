import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { signIn } from '../demo/api-client.mjs';
import { buildWhenNeeded } from '../set-up/build.mjs';
import { root } from '../set-up/run.mjs';
import { startTrialServer, trialDataDir } from '../set-up/trial-server.mjs';

export const name = 'import';

const folder = join(root, '../shared/data');
const mapping = { id: 'id', at: 'timestamp', score: 'y_pred_proba', prediction: 'y_pred', assumeUtc: true };
const digest = 'a'.repeat(64);

const documents = {
  dataset: `mutation ($uploadId: ID!) { registerDatasetVersion(input: { dataset: "housing", uploadId: $uploadId }) {
    ... on DatasetVersionRegistered { datasetVersion { id } } } }`,
  model: `mutation { registerModel(input: { name: "housing", purpose: "Benchmark." }) { ... on ModelRegistered { model { id } } } }`,
  version: `mutation ($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) {
    ... on ModelVersionRegistered { modelVersion { id } } } }`,
  predictions: `mutation ($input: LogPredictionsInput!) { logPredictions(input: $input) { ... on RowsLogged { accepted } } }`,
};

/** Import of the 8,232-row, 343-day analysis file of the California housing data: upload, checks, rows and daily profiles. */
export async function run() {
  if (!existsSync(folder)) {
    console.log(`import: skipped, the public data sets are not at ${folder}`);
    return [];
  }
  const dataDir = trialDataDir();
  await buildWhenNeeded(console.log);
  const server = await startTrialServer({ dataDir, env: { DEMO: 'on' }, program: 'apps/api/dist/main.js' });
  try {
    const dana = await signIn(server.url, 'dana');
    const ask = (step, variables) => dana.run({ step, document: documents[step], variables });
    const file = (fileName) => dana.upload({ fileName, bytes: readFileSync(join(folder, fileName)) });
    const { datasetVersion } = await ask('dataset', {
      uploadId: await file('california_housing_reference.csv'),
    });
    const { model } = await ask('model');
    const baseline = { datasetVersionId: datasetVersion.id, mapping: { ...mapping, label: 'clf_target' } };
    const { modelVersion } = await ask('version', {
      input: { modelId: model.id, artifactDigest: digest, baseline },
    });
    const begin = performance.now();
    const uploadId = await file('california_housing_analysis.csv');
    const input = { modelVersionId: modelVersion.id, uploadId, mapping, idempotencyKey: 'bench' };
    const { accepted } = await ask('predictions', { input });
    const seconds = (performance.now() - begin) / 1000;
    if (accepted !== 8232) throw new Error(`${accepted} rows were accepted, not 8232`);
    return [{ what: 'import of 8,232 predictions over 343 days', unit: 's', target: 3, measured: seconds }];
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
