import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { seriousFindings } from './axe.mjs';
import { openPage, signInAs } from './browser.mjs';
import { startDemoServer } from './demo-server.mjs';

let server;
before(async () => {
  server = await startDemoServer();
});
after(() => server?.stop());

const at = (path) => `${server.url}${path}`;
const heading = (page, name) => page.getByRole('heading', { level: 1, name });

/** The words of each check, by its name in the table. */
async function checksOf(page) {
  const rows = await page.getByRole('table', { name: 'Checks' }).getByRole('row').allInnerTexts();
  return Object.fromEntries(rows.slice(1).map((row) => row.split(/[\t\n]+/).map((cell) => cell.trim())));
}

async function exportLog(page) {
  await page.goto(at('/audit'));
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('button', { name: 'Download' }).click(),
  ]);
  await page.getByText(/\.ndjson is downloaded/).waitFor();
  return { path: await download.path(), name: download.suggestedFilename() };
}

async function verify(page, { name, text }) {
  const requests = [];
  const count = (request) => requests.push(request.url());
  page.on('request', count);
  await page.getByLabel('Exported file').setInputFiles({
    name,
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(text),
  });
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await page.getByText(/^(Valid: |Not valid)/).waitFor();
  page.off('request', count);
  assert.deepEqual(requests, []);
}

test('an exported bundle verifies in the browser, a tampered one does not, and nothing is sent', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Ada');
  const { path, name } = await exportLog(page);
  const text = readFileSync(path, 'utf8');
  const lines = text.trimEnd().split('\n');
  const { keys, to } = JSON.parse(lines[0]);
  const { checkpoint } = JSON.parse(lines.at(-1));

  await page.getByRole('link', { name: 'Verify a file' }).last().click();
  await heading(page, 'Verify a file').waitFor();
  await verify(page, { name, text });
  await page.getByText(`Valid: ${to} entries, 1 to ${to}`).waitFor();
  assert.deepEqual(await checksOf(page), {
    'Form of the file': 'passed',
    'Chain of entries': 'passed',
    'Details of entries': 'passed',
    'Tree and checkpoints': 'passed',
    Signatures: 'passed',
    'The key is the one you know': 'unknown',
    'It fits the checkpoint you kept': 'unknown',
    'Witnesses confirmed it': 'unknown',
  });
  assert.deepEqual(await seriousFindings(page), []);

  await page.getByLabel('Key of the log that you trust').fill(keys.at(-1));
  await page.getByLabel('Checkpoint that you kept').fill(checkpoint);
  await verify(page, { name, text });
  const known = await checksOf(page);
  assert.equal(known['The key is the one you know'], 'passed');
  assert.equal(known['It fits the checkpoint you kept'], 'passed');

  const altered = lines.with(7, lines[7].replace('\\"outcome\\":\\"done\\"', '\\"outcome\\":\\"refused\\"'));
  assert.notDeepEqual(altered, lines);
  await verify(page, { name, text: `${altered.join('\n')}\n` });
  await page.getByText(/^Not valid from entry \d+ on$/).waitFor();
  assert.ok(Object.values(await checksOf(page)).includes('failed'));

  // Cut off at an older checkpoint the file fits itself, and not what was kept.
  const older = lines.findIndex(
    (line, index) => index > 0 && index < lines.length - 1 && line.startsWith('{"checkpoint"'),
  );
  const size = Number(JSON.parse(lines[older]).checkpoint.split('\n')[1]);
  const header = JSON.stringify({ ...JSON.parse(lines[0]), to: size });
  await verify(page, { name, text: `${[header, ...lines.slice(1, older + 1)].join('\n')}\n` });
  assert.equal((await checksOf(page))['It fits the checkpoint you kept'], 'failed');
  assert.deepEqual(complaints, []);
});

test('an entry is proved in the browser, up to the key that only the reader can know', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Ada');
  await page.goto(at('/audit'));
  await page.getByText(/^Nobody: no witness outside this server/).waitFor();
  await page
    .getByRole('button', { name: /^Show entry/ })
    .last()
    .click();
  await page.getByRole('button', { name: /^Prove that entry \d+ is in the log$/ }).click();
  await page.getByText('Proof, worked out in this browser').waitFor();
  const steps = await page.locator('.cs-steps > li').allInnerTexts();
  assert.deepEqual(
    steps.map((step) => step.trim().split(/\s/)[0]),
    ['passed', 'passed', 'passed', 'passed', 'passed', 'unknown'],
  );
  assert.deepEqual(await seriousFindings(page), []);
  await page.goto(at('/audit/checkpoints'));
  await page
    .getByRole('button', { name: /^Show note \d+$/ })
    .first()
    .click();
  assert.match(
    await page.getByLabel('The signed note, to be kept as it is').first().inputValue(),
    /^countersign\.audit\//,
  );
  assert.deepEqual(await seriousFindings(page), []);
  assert.deepEqual(complaints, []);
});
