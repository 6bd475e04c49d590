import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { signIn } from '../demo/api-client.mjs';
import * as documents from '../demo/documents.mjs';
import { generateDemo } from '../demo/generate.mjs';
import {
  findModel,
  registerDatasets,
  registerVersions,
  runAudit,
  runMonitors,
  sendPredictions,
} from '../demo/seed-steps.mjs';
import { openPage, signInAs } from './browser.mjs';
import { startDemoServer } from './demo-server.mjs';

/** Suspensions are written down once a minute. */
const suspended = { timeout: 90_000 };

let server;
let dana;
let demo;
let datasets;
before(async () => {
  server = await startDemoServer();
  dana = await signIn(server.url, 'dana');
  demo = generateDemo();
  datasets = await registerDatasets(dana, demo.datasets);
});
after(() => server?.stop());

const decide = (page, name) => page.getByRole('button', { name, exact: true });
const readVersion = (id) =>
  dana.run({ step: 'read the version', document: documents.readVersion, variables: { id } });
const versionIds = async () =>
  new Map((await findModel(dana)).versions.nodes.map(({ number, id }) => [number, id]));

/** Somebody's own page on a promotion, in a browser profile of its own. */
async function pageOf(t, name, promotionId) {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, name);
  await page.goto(`${server.url}/promotions/${promotionId}`);
  await page.getByRole('region', { name: 'Your decision' }).waitFor();
  return { page, complaints };
}

async function act(page, name, comment) {
  if (comment) await page.getByLabel('Comment').fill(comment);
  await decide(page, name).click();
  await page.getByText(/Recorded as audit entry number \d+/).waitFor();
}

const state = (page, name) => page.getByText(name, { exact: true }).first().waitFor();

async function approveAs(t, name, promotionId) {
  const { page, complaints } = await pageOf(t, name, promotionId);
  await act(page, 'Approve', `${name} has read the evidence.`);
  assert.deepEqual(complaints, []);
  return page;
}

async function activate(t, promotionId, number) {
  const { page, complaints } = await pageOf(t, 'Mel', promotionId);
  await decide(page, 'Activate').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Activate version ${number}` })
    .click();
  await page.getByText(/Recorded as audit entry number \d+/).waitFor();
  await state(page, 'Active');
  assert.deepEqual(complaints, []);
}

/** Asks for the version through its page, as the requester does; answers the promotion's id. */
async function request(t, number) {
  const { page } = await openPage(t);
  await signInAs(page, server.url, 'Dana');
  const model = await findModel(dana);
  await page.goto(`${server.url}/models/${model.id}?version=${number}`);
  await page.getByRole('button', { name: 'Request a promotion' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why this version should be released').fill(`Version ${number} is better.`);
  await dialog.getByRole('button', { name: 'Request promotion' }).click();
  const link = page.getByRole('link', { name: 'Open the promotion' });
  await link.waitFor();
  return (await link.getAttribute('href')).split('/').at(-1);
}

/** A version with the evidence of version 2 under its own name: the same answers, another artefact. */
async function thirdVersion() {
  const model = await findModel(dana);
  const [, second] = demo.versions;
  const artifactDigest = createHash('sha256').update('the third artefact').digest('hex');
  const versions = [{ ...second, number: 3, artifactDigest, description: 'As version 2, rebuilt.' }];
  const id = (await registerVersions(dana, { model, versions, datasets })).get(3);
  await sendPredictions(dana, await readVersion(id), { ...demo.predictions[1], version: 3 });
  const [, audit] = demo.audits;
  await runMonitors(dana, await readVersion(id));
  await runAudit(dana, { version: await readVersion(id), datasetVersionId: datasets.get(audit.datasetKey) });
  return id;
}

/** A monitor and its first run; answers the run. */
async function measured(input) {
  const step = `monitor ${input.name}`;
  const { monitor } = await dana.run({ step, document: documents.createMonitor, variables: { input } });
  return (await dana.run({ step, document: documents.runMonitor, variables: { id: monitor.id } })).run;
}

/** Other evidence of the same: the newest run is what a gate reads. */
const measureAgain = (modelVersionId) =>
  measured({ modelVersionId, name: 'Performance, again', kind: 'PERFORMANCE', minimumN: 50 });

/** A monitor that alarms for hardly anything. */
async function alarm(modelVersionId) {
  const check = { method: 'psi', appliesTo: 'NUMERIC', direction: 'ABOVE', alert: 0.000001 };
  const input = { modelVersionId, name: 'Income, watched closely', kind: 'DRIFT', checks: [check] };
  assert.equal((await measured(input)).verdict, 'ALERT');
}

test('a rejection ends a promotion, an edit voids the votes, and four people put a version into service', async (t) => {
  const riley = await pageOf(t, 'Riley', server.promotion.id);
  await act(riley.page, 'Reject', 'The rationale does not say what happens to the declined.');
  await state(riley.page, 'Rejected');

  const promotionId = await request(t, 2);
  await approveAs(t, 'Sam', promotionId);
  await measureAgain((await versionIds()).get(2));
  const engineer = await pageOf(t, 'Mel', promotionId);
  await act(engineer.page, 'Re-check gates');
  await engineer.page.getByRole('tab', { name: 'Discussion' }).click();
  await engineer.page.getByText('does not count: the round has changed').waitFor();

  const expert = await approveAs(t, 'Sam', promotionId);
  await state(expert, 'In review');
  const officer = await approveAs(t, 'Riley', promotionId);
  await state(officer, 'Approved');
  await activate(t, promotionId, 2);
  assert.deepEqual([...riley.complaints, ...engineer.complaints], []);
});

test('an alarm suspends what serves, and the engineer goes back to the version before in one step', async (t) => {
  const versionId = await thirdVersion();
  const promotionId = await request(t, 3);
  await approveAs(t, 'Sam', promotionId);
  await approveAs(t, 'Riley', promotionId);
  await activate(t, promotionId, 3);
  await alarm(versionId);

  const { page, complaints } = await pageOf(t, 'Mel', promotionId);
  const notice = page.getByRole('alert').filter({ hasText: 'This approval is suspended' }).first();
  const review = page.getByRole('button', { name: 'Review the change' });
  // The page says that it is out of date; the reader decides when to look.
  await notice.or(review).first().waitFor(suspended);
  if (await review.isVisible()) await review.click();
  await notice.waitFor();
  await notice.getByText(/The monitor “Income, watched closely” alarmed on/).waitFor();
  await notice.getByText('Rolling back would bring version 2 back.').waitFor();

  await page.getByLabel('Comment').fill('Income moved; version 2 does not read it that way.');
  await decide(page, 'Roll back').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Roll back version 3' }).click();
  await page.getByText(/Recorded as audit entry number \d+/).waitFor();
  await state(page, 'Rolled back');
  await page.goto(`${server.url}/models/${(await findModel(dana)).id}`);
  const champion = page.getByRole('row').filter({ hasText: 'champion' });
  assert.match(await champion.first().innerText(), /version 2\b/i);
  assert.deepEqual(complaints, []);
});
