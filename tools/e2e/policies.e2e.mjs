import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openPage, signInAs } from './browser.mjs';
import { startDemoServer } from './demo-server.mjs';

let server;
before(async () => {
  server = await startDemoServer();
});
after(() => server?.stop());

const button = (page, name) => page.getByRole('button', { name, exact: true });
const recorded = (page) => page.getByText(/Recorded as audit entry number \d+/);

/** Somebody signed in, in a browser profile of their own. */
async function pageOf(t, name) {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, name);
  return { page, complaints };
}

/** Writes a draft from a template, first with a fault, and proposes it; answers the path of the change. */
async function propose(page) {
  await page.getByRole('link', { name: 'Promotions', exact: true }).click();
  await page.getByRole('link', { name: 'Policies', exact: true }).click();
  await page.getByRole('article', { name: 'production-champion, version 3' }).waitFor();
  await page.getByRole('link', { name: 'Begin with production-champion' }).click();
  const editor = page.getByLabel('Policy document, in JSON');
  await page.getByText('The document can be read as a policy.').waitFor();
  const text = await editor.inputValue();
  assert.equal(JSON.parse(text).version, 4);

  await editor.fill(text.replace('"minimum": 0.7', '"minimum": "high"'));
  await page.getByText('1 fault keeps it from being a policy.').waitFor();
  const line = text.split('\n').findIndex((each) => each.includes('"minimum": 0.7')) + 1;
  await button(page, `Line ${line}, /gates/2/minimum`).click();
  assert.equal(
    await editor.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd)),
    '"high"',
  );
  assert.equal(await button(page, 'Propose').getAttribute('aria-disabled'), 'true');

  await page.keyboard.insertText('0.9999');
  await page.getByText('The document can be read as a policy.').waitFor();
  const differing = page.getByRole('row').filter({ hasText: 'gates/performance-holds/minimum' });
  assert.match(await differing.innerText(), /0\.7\s+0\.9999\s+Stricter/);
  await page.getByText(/^n = 1 promotion: 1 would have come to the same/).waitFor();

  await page.getByLabel('Why').fill('What is below costs more than it gains.');
  await button(page, 'Propose').click();
  await recorded(page).waitFor();
  await page.getByRole('link', { name: 'Open the change' }).click();
  await page.getByText('You cannot decide on it: You proposed this change').waitFor();
  assert.equal(await button(page, 'Approve').getAttribute('aria-disabled'), 'true');
  return new URL(page.url()).pathname;
}

/** Finds the change on top of the policies and approves it. */
async function approve(page, path) {
  await page.goto(`${server.url}/policies`);
  await page.getByText('It waits for your decision.').waitFor();
  await page.getByRole('link', { name: 'Change of production-champion: version 4' }).click();
  await page.getByText('Which way').waitFor();
  assert.equal(new URL(page.url()).pathname, path);
  await page.getByLabel('Comment').fill('Agreed with the product manager.');
  await button(page, 'Approve').click();
  await recorded(page).waitFor();
  await page.getByText('Riley Moreau approved').waitFor();
}

test('a product manager drafts a stricter policy, a risk officer approves it, and the votes before it count no more', async (t) => {
  const manager = await pageOf(t, 'Pat');
  const path = await propose(manager.page);
  const officer = await pageOf(t, 'Riley');
  await approve(officer.page, path);

  await manager.page.goto(`${server.url}/policies`);
  const card = manager.page.getByRole('article', { name: 'production-champion, version 4' });
  await card.getByText(/^since \d{4}-\d{2}-\d{2}/).waitFor();
  await card.getByText('History of production-champion (2 entries)').click();
  await card.getByRole('link', { name: 'Came into force' }).waitFor();
  await card.getByText('It came with the software').waitFor();

  await officer.page.goto(`${server.url}/promotions/${server.promotion.id}`);
  await button(officer.page, 'Re-check gates').click();
  await recorded(officer.page).waitFor();
  await officer.page.getByText('production-champion@4').first().waitFor();
  await officer.page.getByRole('tab', { name: 'Discussion' }).click();
  await officer.page.getByRole('heading', { name: 'Round 2, the present one' }).waitFor();
  await officer.page.getByText('does not count: the round has changed').first().waitFor();
  assert.deepEqual([...manager.complaints, ...officer.complaints], []);
});
