// Votes that are given away, votes on several promotions together, and a soft gate that is waived, in the console.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { signIn } from '../demo/api-client.mjs';
import { startTrialServer, trialDataDir } from '../set-up/trial-server.mjs';
import { seriousFindings } from './axe.mjs';
import { openPage, signInAs } from './browser.mjs';
import { failTests, publishStagingPolicy, requestInStaging } from './staging-requests.mjs';

const dataDir = trialDataDir();
let server;
let dana;
/** What waits in staging, by the name of its model. */
const requested = new Map();
before(async () => {
  // The people of the demo, and none of its data.
  server = await startTrialServer({ dataDir, env: { DEMO: 'on' }, program: 'apps/api/dist/main.js' });
  await publishStagingPolicy(server.url);
  dana = await signIn(server.url, 'dana');
  for (const name of ['alpha', 'beta', 'gamma', 'delta'])
    requested.set(name, await requestInStaging(dana, { name, hasCard: name !== 'delta' }));
});
after(async () => {
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const pathOf = (name) => `${server.url}/promotions/${requested.get(name).id}`;
const act = (scope, name) => scope.getByRole('button', { name, exact: true }).click();
/** The button below, and not the sign in the corner. */
const close = (dialog) => dialog.getByRole('button', { name: 'Close' }).last().click();
const dialogOf = (page) => page.getByRole('dialog');
const recorded = (scope) => scope.getByText(/Recorded as audit entry number \d+/);
const state = (page, name) => page.getByText(name, { exact: true }).first().waitFor();
const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Somebody's own browser. */
async function person(t, name, options) {
  const { page, complaints } = await openPage(t, options);
  await signInAs(page, server.url, name);
  return { page, complaints };
}

/** What the server holds of a promotion. */
const held = (name) =>
  dana.run({
    step: `read ${name}`,
    document: 'query ($id: ID!) { promotion(id: $id) { state round votes { id } } }',
    variables: { id: requested.get(name).id },
  });

async function choose(scope, page, { field, option }) {
  await scope.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Sam gives their votes on one model to Mel, and later ones on all models to Riley. */
async function giveVotes({ page }) {
  await page.goto(`${server.url}/account`);
  const dialog = dialogOf(page);
  await act(page, 'Give votes to somebody');
  await choose(dialog, page, { field: 'Who votes for you', option: 'Mel Tanaka' });
  await choose(dialog, page, { field: 'For which models', option: 'alpha' });
  await dialog.getByLabel('Until').fill(day(3));
  await dialog.getByLabel('Why').fill('At a conference.');
  assert.deepEqual(await seriousFindings(page), []);
  await act(dialog, 'Give the votes');
  await dialog.getByText('Mel Tanaka may cast your votes now.').waitFor();
  await close(dialog);

  await act(page, 'Give votes to somebody');
  await choose(dialog, page, { field: 'Who votes for you', option: 'Riley Moreau' });
  await dialog.getByLabel('From').fill(day(10));
  await dialog.getByLabel('Until').fill(day(39));
  await dialog.getByLabel('Why').fill('A month away.');
  await act(dialog, 'Give the votes');
  await dialog.getByText(`Riley Moreau may cast your votes from ${day(10)} 00:00 UTC on.`).waitFor();
  await close(dialog);
  await page.getByText('To Riley Moreau has not begun').waitFor();
  await page.getByText('To Mel Tanaka in force').waitFor();
  assert.match(
    await page.getByRole('listitem').filter({ hasText: 'To Mel' }).innerText(),
    /expert · alpha · /,
  );
}

test('somebody votes for a person who is away, on the model that it is for, and everybody sees for whom', async (t) => {
  const sam = await person(t, 'Sam');
  await giveVotes(sam);

  const mel = await person(t, 'Mel', { width: 360, height: 800, colorScheme: 'dark' });
  await mel.page.goto(`${server.url}/inbox`);
  await mel.page.getByText('You may vote for Sam Lindqvist.').waitFor();
  assert.equal(
    await mel.page.getByRole('heading', { level: 3 }).count(),
    1,
    'the other models are not given',
  );
  await mel.page.getByRole('link', { name: 'alpha, version 1' }).click();
  await choose(mel.page, mel.page, { field: 'Vote as', option: 'For Sam Lindqvist' });
  assert.deepEqual(await seriousFindings(mel.page), []);
  assert.equal(await fits(mel.page), true, 'nothing is wider than the page');
  await act(mel.page, 'Approve');
  await recorded(mel.page).waitFor();
  await mel.page.getByRole('combobox', { name: 'Vote as' }).waitFor({ state: 'detached' });

  await sam.page.goto(`${pathOf('alpha')}?tab=discussion`);
  await sam.page
    .getByText(/Mel Tanaka for Sam Lindqvist/)
    .first()
    .waitFor();
  await sam.page.getByText(/Decide is not open to you: /).waitFor();
  assert.deepEqual([...sam.complaints, ...mel.complaints], []);
});

test('several are approved together or none is, and the passport says who voted for whom', async (t) => {
  const { page, complaints } = await person(t, 'Riley');
  await page.goto(`${server.url}/inbox`);
  const dialog = dialogOf(page);
  await act(page, 'Approve together (3): staging-champion, version 1');
  for (const name of ['beta', 'gamma'])
    await dialog.getByLabel(`${name}, version 1: Staging (champion)`).check();
  assert.deepEqual(await seriousFindings(page), []);
  // Meanwhile the tests of one of them fail.
  await failTests(dana, requested.get('gamma'));
  await act(dialog, 'Approve what is chosen');
  await dialog
    .getByRole('alert')
    .getByText(/^gamma, version 1: Staging \(champion\): /)
    .waitFor();
  assert.deepEqual((await held('beta')).votes, []);
  assert.deepEqual((await held('gamma')).votes, []);

  await act(dialog, 'Cancel');
  await act(page, 'Approve together (2): staging-champion, version 1');
  assert.deepEqual(await dialog.getByRole('checkbox').count(), 2, 'what is blocked is not offered');
  for (const name of ['alpha', 'beta'])
    await dialog.getByLabel(`${name}, version 1: Staging (champion)`).check();
  await act(dialog, 'Approve what is chosen');
  await dialog.getByText('2 approvals recorded.').waitFor();
  assert.equal(await recorded(dialog).count(), 2);
  assert.deepEqual([(await held('alpha')).state, (await held('beta')).state], ['APPROVED', 'IN_REVIEW']);

  await page.goto(`${pathOf('alpha')}/passport`);
  await act(page, 'Check it here');
  await page.getByText(/^Valid/).waitFor();
  const votes = page.getByRole('table', { name: 'Votes' });
  await votes.getByRole('row', { name: /Mel Tanaka for Sam Lindqvist.*Approved.*expert/ }).waitFor();
  assert.deepEqual(complaints, []);
});

test('what a soft gate found is waived, and the two who sign see it', async (t) => {
  const riley = await person(t, 'Riley');
  await riley.page.goto(`${pathOf('delta')}?tab=checks`);
  await act(riley.page, 'Waive “The card says what it is for”');
  const dialog = dialogOf(riley.page);
  await dialog.getByLabel('Why it may go on regardless').fill('The card comes with version 2.');
  assert.deepEqual(await seriousFindings(riley.page), []);
  await act(dialog, 'Waive what it found');
  await dialog.getByText('Waived.').waitFor();
  await close(dialog);
  await state(riley.page, 'In review');
  await act(riley.page, 'Approve');
  await recorded(riley.page).waitFor();

  const sam = await person(t, 'Sam', { width: 360, height: 800, colorScheme: 'dark' });
  await sam.page.goto(`${pathOf('delta')}?tab=checks`);
  await sam.page.getByText('The card comes with version 2.').first().waitFor();
  assert.deepEqual(await seriousFindings(sam.page), []);
  assert.equal(await fits(sam.page), true, 'nothing is wider than the page');
  await act(sam.page, 'Approve');
  await state(sam.page, 'Approved');
  assert.equal((await held('delta')).state, 'APPROVED');
  assert.deepEqual([...riley.complaints, ...sam.complaints], []);
});
