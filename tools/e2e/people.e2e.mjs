import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTrialServer, trialDataDir } from '../set-up/trial-server.mjs';
import { seriousFindings } from './axe.mjs';
import { openPage } from './browser.mjs';

const passwords = { ada: 'seven grey herons over Lisbon', nadia: 'a lamp beside the quiet canal' };

let server;
let dataDir;
before(async () => {
  dataDir = trialDataDir();
  server = await startTrialServer({ dataDir });
});
after(async () => {
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const at = (path) => `${server.url}${path}`;
const heading = (page, name) => page.getByRole('heading', { level: 1, name });
const dialog = (page) => page.getByRole('dialog');
const row = (page, text) => page.getByRole('row').filter({ hasText: text });

/** The token that the server prints when nobody administers its workspace yet. */
async function setUpToken() {
  for (let waited = 0; waited < 100; waited += 1) {
    const token = /it works once: \S+#(\S+)/.exec(server.said())?.[1];
    if (token) return token;
    await sleep(100);
  }
  throw new Error(`no set-up token was printed:\n${server.said()}`);
}

async function noSeriousFindings(page) {
  await page.waitForLoadState('networkidle');
  assert.deepEqual(await seriousFindings(page), []);
}

async function accept(page, { name, password }) {
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Create the account and sign in' }).click();
}

/** Closes the dialog by the button that says so below its text. */
const close = (page) => dialog(page).getByRole('button', { name: 'Close' }).last().click();

async function signIn(page, { email, password }) {
  await page.goto(at('/sign-in'));
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** With the token as it was printed, and no address in it: the page asks for one. */
async function setUp(ada) {
  await ada.goto(at('/invitation'));
  await ada.getByLabel('Invitation link or token').fill(await setUpToken());
  await ada.getByRole('button', { name: 'Continue' }).click();
  await heading(ada, 'Set up this workspace').waitFor();
  await ada.getByLabel('E-mail address').fill('ada@example.org');
  await accept(ada, { name: 'Ada Admin', password: 'password1234' });
  await ada.locator('[data-code=WEAK_PASSWORD]').waitFor();
  await noSeriousFindings(ada);
  await accept(ada, { name: 'Ada Admin', password: passwords.ada });
  await heading(ada, 'Models').waitFor();
}

/** The link that is shown once. */
async function invite(ada) {
  await ada.getByRole('link', { name: 'Administration' }).click();
  await heading(ada, 'People').waitFor();
  await ada.getByRole('button', { name: 'Invite somebody' }).click();
  await dialog(ada).getByLabel('Their e-mail address').fill('nadia@example.org');
  await dialog(ada).getByRole('button', { name: 'Make the invitation' }).click();
  await dialog(ada).getByText('Choose at least one role.').waitFor();
  await dialog(ada).getByLabel('Risk officer').check();
  await noSeriousFindings(ada);
  await dialog(ada).getByRole('button', { name: 'Make the invitation' }).click();
  const link = await dialog(ada).getByRole('textbox', { name: 'Link to pass on' }).inputValue();
  await close(ada);
  return link;
}

async function comeIn(nadia, link) {
  const asked = [];
  nadia.on('request', (request) => asked.push(request.url().split('#')[0]));
  await nadia.goto(link);
  await heading(nadia, 'Accept your invitation').waitFor();
  await accept(nadia, { name: 'Nadia Rahman', password: passwords.nadia });
  await heading(nadia, 'Models').waitFor();
  const [, secret] = link.split('#');
  assert.ok(asked.length > 0 && !asked.some((url) => url.includes(secret)));
  assert.ok(!nadia.url().includes(secret));
}

/** What is not hers to do is not offered, or says whom it takes. */
async function seesWhatIsHers(nadia) {
  assert.equal(await nadia.getByRole('link', { name: 'Tokens' }).count(), 0);
  await nadia.goto(at('/people'));
  await heading(nadia, 'People').waitFor();
  const button = nadia.getByRole('button', { name: 'Invite somebody' });
  assert.equal(await button.getAttribute('aria-disabled'), 'true');
  const reason = nadia.locator(`[id="${await button.getAttribute('aria-describedby')}"]`);
  assert.equal(await reason.textContent(), 'This takes the role admin.');
  assert.equal(await nadia.getByRole('button', { name: /^Deactivate/ }).count(), 0);
  await noSeriousFindings(nadia);
}

async function makeAuditor(ada, nadia) {
  await ada.goto(at('/people'));
  await ada.getByRole('button', { name: 'Change roles of Nadia Rahman' }).click();
  await dialog(ada).getByLabel('Auditor').check();
  await dialog(ada).getByRole('button', { name: 'Set these roles' }).click();
  await dialog(ada).getByText('Nadia Rahman now has: Risk officer and Auditor.').waitFor();
  await close(ada);
  assert.match(await row(ada, 'Nadia Rahman').first().innerText(), /Risk officer, Auditor/);
  await nadia.goto(at('/tokens'));
  await nadia.getByText('No program has been let in yet.').waitFor();
}

async function deactivate(ada, nadia) {
  await ada.getByRole('button', { name: 'Deactivate Nadia Rahman' }).click();
  await dialog(ada).getByText('What they did, signed and recorded stays, with their name.').waitFor();
  await dialog(ada).getByRole('button', { name: 'Deactivate Nadia Rahman' }).click();
  await dialog(ada).getByText('Nadia Rahman is deactivated').waitFor();
  await close(ada);
  await nadia.goto(at('/people'));
  await heading(nadia, 'Sign in').waitFor();
  await signIn(nadia, { email: 'nadia@example.org', password: passwords.nadia });
  await nadia.locator('[data-code=SIGN_IN_FAILED]').waitFor();
}

async function reactivate(ada) {
  await ada.getByRole('button', { name: 'Reactivate Nadia Rahman' }).click();
  await dialog(ada).getByRole('button', { name: 'Reactivate Nadia Rahman' }).click();
  await dialog(ada).getByText('Nadia Rahman can sign in again.').waitFor();
  await close(ada);
}

async function isLastAdmin(ada) {
  await ada.getByRole('button', { name: 'Deactivate Ada Admin' }).click();
  await dialog(ada).getByRole('button', { name: 'Deactivate Ada Admin' }).click();
  await dialog(ada).locator('[data-code=LAST_ADMIN]').waitFor();
  await ada.keyboard.press('Escape');
}

test('a server is set up, somebody is invited, gets other roles, and is out at once when deactivated', async (t) => {
  const { page: ada, complaints } = await openPage(t);
  const { page: nadia, complaints: others } = await openPage(t, { width: 360, colorScheme: 'dark' });
  await setUp(ada);
  await comeIn(nadia, await invite(ada));
  await seesWhatIsHers(nadia);
  await makeAuditor(ada, nadia);
  await deactivate(ada, nadia);
  await reactivate(ada);
  await isLastAdmin(ada);
  await noSeriousFindings(ada);
  assert.deepEqual(complaints, []);
  assert.deepEqual(others, []);
});

test('a token is shown once, works, and works no more when it is revoked', async (t) => {
  const { page, complaints } = await openPage(t);
  await signIn(page, { email: 'ada@example.org', password: passwords.ada });
  await heading(page, 'Models').waitFor();
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.getByRole('link', { name: 'Tokens' }).click();
  await page.getByRole('button', { name: 'Create a token' }).click();
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('nightly');
  await dialog(page).getByRole('radio', { name: 'Read', exact: true }).check();
  await dialog(page).getByRole('button', { name: 'Create the token' }).click();
  const secret = await dialog(page).getByRole('textbox', { name: 'Token', exact: true }).inputValue();
  await noSeriousFindings(page);
  const count = async () => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
    const body = JSON.stringify({ query: '{ models { totalCount } }' });
    return (await fetch(at('/graphql'), { method: 'POST', headers, body })).json();
  };
  assert.deepEqual((await count()).data, { models: { totalCount: 0 } });
  await close(page);
  assert.ok(!(await page.content()).includes(secret));
  await page.getByRole('button', { name: 'Revoke nightly' }).click();
  await dialog(page).getByRole('button', { name: 'Revoke the token' }).click();
  await dialog(page).getByText('“nightly” is revoked and works nowhere.').waitFor();
  await close(page);
  assert.equal((await count()).errors[0].extensions.code, 'UNAUTHENTICATED');
  assert.match(await row(page, 'nightly').innerText(), /Revoked \d{4}-\d\d-\d\d by Ada Admin/);
  assert.deepEqual(complaints, []);
});

test('a person changes their password, and whoever guesses too often is told how long to wait', async (t) => {
  const { page } = await openPage(t);
  await signIn(page, { email: 'nadia@example.org', password: passwords.nadia });
  await page.getByRole('link', { name: 'Nadia Rahman' }).click();
  await heading(page, 'Your account').waitFor();
  await page.getByLabel('Current password').fill(passwords.nadia);
  await page.getByRole('textbox', { name: 'New password' }).fill('forty paper boats at dawn');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText(/^Your password is changed/).waitFor();
  await noSeriousFindings(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await heading(page, 'Sign in').waitFor();
  for (let guess = 0; guess < 8; guess += 1) {
    await signIn(page, { email: 'nadia@example.org', password: `no idea at all ${guess}` });
    await page.getByRole('alert').waitFor();
    if (await page.locator('[data-code=RATE_LIMITED]').count()) break;
  }
  await page.getByText(/^You can try again in \d+ seconds?\.$/).waitFor();
  await noSeriousFindings(page);
});

test('the sign-in page says what the way to the provider ended with, in its own words only', async (t) => {
  const { page } = await openPage(t);
  await page.goto(at('/sign-in?error=MEMBER_DEACTIVATED'));
  assert.match(await page.getByRole('alert').innerText(), /deactivated.*Ask an admin of the workspace/s);
  await page.goto(at('/sign-in?error=Call+0800+now'));
  assert.doesNotMatch(await page.getByRole('alert').innerText(), /0800/);
});
