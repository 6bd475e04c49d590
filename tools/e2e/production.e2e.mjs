// The console against a server as it runs in production: trusted documents alone, a password, no demo.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildWhenNeeded } from '../set-up/build.mjs';
import { seriousFindings } from './axe.mjs';
import { openPage } from './browser.mjs';
import { startProductionServer } from './production-server.mjs';

const passwords = { ada: 'seven grey herons over Lisbon', lea: 'a lamp beside the quiet canal' };

let server;
before(async () => {
  await buildWhenNeeded(() => {});
  server = await startProductionServer();
});
after(() => server?.stop());

const at = (path) => `${server.url}${path}`;
const heading = (page, name) => page.getByRole('heading', { level: 1, name });
const dialog = (page) => page.getByRole('dialog');
const row = (page, text) => page.getByRole('row').filter({ hasText: text });
const close = (page) => dialog(page).getByRole('button', { name: 'Close' }).last().click();

/** A page whose requests are watched: no answer of the server may be a refusal to run it, or a fault. */
async function openWatched(t, options) {
  const { page, complaints } = await openPage(t, options);
  const refused = [];
  page.on('response', async (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
    if (!response.url().endsWith('/graphql')) return;
    // A page that was left has no use for its answers, and they are gone.
    const { errors = [] } = await response.json().catch(() => ({}));
    refused.push(...errors.map(({ message, extensions }) => `${extensions?.code}: ${message}`));
  });
  return { page, complaints, refused };
}

async function noSeriousFindings(page) {
  await page.waitForLoadState('networkidle');
  assert.deepEqual(await seriousFindings(page), []);
}

async function accept(page, { name, email, password }) {
  await page.getByLabel('Your name').fill(name);
  if (email) await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Create the account and sign in' }).click();
  await heading(page, 'Models').waitFor();
}

async function signIn(page, { email, password }) {
  await page.goto(at('/sign-in'));
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await heading(page, 'Models').waitFor();
}

/** Invites somebody, who comes in and is deactivated. */
async function leaver(t, ada) {
  await ada.goto(at('/people'));
  await ada.getByRole('button', { name: 'Invite somebody' }).click();
  await dialog(ada).getByLabel('Their e-mail address').fill('lea@example.org');
  await dialog(ada).getByLabel('Data scientist').check();
  await dialog(ada).getByRole('button', { name: 'Make the invitation' }).click();
  const link = await dialog(ada).getByRole('textbox', { name: 'Link to pass on' }).inputValue();
  await close(ada);
  const { page: lea, complaints } = await openPage(t);
  await lea.goto(link);
  await accept(lea, { name: 'Lea Ver', password: passwords.lea });
  assert.deepEqual(complaints, []);
  await ada.goto(at('/people'));
  await ada.getByRole('button', { name: 'Deactivate Lea Ver' }).click();
  await dialog(ada).getByRole('button', { name: 'Deactivate Lea Ver' }).click();
  await dialog(ada).getByText('Lea Ver is deactivated').waitFor();
  await close(ada);
}

async function hold(page) {
  await page.goto(at('/privacy'));
  await page.getByText('Nothing is held: anybody who was deactivated can be erased.').waitFor();
  await noSeriousFindings(page);
  await page.getByRole('button', { name: 'Place a legal hold' }).click();
  await dialog(page).getByLabel('On whom').selectOption({ label: 'Lea Ver (deactivated)' });
  await dialog(page).getByLabel('Why').fill('Case 7.');
  await noSeriousFindings(page);
  await dialog(page).getByRole('button', { name: 'Place the hold' }).click();
  await dialog(page).getByText('What is known of Lea Ver is kept from now on.').waitFor();
  await close(page);
  await row(page, 'Lea Ver').getByText('In force').waitFor();
}

async function isHeld(page) {
  await page.goto(at('/people'));
  await page.getByRole('button', { name: 'Erase Lea Ver' }).focus();
  await page.keyboard.press('Enter');
  await dialog(page).getByText('Case 7.').waitFor();
  assert.equal(await dialog(page).getByRole('button', { name: 'Erase for ever' }).count(), 0);
  await noSeriousFindings(page);
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Erase Lea Ver');
}

async function release(page) {
  await page.goto(at('/privacy'));
  await page.getByRole('button', { name: 'Release the hold on Lea Ver' }).click();
  await dialog(page).getByLabel('Why it ends').fill('Settled.');
  await dialog(page).getByRole('button', { name: 'Release the hold' }).click();
  await dialog(page).getByText('The hold on Lea Ver is released.').waitFor();
  await close(page);
  assert.match(await row(page, 'Case 7.').innerText(), /Released.*Ada Admin\s+Settled\./s);
}

/** By keyboard: with another name nothing is sent, and the reason may not hold it either. */
async function erase(page) {
  await page.goto(at('/people'));
  await page.getByRole('button', { name: 'Erase Lea Ver' }).click();
  await dialog(page).getByLabel('Why').fill('Request 12.');
  await dialog(page).getByLabel('Type “Lea Ver” to confirm').fill('Lea');
  await page.keyboard.press('Enter');
  await dialog(page).getByText('This is not the name: Lea Ver').waitFor();
  await noSeriousFindings(page);
  await dialog(page).getByLabel('Type “Lea Ver” to confirm').fill('Lea Ver');
  await page.keyboard.press('Enter');
  await dialog(page)
    .getByText(/^Lea Ver is erased, and is “Former member [0-9a-f]{4}” from now on\./)
    .waitFor();
  await noSeriousFindings(page);
}

/** The entry that the dialog names, and its proof. */
async function followEntry(page) {
  await dialog(page)
    .getByRole('link', { name: /^Recorded as audit entry number \d+$/ })
    .click();
  await heading(page, /^Audit entry \d+$/).waitFor();
  await page.getByText('eraseMember', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Prove that entry \d+ is in the log$/ }).click();
  await page.getByText('Proof, worked out in this browser').waitFor();
  await noSeriousFindings(page);
}

async function keepFor(page, months) {
  await page.goto(at('/privacy'));
  await page.getByRole('button', { name: 'Set how long details are kept' }).click();
  await dialog(page).getByLabel('For a number of months').check();
  await dialog(page).getByRole('textbox', { name: 'Months' }).fill(String(months));
  await dialog(page)
    .getByLabel(/^I know that details older/)
    .check();
  await dialog(page).getByRole('button', { name: 'Set the time' }).click();
}

const routes = [
  ['/inbox', 'Inbox'],
  ['/models', 'Models'],
  ['/datasets', 'Datasets'],
  ['/fairness', 'Fairness audits'],
  ['/fairness/published', 'Check a published audit'],
  ['/fairness/compare', 'Compare two fairness audits'],
  ['/fairness/new', 'Set up a fairness audit'],
  ['/promotions', 'Promotions'],
  ['/audit', 'Audit log'],
  ['/audit/entries/1', 'Audit entry 1'],
  ['/audit/checkpoints', 'Checkpoints'],
  ['/audit/verify', 'Verify a file'],
  ['/people', 'People'],
  ['/tokens', 'Service tokens'],
  ['/workloads', 'Workloads'],
  ['/webhooks', 'Webhooks'],
  ['/policies', 'Policies'],
  ['/privacy', 'Privacy'],
  ['/account', 'Your account'],
];

test('its first admin comes in by the invitation that it printed, and every page opens', async (t) => {
  const { page, complaints, refused } = await openWatched(t);
  await page.goto(at(`/invitation?setUp=true#${server.setUpToken}`));
  await heading(page, 'Set up this workspace').waitFor();
  await accept(page, { name: 'Ada Admin', email: 'ada@example.org', password: passwords.ada });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await heading(page, 'Sign in').waitFor();
  await signIn(page, { email: 'ada@example.org', password: passwords.ada });
  for (const [route, title] of routes) {
    await page.goto(at(route));
    await heading(page, title).waitFor();
    await page.waitForLoadState('networkidle');
    assert.equal(await page.locator('.cs-error').count(), 0, `${route} could not be loaded`);
  }
  assert.deepEqual(refused, []);
  assert.deepEqual(complaints, []);
});

test('it runs the documents of its console, and no other without a token', async () => {
  const body = JSON.stringify({ query: '{ session { viewer { actor { id } } } }' });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(at('/graphql'), { method: 'POST', headers, body });
  const { errors } = await answer.json();
  assert.equal(errors[0].extensions.code, 'UNTRUSTED_DOCUMENT');
});

test('somebody is held, released and erased, and the log has an entry for each', async (t) => {
  const { page, complaints, refused } = await openWatched(t);
  await signIn(page, { email: 'ada@example.org', password: passwords.ada });
  await leaver(t, page);
  await hold(page);
  await isHeld(page);
  await release(page);
  await erase(page);
  await followEntry(page);
  assert.ok(!(await page.content()).includes('Lea Ver'));
  await page.goto(at('/people'));
  await row(page, 'Former member')
    .getByText(/^Erased/)
    .waitFor();
  await keepFor(page, 5);
  await dialog(page).locator('[data-code=RETENTION_TOO_SHORT]').waitFor();
  await keepFor(page, 24);
  await dialog(page)
    .getByText(/^Set: 24 months\./)
    .waitFor();
  assert.deepEqual(refused, []);
  assert.deepEqual(complaints, []);
});
