import { createHash } from 'node:crypto';
import { SeedError } from './api-client.mjs';
import * as documents from './documents.mjs';
import { planted } from './generate.mjs';
import { modelCard } from './model-card.mjs';

const groups = ['group.sex', 'group.age_band'];
const monitorKinds = [
  { kind: 'DRIFT', name: 'Drift by month' },
  { kind: 'PERFORMANCE', name: 'Performance by month' },
];

/** Registers each dataset version that is not there yet. Answers ids by key. */
export async function registerDatasets(client, datasets) {
  const step = 'look up datasets';
  const known = await allNodes(client, { step, document: documents.findDatasets });
  const ids = new Map();
  for (const { key, name, description, fileName, bytes } of datasets) {
    const digest = createHash('sha256').update(bytes).digest('hex');
    const version = known
      .find((dataset) => dataset.name === name)
      ?.versions.nodes.find((found) => found.digest === digest);
    ids.set(key, version?.id ?? (await register(client, { name, description, fileName, bytes })));
  }
  return ids;
}

async function register(client, { name, description, fileName, bytes }) {
  const uploadId = await client.upload({ fileName, bytes });
  const { datasetVersion } = await client.run({
    step: `register dataset ${name} from ${fileName}`,
    document: documents.registerDataset,
    variables: { input: { dataset: name, description, uploadId } },
  });
  return datasetVersion.id;
}

/** The demo's model with its versions, undefined before the first run. */
export async function findModel(client) {
  const models = await allNodes(client, { step: 'look up models', document: documents.findModels });
  return models.find(({ name }) => name === planted.modelName);
}

/** Registers the model unless it is there. */
export async function registerModel(client) {
  const found = await findModel(client);
  if (found) return found;
  const { model } = await client.run({
    step: `register model ${planted.modelName}`,
    document: documents.registerModel,
    variables: {
      input: {
        name: planted.modelName,
        purpose:
          'Decides on consumer loans: the probability that an applicant misses the first instalment. From 0.3 on the application is declined.',
        task: 'BINARY',
        riskTier: 'HIGH',
      },
    },
  });
  return { ...model, versions: { nodes: [] } };
}

/** Registers the versions that are not there, each with its training set as baseline. Answers ids by number. */
export async function registerVersions(client, { model, versions, datasets }) {
  const ids = new Map();
  for (const { number, artifactDigest, description, trainingKey, metrics } of versions) {
    const found = model.versions.nodes.find((version) => version.artifactDigest === artifactDigest);
    const trainingDatasetVersionId = datasets.get(trainingKey);
    const baseline = { datasetVersionId: trainingDatasetVersionId, mapping: mapping({ label: 'label' }) };
    const input = {
      modelId: model.id,
      artifactDigest,
      description,
      trainingDatasetVersionId,
      metrics,
      baseline,
    };
    const step = `register version ${number} of ${planted.modelName}`;
    ids.set(number, found?.id ?? (await registerVersion(client, { step, input })));
  }
  return ids;
}

async function registerVersion(client, { step, input }) {
  const { modelVersion } = await client.run({
    step,
    document: documents.registerVersion,
    variables: { input },
  });
  return modelVersion.id;
}

/** Logs a version's predictions unless they are all there. */
export async function sendPredictions(client, version, file) {
  if (version.traffic.predictions >= file.rows) return;
  const uploadId = await client.upload(file);
  const step = `log predictions of version ${file.version}`;
  const idempotencyKey = `demo-predictions-v${file.version}`;
  const input = { modelVersionId: version.id, uploadId, mapping: mapping({}), idempotencyKey };
  checkRows(step, await client.run({ step, document: documents.logPredictions, variables: { input } }));
}

/** Logs the outcomes unless the version that saw all traffic has them. */
export async function sendLabels(client, { model, labelled, file }) {
  if (labelled.traffic.labels >= file.rows) return;
  const uploadId = await client.upload(file);
  const step = 'log labels';
  const input = {
    modelId: model.id,
    uploadId,
    mapping: { id: 'id', label: 'label', at: 'at' },
    idempotencyKey: 'demo-labels',
  };
  checkRows(step, await client.run({ step, document: documents.logLabels, variables: { input } }));
}

function checkRows(step, { conflicting, rejected, errors }) {
  if (conflicting + rejected === 0) return;
  const first = errors[0] ? `: line ${errors[0].line}: ${errors[0].message}` : '';
  throw new SeedError(step, `${rejected} rows were rejected and ${conflicting} are in conflict${first}`);
}

/** Creates and runs a drift and a performance monitor where they have not run. Answers their verdicts. */
export async function runMonitors(client, version) {
  const verdicts = [];
  for (const { kind, name } of monitorKinds) {
    const found = version.monitors.nodes.find((monitor) => monitor.name === name);
    const step = `run monitor ${name}`;
    const id = found?.id ?? (await createMonitor(client, { modelVersionId: version.id, name, kind }));
    const run =
      found?.latestRun ?? (await client.run({ step, document: documents.runMonitor, variables: { id } })).run;
    verdicts.push(run.verdict);
  }
  return verdicts;
}

async function createMonitor(client, input) {
  const step = `create monitor ${input.name}`;
  const { monitor } = await client.run({ step, document: documents.createMonitor, variables: { input } });
  return monitor.id;
}

/** Audits a version by sex, age band and both, unless that population was audited. Answers the verdict. */
export async function runAudit(client, { version, datasetVersionId }) {
  const found = version.fairnessAudits.nodes.find(({ population }) => population?.id === datasetVersionId);
  if (found) return found.verdict;
  const { audit } = await client.run({
    step: 'run the fairness audit',
    document: documents.runAudit,
    variables: {
      input: {
        modelVersionId: version.id,
        datasetVersionId,
        labelColumn: 'label',
        predictionColumn: 'prediction',
        scoreColumn: 'score',
        decisionColumn: 'decision',
        positiveValue: '1',
        sensitive: groups,
        attributes: groups.map((name) => ({
          name,
          origin: 'SELF_REPORTED',
          legalBasis: 'Stated in the application form, with consent to be read for audits of fairness.',
        })),
        intersections: true,
        favourable: 'NEGATIVE',
        favourableMeaning: 'the loan is granted',
        reasons: {
          harms:
            'Who is wrongly predicted to default is declined and borrows elsewhere at a higher price. Who is wrongly predicted to pay may fall into debt.',
          limits:
            'Four fifths and 20 points are conventions of this workspace; no law sets them for lending.',
        },
        rationale:
          'A predicted default means a declined loan, so the negative prediction is the good outcome. Sex and age are protected in lending.',
      },
    },
  });
  return audit.verdict;
}

/** Attaches the card of a version; the same card again is one. */
export async function attachCard(client, modelVersionId, version) {
  await client.run({
    step: `attach the card of version ${version.number}`,
    document: documents.attachEvidence,
    variables: { input: { modelVersionId, kind: 'CARD', document: JSON.stringify(modelCard(version)) } },
  });
}

function mapping(label) {
  return { id: 'id', at: 'at', prediction: 'prediction', score: 'score', groups, ...label };
}

/** All nodes of a connection, page after page. */
async function allNodes(client, operation) {
  const nodes = [];
  let after = null;
  do {
    const { nodes: more, pageInfo } = await client.run({ ...operation, variables: { after } });
    nodes.push(...more);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return nodes;
}
