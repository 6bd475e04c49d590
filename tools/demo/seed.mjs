import { pathToFileURL } from 'node:url';
import { SeedError, signIn } from './api-client.mjs';
import * as documents from './documents.mjs';
import { generateDemo, planted } from './generate.mjs';
import {
  attachCard,
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
  const isVoteNew = await castFirstVotes(address, promotionId);
  if (isVoteNew)
    log('demo: promotion of version 2 open, approved by the subject-matter expert and the engineer');
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
  for (const version of demo.versions) await attachCard(dana, versions.get(version.number), version);
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

const firstVotes = [
  {
    who: 'sam',
    role: 'SUBJECT_MATTER_EXPERT',
    comment: 'The declined cases I read are the ones I would decline; the change to net income is handled.',
  },
  {
    who: 'mel',
    role: 'ML_ENGINEER',
    comment: 'Six weeks in shadow without an error, and version 1 can be back within a minute.',
  },
];

/** The approvals of the subject-matter expert and of the ML engineer; answers whether one of them is new. */
async function castFirstVotes(url, promotionId) {
  const cast = [];
  for (const vote of firstVotes) cast.push(await castFirstVote(url, promotionId, vote));
  return cast.includes(true);
}

/** Once ever, where the policy asks for it, and only while the promotion is in review. */
async function castFirstVote(url, promotionId, { who, role, comment }) {
  const voter = await signIn(url, who);
  const step = `approve as ${who}`;
  const promotion = await voter.run({
    step,
    document: documents.readPromotion,
    variables: { id: promotionId },
  });
  if (promotion.votes.some(({ person }) => person.id === voter.actor.id)) return false;
  if (promotion.state === 'BLOCKED') throw new SeedError(step, blockedBy(promotion.gates));
  if (promotion.state !== 'IN_REVIEW' || !promotion.slots.some((slot) => slot.role === role)) return false;
  const { round, subjectDigest } = promotion;
  await voter.run({
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
