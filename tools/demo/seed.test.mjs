import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { FakeApi } from './fake-api.mjs';
import { generateDemo } from './generate.mjs';
import { seedDemo } from './seed.mjs';

const once = {
  registerDatasetVersion: 4,
  registerModel: 1,
  registerModelVersion: 2,
  logPredictions: 2,
  logLabels: 1,
  createMonitor: 4,
  runMonitor: 4,
  runFairnessAudit: 2,
  requestPromotion: 1,
  castVote: 1,
};
const demo = generateDemo();
const small = shortened(demo);
const opened = [];
after(() => opened.forEach(({ server }) => server.close()));

/** The same files with four rows each: enough where only the order of requests matters. */
function shortened({ datasets, predictions, labels, ...rest }) {
  const short = (file) => {
    const lines = file.bytes.toString().split('\n', 5);
    return { ...file, rows: 4, bytes: Buffer.from(`${lines.join('\n')}\n`) };
  };
  return {
    ...rest,
    datasets: datasets.map(short),
    predictions: predictions.map(short),
    labels: short(labels),
  };
}

async function start() {
  const api = new FakeApi();
  opened.push(api);
  return { api, url: await api.listen() };
}

test('seeds an empty workspace, then leaves it alone', async () => {
  const { api, url } = await start();
  const lines = [];
  assert.equal(await seedDemo({ url: `${url}/`, log: (line) => lines.push(line) }), true);
  assert.deepEqual(api.calls, once);
  assert.match(
    lines.join('\n'),
    /22467 predictions of version 1[^]*18961 labels[^]*approved by the subject-matter expert/,
  );
  assert.equal(await seedDemo({ url, demo }), false);
  assert.deepEqual(api.calls, once);
});

test('wherever it is cut off, the next run completes it and nothing is done twice', async () => {
  const whole = await start();
  await seedDemo({ url: whole.url, demo: small });
  for (let request = 2; request <= whole.api.requests; request += 1) {
    const { api, url } = await start();
    api.failAt = request;
    await assert.rejects(seedDemo({ url, demo: small }), /^SeedError: The demo could not be seeded: [a-z ]+/);
    assert.equal(await seedDemo({ url, demo: small }), true, `cut off at request ${request}`);
    assert.deepEqual(api.calls, once, `cut off at request ${request}`);
  }
});

test('a refusal stops it and names the step', async () => {
  const { api, url } = await start();
  api.refuse = 'requestPromotion';
  await assert.rejects(seedDemo({ url, demo: small }), {
    message: 'The demo could not be seeded: request the promotion of version 2: NO_POLICY: Not today.',
  });
  assert.equal(api.calls.castVote, undefined);
});

test('gates that do not pass stop it and are named', async () => {
  const { api, url } = await start();
  api.promotionState = 'BLOCKED';
  await assert.rejects(
    seedDemo({ url, demo: small }),
    /the gates do not pass: Drift is quiet: 1 of 9 columns raised an alert\./,
  );
});

test('a promotion that people have since decided stays as it is', async () => {
  const { api, url } = await start();
  api.promotionState = 'WITHDRAWN';
  await seedDemo({ url, demo: small });
  assert.equal(await seedDemo({ url, demo: small }), false);
  assert.equal(api.calls.requestPromotion, 1);
  assert.equal(api.calls.castVote, undefined);
});

test('a server that is not there is named', async () => {
  await assert.rejects(seedDemo({ url: 'http://127.0.0.1:1' }), /sign in as dana: .* cannot be reached/);
});
