import { rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { signIn } from '../../demo/api-client.mjs';
import { logPredictions } from '../../demo/documents.mjs';
import { seedDemo } from '../../demo/seed.mjs';
import { startTrialServer, trialDataDir } from '../../set-up/trial-server.mjs';

const perSecond = 200;
const warmUp = 5;
const seconds = 20;
const model = 'credit-default';
const createToken = `mutation { createServiceToken(input: { name: "deploy", scope: READ }) {
  __typename ... on ServiceTokenCreated { secret } ... on Refusal { code message } } }`;

/**
 * The demo's newest version asked about by a pipeline's token, so many times a second whether or not answers have come: a
 * caller who waits for a slow answer would ask the less the slower it is.
 */
export async function measure(program = 'apps/api/dist/main.js', more = {}) {
  const dataDir = trialDataDir();
  const server = await startTrialServer({ dataDir, program, env: { DEMO: 'on', ...more } });
  // In turns, so that no connection lies idle until the server closes it.
  const agent = new Agent({ keepAlive: true, maxSockets: 64, scheduling: 'fifo' });
  try {
    await seedDemo({ url: server.url });
    const ira = await signIn(server.url, 'ira');
    const { secret } = await ira.run({ step: 'make a token', document: createToken });
    const url = `${server.url}/v1/gate?model=${model}&version=2&to=production`;
    const ask = (due) => answerTo(url, { agent, headers: { authorization: `Bearer ${secret}` } }, due);
    const what = `GET /v1/gate at ${perSecond}/s, four gates on the demo's evidence`;
    await load(ask, warmUp);
    const meanwhile = async (work) => {
      const each = setInterval(() => void work(), 1000);
      return load(ask, seconds).finally(() => clearInterval(each));
    };
    const quiet = rowsOf(what, await load(ask, seconds));
    const serving = await predicting(server.url, await versionOf(url, secret));
    const served = rowsOf(`${what}, a batch of predictions logged a second`, await meanwhile(serving));
    // Every other entry of the log has every question asked anew.
    const entry = () => ira.run({ step: 'make a token', document: createToken });
    return [...quiet, ...served, ...rowsOf(`${what}, another entry a second`, await meanwhile(entry))];
  } finally {
    agent.destroy();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function versionOf(url, secret) {
  const response = await fetch(url, { headers: { authorization: `Bearer ${secret}` } });
  return (await response.json()).version.id;
}

/** Logs another hundred predictions of the version with each call. */
async function predicting(url, modelVersionId) {
  const dana = await signIn(url, 'dana');
  const mapping = { id: 'id', prediction: 'prediction', score: 'score' };
  let batch = 0;
  return async () => {
    batch += 1;
    const idempotencyKey = `served ${batch}`;
    const rows = Array.from({ length: 100 }, (_, row) => `served ${batch} ${row},1,0.${10 + (row % 90)}`);
    const file = { fileName: 'served.csv', bytes: ['id,prediction,score', ...rows].join('\n') };
    const input = { modelVersionId, uploadId: await dana.upload(file), mapping, idempotencyKey };
    return dana.run({ step: 'log predictions', document: logPredictions, variables: { input } });
  };
}

/** Of sorted times. */
function rowsOf(what, times) {
  const at = (share) => times[Math.ceil(times.length * share) - 1];
  const row = (share, measured) => ({ what: `${what}: ${share}`, unit: 'ms', target: 30, measured });
  return [row('median', at(0.5)), row('p99', at(0.99))];
}

/** Milliseconds of each answer, sorted. */
async function load(ask, forSeconds) {
  const begin = performance.now();
  const asked = [];
  for (let index = 0; index < forSeconds * perSecond; index += 1) {
    const due = begin + (index * 1000) / perSecond;
    if (due > performance.now()) await sleep(due - performance.now());
    asked.push(ask(due));
  }
  return (await Promise.all(asked)).sort((one, other) => one - other);
}

/** Milliseconds from the instant at which the question was due to the end of its answer. */
function answerTo(url, options, due) {
  return new Promise((resolve, reject) => {
    get(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => (text += part));
      response.on('error', reject).on('end', () => {
        if (response.statusCode !== 200 || JSON.parse(text).schema !== 'countersign.gate/1')
          reject(new Error(`the gate answered ${response.statusCode}: ${text}`));
        resolve(performance.now() - due);
      });
    }).on('error', reject);
  });
}
