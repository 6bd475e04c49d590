import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { seriousFindings } from './axe.mjs';
import { openPage, signInAs } from './browser.mjs';
import { startDemoServer } from './demo-server.mjs';

let server;
before(async () => {
  server = await startDemoServer();
});
after(() => server?.stop());

const openAudit = async (page) => {
  await page.goto(`${server.url}/fairness`);
  await page.getByRole('table', { name: 'Fairness audits' }).getByRole('link').first().click();
  await page.getByRole('heading', { level: 2, name: 'Published summary' }).waitFor();
};
const focused = (page, name) =>
  page.waitForFunction((text) => globalThis.document.activeElement?.textContent === text, name);

/** By the keyboard alone, as far as the button that publishes. */
async function publish(page) {
  await page.getByRole('button', { name: 'Publish summary' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Publish summary' });
  await dialog.getByText('The page names no person, not even you, and not this workspace.').waitFor();
  assert.deepEqual(await seriousFindings(page), []);
  await dialog.getByRole('checkbox', { name: /^I have read the summary/ }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await dialog.getByText('The summary is public.').waitFor();
  await page.keyboard.press('Escape');
  await focused(page, 'Withdraw summary');
  return page.getByRole('textbox', { name: 'Public address' }).inputValue();
}

async function withdraw(page) {
  await page.getByRole('button', { name: 'Withdraw summary' }).click();
  const dialog = page.getByRole('dialog', { name: 'Withdraw summary' });
  await dialog.getByLabel('Why it is withdrawn').fill('A branch is missing.');
  await dialog.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await dialog.getByText('The summary has been withdrawn.').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await focused(page, 'Publish summary');
}

test('FR-33 a risk officer publishes a summary, a stranger reads it, and it is withdrawn', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Riley');
  await openAudit(page);
  const address = await publish(page);
  assert.deepEqual(await seriousFindings(page), []);

  const { page: stranger, complaints: theirs } = await openPage(t);
  const answer = await stranger.goto(address);
  assert.equal(answer.status(), 200);
  assert.equal(answer.headers()['etag'], `"${hash('sha256', await answer.body())}"`);
  await stranger.getByText(/^Published on 20\d\d-\d\d-\d\d\. This page stays as it was that day/).waitFor();
  assert.doesNotMatch(await stranger.content(), /Riley|Dana|Moreau|Okafor/);
  assert.deepEqual(theirs, []);

  const { page: auditor } = await openPage(t);
  await signInAs(auditor, server.url, 'Ada');
  await openAudit(auditor);
  assert.equal(await auditor.getByRole('button', { name: /(Publish|Withdraw) summary/ }).count(), 0);
  await auditor.getByText('To publish and to withdraw it takes the role risk officer.').waitFor();

  await withdraw(page);
  await page.getByText('A branch is missing.').waitFor();
  assert.deepEqual(await seriousFindings(page), []);
  // Not by the browser, which may keep what it has for a minute.
  const gone = await fetch(address);
  assert.equal(gone.status, 410);
  assert.match(await gone.text(), /<h1>This summary of a fairness audit was withdrawn<\/h1>/);
  assert.deepEqual(complaints, []);
});
