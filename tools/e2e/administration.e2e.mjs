import assert from 'node:assert/strict';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { startTrialServer, trialDataDir } from '../set-up/trial-server.mjs';
import { seriousFindings } from './axe.mjs';
import { openPage, signInAs } from './browser.mjs';

let server;
let dataDir;
let receiver;
/** What the receiver answers, and the signatures of what it got. */
const heard = { status: 500, signatures: [] };
before(async () => {
  receiver = createServer((request, response) => {
    heard.signatures.push(request.headers['webhook-signature']);
    request.resume();
    response.writeHead(heard.status).end();
  });
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  dataDir = trialDataDir();
  server = await startTrialServer({ dataDir, env: { DEMO: 'on', OUTGOING_PRIVATE_HOSTS: '127.0.0.1' } });
});
after(async () => {
  await server?.stop();
  receiver?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const button = (page, name) => page.getByRole('button', { name, exact: true });
const dialog = (page) => page.getByRole('dialog');

/** Closes the dialog by the button that says so below its text. */
const close = (page) => button(dialog(page), 'Close').last().click();

async function noSeriousFindings(page) {
  await page.waitForLoadState('networkidle');
  assert.deepEqual(await seriousFindings(page), []);
}

/** Does what a dialog offers and reads what came of it. */
async function act(page, { open, submit, done }) {
  await button(page, open).click();
  await button(dialog(page), submit).click();
  await dialog(page).getByText(done).waitFor();
  await close(page);
}

/** Adds a webhook for everything; answers its secret. */
async function addWebhook(page) {
  await button(page, 'Add a webhook').click();
  await dialog(page).getByLabel('What it is for').fill('Deploys what was approved');
  await dialog(page)
    .getByLabel('Address of the receiver')
    .fill(`http://127.0.0.1:${receiver.address().port}/hooks`);
  await button(dialog(page), 'Add the webhook').click();
  await dialog(page).getByText('Choose at least one.').waitFor();
  await button(dialog(page), 'All').click();
  await button(dialog(page), 'Add the webhook').click();
  const secret = await dialog(page).getByRole('textbox', { name: 'Secret' }).inputValue();
  await noSeriousFindings(page);
  await close(page);
  return secret;
}

test('an admin adds a webhook, tries it, sends again what was not accepted, pauses and removes it', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Ira');
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.getByRole('link', { name: 'Webhooks' }).click();
  const secret = await addWebhook(page);
  assert.match(secret, /^whsec_/);
  await page.getByRole('link', { name: 'Deploys what was approved' }).click();
  await act(page, { open: 'Send a test', submit: 'Send the test', done: 'The test is on its way.' });
  const ping = page.getByRole('row').filter({ hasText: 'webhook.ping' });
  await ping.getByText('Not accepted').waitFor();
  await ping.getByRole('button', { name: 'Show “Test”' }).click();
  await page.getByText('Refused by the receiver (status 500)').waitFor();
  heard.status = 204;
  await button(page, 'Send again').click();
  await page.getByText('Accepted with status 204').waitFor();
  assert.ok(heard.signatures.every((signature) => /^v1,/.test(signature)));
  assert.ok(!(await page.content()).includes(secret));
  await act(page, { open: 'Pause', submit: 'Pause the webhook', done: 'It is paused.' });
  await page.getByText(/Paused at .* by Ira Castellan/).waitFor();
  await noSeriousFindings(page);
  await act(page, { open: 'Let it go on', submit: 'Let it go on', done: 'It is told again.' });
  await act(page, { open: 'Make a new secret', submit: 'Make the secret', done: 'The secret is new.' });

  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Webhooks' }).click();
  await button(page, 'Remove Deploys what was approved').click();
  await button(dialog(page), 'Remove the webhook').click();
  await dialog(page).getByText('“Deploys what was approved” is removed.').waitFor();
  await close(page);
  await page.getByText('Nobody outside is told what happens yet.').waitFor();
  assert.deepEqual(complaints, []);
});

test('an admin trusts a pipeline by its own tokens, and ends that; an auditor sees both', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Ira');
  await page.goto(`${server.url}/workloads`);
  await button(page, 'Trust a workload').click();
  await dialog(page).getByLabel('Name').fill('release of credit');
  await dialog(page).getByLabel('Subjects').fill('repo:acme/credit:ref:refs/heads/main');
  await dialog(page).getByLabel('Further claims').fill('main');
  await button(dialog(page), 'Trust it').click();
  await dialog(page).getByText('Line 1 is no claim').waitFor();
  await dialog(page).getByLabel('Further claims').fill('ref_protected=true');
  await button(dialog(page), 'Trust it').click();
  const audience = dialog(page).getByRole('textbox', { name: /^Audience/ });
  assert.match(await audience.inputValue(), /^countersign:/);
  await noSeriousFindings(page);
  await close(page);
  const row = page.getByRole('row').filter({ hasText: 'release of credit' });
  assert.match(await row.innerText(), /ref_protected=true.*Comes in/s);
  await button(page, 'End the trust in release of credit').click();
  await button(dialog(page), 'End the trust').click();
  await dialog(page).getByText('“release of credit” comes in no more.').waitFor();
  await close(page);

  const auditor = await openPage(t, { width: 360, colorScheme: 'dark' });
  await signInAs(auditor.page, server.url, 'Ada');
  await auditor.page.goto(`${server.url}/workloads`);
  await auditor.page.getByText(/Ended \d{4}-\d\d-\d\d by Ira Castellan/).waitFor();
  assert.equal(await button(auditor.page, 'Trust a workload').getAttribute('aria-disabled'), 'true');
  await noSeriousFindings(auditor.page);
  assert.deepEqual([...complaints, ...auditor.complaints], []);
});

test('pages and rows are reached by single keys, unless these are switched off', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Riley');
  const heading = (name) => page.getByRole('heading', { level: 1, name });
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await heading('Inbox').waitFor();
  const first = page.locator('.cs-inbox-entry a').first();
  await first.waitFor();
  await page.keyboard.press('j');
  assert.equal(await first.evaluate((link) => link === document.activeElement), true);
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Your decision' }).waitFor();
  await page.keyboard.press('c');
  await page.keyboard.type('jk?');
  assert.equal(await page.getByLabel('Comment', { exact: true }).inputValue(), 'jk?');
  await heading(/./).focus();
  await page.keyboard.press('?');
  await dialog(page).getByRole('switch', { name: 'Single keys' }).uncheck();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'hidden' });
  await page.keyboard.press('?');
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await button(page, 'Help').click();
  await dialog(page).waitFor();
  assert.match(page.url(), /\/promotions\//);
  assert.deepEqual(complaints, []);
});
