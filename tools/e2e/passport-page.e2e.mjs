// The passport of a promotion in the console: taken, read and checked, and a changed one found out.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { seriousFindings } from './axe.mjs';
import { openPage, signInAs } from './browser.mjs';
import { startDemoServer } from './demo-server.mjs';

/** They need something from elsewhere: a checkpoint that was kept, and the key of a witness. */
const unknownByNature = ['The log is the one that others are shown', 'Witnesses have seen the log'];

let server;
before(async () => {
  server = await startDemoServer();
});
after(() => server?.stop());

const promotionUrl = () => `${server.url}/promotions/${server.promotion.id}`;
const act = (page, name) => page.getByRole('button', { name, exact: true }).click();
const recorded = (page) => page.getByText(/Recorded as audit entry number \d+/).waitFor();

/** The name of each check with its word. */
async function checksOf(page) {
  const rows = page.getByRole('table', { name: 'Checks' }).locator('tbody tr');
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => [row.cells[0].innerText.trim(), row.cells[1].innerText.trim()]),
  );
  return new Map(cells);
}

const named = (checks, status) => [...checks].filter(([, each]) => each === status).map(([name]) => name);

/** What Ada took: the file, and the key of the log that she noted down. */
let genuine;
let key;

test('there is no passport before the approval, and the page says why', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Riley');
  await page.goto(`${promotionUrl()}/passport`);
  await page.getByText(/as soon as the promotion is approved\. It is in review now/).waitFor();
  await page.getByRole('link', { name: 'To the promotion' }).click();
  await act(page, 'Approve');
  await recorded(page);
  await page.getByRole('link', { name: 'Open the passport' }).waitFor();
  assert.deepEqual(complaints, []);
});

test('numbers of few people are left out for an ML engineer, said so, and never passed', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Mel');
  await page.goto(promotionUrl());
  await act(page, 'Activate');
  await page.getByRole('dialog').getByRole('button', { name: 'Activate version 2' }).click();
  await recorded(page);
  await page.getByRole('link', { name: 'Open the passport' }).click();
  await act(page, 'Check it here');
  await page.getByText(/^Valid, with \d of 17 checks unknown$/).waitFor();
  const checks = await checksOf(page);
  assert.deepEqual(named(checks, 'failed'), []);
  assert.equal(checks.get('The evidence is there'), 'unknown');
  await page.getByText(/left out for you.*takes the role subject-matter expert/).waitFor();
  assert.deepEqual(complaints, []);
});

test('an auditor takes the passport, reads what it holds, and checks it in the browser', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Ada');
  await page.goto(`${promotionUrl()}/passport`);
  const downloading = page.waitForEvent('download');
  await act(page, 'Download');
  const download = await downloading;
  assert.equal(download.suggestedFilename(), `passport-${server.promotion.id}.zip`);
  genuine = readFileSync(await download.path());
  const vote = /Riley.*Approved.*Risk officer/;
  await page.getByRole('table', { name: 'Votes' }).getByRole('row', { name: vote }).waitFor();
  await act(page, 'Check it here');
  await page.getByText('Valid, with 2 of 17 checks unknown').waitFor();
  const checks = await checksOf(page);
  assert.deepEqual(named(checks, 'unknown'), unknownByNature);
  assert.equal(named(checks, 'passed').length, 15);
  assert.deepEqual(await seriousFindings(page), []);
  const command = await page.getByRole('textbox', { name: 'On the command line' }).inputValue();
  key = /--key '([^']+)'/.exec(command)[1];
  assert.deepEqual(complaints, []);
});

test('a changed byte of a file from elsewhere is found, and nothing is sent', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Dana');
  await page.goto(`${server.url}/passport`);
  const folder = mkdtempSync(join(tmpdir(), 'countersign-passport-page-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const check = async (name, bytes) => {
    writeFileSync(join(folder, name), bytes);
    await page.getByLabel('Passport', { exact: true }).setInputFiles(join(folder, name));
    await act(page, 'Check');
  };
  await page.getByRole('textbox', { name: 'Key of the log that you trust' }).fill(key);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await check('genuine.zip', genuine);
  await page.getByText('Valid, with 2 of 17 checks unknown').waitFor();
  const changed = Buffer.from(genuine);
  changed[changed.indexOf('"decision":"approve"') + 12] ^= 1;
  await check('changed.zip', changed);
  await page.getByText(/^Not valid: \d+ checks? failed$/).waitFor();
  assert.notDeepEqual(named(await checksOf(page), 'failed'), []);
  assert.deepEqual(asked, []);
  assert.deepEqual(await seriousFindings(page), []);
  assert.deepEqual(complaints, []);
});
