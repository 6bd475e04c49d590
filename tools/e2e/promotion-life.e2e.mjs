import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { signIn } from '../demo/api-client.mjs';
import * as documents from '../demo/documents.mjs';
import { generateDemo } from '../demo/generate.mjs';
import {
  attachCard,
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

/** Risk officers besides the one who decides on the policy: whoever changed it does not vote by it for a month. */
const officers = {
  Robin: { email: 'robin@example.org', password: 'nine copper kettles in the rain' },
  Noor: { email: 'noor@example.org', password: 'a slow ferry past the lighthouse' },
};

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
const dialogOf = (page) => page.getByRole('dialog');
const recorded = (page) => page.getByText(/Recorded as audit entry number \d+/);
const readVersion = (id) =>
  dana.run({ step: 'read the version', document: documents.readVersion, variables: { id } });
const versionIds = async () =>
  new Map((await findModel(dana)).versions.nodes.map(({ number, id }) => [number, id]));

/** Somebody signed in, in a browser profile of their own: a persona of the demo, or one of the invited officers. */
async function person(t, name) {
  const { page, complaints } = await openPage(t);
  const officer = officers[name];
  if (!officer) {
    await signInAs(page, server.url, name);
    return { page, complaints };
  }
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel('E-mail address').fill(officer.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(officer.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
  return { page, complaints };
}

/** Somebody's own page on a promotion. */
async function pageOf(t, name, promotionId) {
  const { page, complaints } = await person(t, name);
  await page.goto(`${server.url}/promotions/${promotionId}`);
  await page.getByRole('region', { name: 'Your decision' }).waitFor();
  return { page, complaints };
}

/** An admin invites a risk officer, who comes in by the link. */
async function invite(t, admin, name) {
  const { email, password } = officers[name];
  await admin.goto(`${server.url}/people`);
  await admin.getByRole('button', { name: 'Invite somebody' }).click();
  await dialogOf(admin).getByLabel('Their e-mail address').fill(email);
  await dialogOf(admin).getByLabel('Risk officer').check();
  await dialogOf(admin).getByRole('button', { name: 'Make the invitation' }).click();
  const link = await dialogOf(admin).getByRole('textbox', { name: 'Link to pass on' }).inputValue();
  const { page } = await openPage(t);
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Create the account and sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
  await page.context().close();
}

async function act(page, name, comment) {
  if (comment) await page.getByLabel('Comment').fill(comment);
  await decide(page, name).click();
  await recorded(page).waitFor();
}

const state = (page, name) => page.getByText(name, { exact: true }).first().waitFor();

/** Approves on a page of their own, which is closed again. */
async function approveAs(t, name, { promotionId, then }) {
  const { page, complaints } = await pageOf(t, name, promotionId);
  await act(page, 'Approve', `${name} has read the evidence.`);
  await state(page, then);
  assert.deepEqual(complaints, []);
  await page.context().close();
}

/** The policy of high risk takes one person of three roles, and since it was changed a second risk officer. */
async function approveFour(t, promotionId) {
  for (const name of ['Sam', 'Mel', 'Robin']) await approveAs(t, name, { promotionId, then: 'In review' });
  await approveAs(t, 'Noor', { promotionId, then: 'Approved' });
}

async function activate(t, promotionId, number) {
  const { page, complaints } = await pageOf(t, 'Mel', promotionId);
  await decide(page, 'Activate').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Activate version ${number}` })
    .click();
  await recorded(page).waitFor();
  await state(page, 'Active');
  assert.deepEqual(complaints, []);
  await page.context().close();
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
  const path = await link.getAttribute('href');
  await page.context().close();
  return path.split('/').at(-1);
}

/** A version with the evidence of version 2 under its own name: the same answers, another artefact. */
async function thirdVersion() {
  const model = await findModel(dana);
  const [, second] = demo.versions;
  const artifactDigest = createHash('sha256').update('the third artefact').digest('hex');
  const versions = [{ ...second, number: 3, artifactDigest, description: 'As version 2, rebuilt.' }];
  const id = (await registerVersions(dana, { model, versions, datasets })).get(3);
  await sendPredictions(dana, await readVersion(id), { ...demo.predictions[1], version: 3 });
  await attachCard(dana, id, versions[0]);
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

test('two people ask for a second risk officer where much harm can be done, and two more come in', async (t) => {
  const manager = await person(t, 'Pat');
  await manager.page.goto(`${server.url}/policies`);
  const inForce = manager.page.getByRole('article', { name: 'high-risk-champion, version 1' });
  await inForce.getByText('1 × ML engineer').waitFor();
  await inForce.getByRole('link', { name: 'Propose a change' }).click();
  await manager.page.getByText('The document can be read as a policy.').waitFor();
  const editor = manager.page.getByLabel('Policy document, in JSON');
  const document = JSON.parse(await editor.inputValue());
  const slots = document.slots.map((slot) => (slot.role === 'risk_officer' ? { ...slot, minimum: 2 } : slot));
  await editor.fill(JSON.stringify({ ...document, slots }, null, 2));
  const differing = manager.page.getByRole('row').filter({ hasText: 'slots/risk_officer/minimum' });
  assert.match(await differing.innerText(), /1\s+2\s+Stricter/);
  await manager.page.getByText(/2 with the role risk officer have to approve, and 1 active/).waitFor();
  await manager.page.getByLabel('Why').fill('A wrong answer costs people a home.');
  await decide(manager.page, 'Propose').click();
  await recorded(manager.page).waitFor();

  const officer = await person(t, 'Riley');
  await officer.page.goto(`${server.url}/policies`);
  await officer.page.getByRole('link', { name: 'Change of high-risk-champion: version 2' }).click();
  await officer.page.getByLabel('Comment').fill('Two of us look at what does much harm.');
  await decide(officer.page, 'Approve').click();
  await recorded(officer.page).waitFor();
  await officer.page.goto(`${server.url}/policies`);
  const card = officer.page.getByRole('article', { name: 'high-risk-champion, version 2' });
  await card.getByText('2 × risk officer').waitFor();
  await card.getByText('Pat Alvarez', { exact: true }).waitFor();
  await card.getByText('Riley Moreau', { exact: true }).waitFor();

  const admin = await person(t, 'Ira');
  for (const name of Object.keys(officers)) await invite(t, admin.page, name);
  assert.deepEqual([...manager.complaints, ...officer.complaints, ...admin.complaints], []);
});

test('a rejection ends a promotion, an edit voids the votes, and five people put a version into service', async (t) => {
  const noor = await pageOf(t, 'Noor', server.promotion.id);
  await act(noor.page, 'Re-check gates');
  await act(noor.page, 'Reject', 'The rationale does not say what happens to the declined.');
  await state(noor.page, 'Rejected');

  const promotionId = await request(t, 2);
  const editor = await pageOf(t, 'Riley', promotionId);
  await editor.page
    .getByText(/changed a policy of this place lately/)
    .first()
    .waitFor();

  await approveAs(t, 'Sam', { promotionId, then: 'In review' });
  await measureAgain((await versionIds()).get(2));
  const engineer = await pageOf(t, 'Mel', promotionId);
  await act(engineer.page, 'Re-check gates');
  await engineer.page.getByRole('tab', { name: 'Discussion' }).click();
  await engineer.page.getByText('does not count: the round has changed').waitFor();

  await approveFour(t, promotionId);
  await activate(t, promotionId, 2);
  assert.deepEqual([...noor.complaints, ...editor.complaints, ...engineer.complaints], []);
});

test('an alarm suspends what serves, and the engineer goes back to the version before in one step', async (t) => {
  const versionId = await thirdVersion();
  const promotionId = await request(t, 3);
  await approveFour(t, promotionId);
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
