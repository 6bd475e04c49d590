import { pathToFileURL } from 'node:url';
import { SeedError, signIn } from './api-client.mjs';
import * as documents from './documents.mjs';
import { generateDemo, planted } from './generate.mjs';
import {
  findModel,
  registerDatasets,
  registerModel,
  registerVersions,
  runAudit,
  runMonitors,
  sendLabels,
  sendPredictions,
} from './seed-steps.mjs';

/**
 * Fills an empty workspace with the demo: a credit-scoring model, two versions with traffic, monitors and audits,
 * and an open promotion that waits for the risk officer. Speaks the public API only. Every step looks up before it
 * creates, so a run that was interrupted is completed by the next one, and a seeded workspace is left alone.
 *
 * @param {{ url: string, log?: (line: string) => void, demo?: ReturnType<typeof generateDemo> }} options address of the
 *   server, where progress goes, and the data when they are already made
 * @returns {Promise<boolean>} whether anything was changed
 * @throws {SeedError} naming the step that the server refused or failed
 */
export async function seedDemo({ url, log = () => {}, demo }) {
  const address = url.replace(/\/+$/, '');
  const dana = await signIn(address, 'dana');
  const open = await promotionOf(dana);
  const promotionId = open ?? (await seedModel(dana, { log, demo: demo ?? generateDemo() }));
  const isVoteNew = await castFirstVote(address, promotionId);
  if (isVoteNew) log('demo: promotion of version 2 open, approved by the subject-matter expert');
  return open === undefined || isVoteNew;
}

/** The promotion of version 2 from an earlier run, whatever became of it. */
async function promotionOf(dana) {
  const model = await findModel(dana);
  const version = model?.versions.nodes.find(({ number }) => number === 2);
  if (!version) return undefined;
  const read = await readVersion(dana, version.id);
  return read.promotions.nodes[0]?.id;
}

/** Everything up to the request for promotion; answers its id. */
async function seedModel(dana, { log, demo }) {
  const datasets = await registerDatasets(dana, demo.datasets);
  log(`demo: ${demo.datasets.length} dataset versions registered`);
  const model = await registerModel(dana);
  const versions = await registerVersions(dana, { model, versions: demo.versions, datasets });
  for (const file of demo.predictions) {
    const version = await readVersion(dana, versions.get(file.version));
    await sendPredictions(dana, version, file);
    log(`demo: ${file.rows} predictions of version ${file.version} logged`);
  }
  await sendLabels(dana, { model, labelled: await readVersion(dana, versions.get(1)), file: demo.labels });
  log(`demo: ${demo.labels.rows} labels logged`);
  for (const audit of demo.audits) {
    const version = await readVersion(dana, versions.get(audit.version));
    const verdicts = await runMonitors(dana, version);
    const verdict = await runAudit(dana, { version, datasetVersionId: datasets.get(audit.datasetKey) });
    log(
      `demo: version ${audit.version}: drift ${verdicts[0]}, performance ${verdicts[1]}, fairness ${verdict}`,
    );
  }
  return requestPromotion(dana, versions.get(2));
}

async function requestPromotion(dana, modelVersionId) {
  const { promotion } = await dana.run({
    step: 'request the promotion of version 2',
    document: documents.requestPromotion,
    variables: {
      input: {
        modelVersionId,
        environment: 'PRODUCTION',
        alias: 'champion',
        rationale:
          'Version 1 overstates every risk since the form asks for net income, and declines women and the young more often. ' +
          'Version 2 was retrained on net income and has been quiet in shadow for six weeks.',
      },
    },
  });
  return promotion.id;
}

/** The subject-matter expert's approval, once ever, and only while the promotion is in review. */
async function castFirstVote(url, promotionId) {
  const sam = await signIn(url, 'sam');
  const step = 'approve as subject-matter expert';
  const promotion = await sam.run({
    step,
    document: documents.readPromotion,
    variables: { id: promotionId },
  });
  if (promotion.votes.some(({ person }) => person.id === sam.actor.id)) return false;
  if (promotion.state === 'BLOCKED') throw new SeedError(step, blockedBy(promotion.gates));
  if (promotion.state !== 'IN_REVIEW') return false;
  const { round, subjectDigest } = promotion;
  const comment =
    'The declined cases I read are the ones I would decline; the change to net income is handled.';
  await sam.run({
    step,
    document: documents.castVote,
    variables: { input: { promotionId, decision: 'APPROVE', comment, round, subjectDigest } },
  });
  return true;
}

function blockedBy(gates) {
  const closed = gates.filter(({ verdict }) => verdict !== 'PASS');
  return `the gates do not pass: ${closed.map(({ title, reason }) => `${title}: ${reason}`).join(' ')}`;
}

function readVersion(dana, id) {
  return dana.run({ step: `read ${planted.modelName}`, document: documents.readVersion, variables: { id } });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const url = process.argv[2] ?? 'http://localhost:4000';
  try {
    const isChanged = await seedDemo({ url, log: (line) => console.log(line) });
    console.log(isChanged ? 'demo: ready' : 'demo: already there');
  } catch (error) {
    console.error(error instanceof SeedError ? error.message : error);
    process.exitCode = 1;
  }
}
