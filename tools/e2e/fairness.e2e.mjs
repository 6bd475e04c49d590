import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { seriousFindings } from './axe.mjs';
import { openPage, signInAs } from './browser.mjs';
import { startDemoServer } from './demo-server.mjs';

let server;
before(async () => {
  server = await startDemoServer();
});
after(() => server?.stop());

const heading = (page, name) => page.getByRole('heading', { level: 1, name });

test('the list of audits leads to each of them', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Ada');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Fairness' }).click();
  await heading(page, 'Fairness audits').waitFor();
  const audit = page.getByRole('table', { name: 'Fairness audits' }).getByRole('link').first();
  const [model] = (await audit.innerText()).split(',');
  await audit.click();
  await heading(page, new RegExp(`^Fairness audit of ${model}, version`)).waitFor();
  assert.deepEqual(complaints, []);
});

test('FE-16 a published audit is held against itself in the page, and nothing is sent', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Ada');
  await page.goto(`${server.url}/fairness/published`);
  await heading(page, 'Check a published audit').waitFor();
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  const outcome = page.getByRole('status').filter({ has: page.locator('.cs-verdict') });
  const check = () => page.getByRole('button', { name: 'Check', exact: true }).click();

  await page.getByRole('button', { name: 'Show an example' }).click();
  await check();
  await outcome.getByText('contradictions between figures.').waitFor();
  const words = await page.getByRole('table', { name: 'Contradictions' }).innerText();
  assert.match(words, /2,584/);
  assert.match(words, /Hispanic: 408 people by race\/ethnicity, 395 by sex and race\/ethnicity/);
  assert.deepEqual(await seriousFindings(page), []);

  await page.getByLabel('Tables').fill('sex,n,selected,rate\nMale,10,5,50%\nFemale,10,4,40%');
  await check();
  await outcome.getByText('The figures agree with one another.').waitFor();

  await page.getByLabel('Tables').fill('sex,n,selected\nMale,ten,5');
  await check();
  await page.getByText('Line 2: "ten" is no number here.').waitFor();
  assert.deepEqual(requests, []);
  assert.deepEqual(complaints, []);
});
