import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { signIn } from '../demo/api-client.mjs';
import { seriousFindings } from './axe.mjs';
import { openPage, signInAs } from './browser.mjs';
import { startDemoServer } from './demo-server.mjs';
import { changePolicies } from './policy-change.mjs';

let server;
before(async () => {
  server = await startDemoServer();
  await allowEmergencies(server);
});
after(() => server?.stop());

/** A limit that the demo's version does not meet, and emergencies in both policies: where one knows none, there is none. */
async function allowEmergencies({ url, promotion }) {
  const breakGlass = { ttlHours: 4, perMonth: 2 };
  await changePolicies(url, {
    'production-champion': (policy) => ({
      ...{ ...policy, breakGlass },
      gates: policy.gates.map((gate) => (gate.kind === 'performance' ? { ...gate, minimum: 0.99 } : gate)),
    }),
    'high-risk-champion': (policy) => ({ ...policy, breakGlass }),
  });
  const dana = await signIn(url, 'dana');
  await dana.run({
    step: 'refresh the gates',
    document: `mutation ($id: ID!) { refreshGates(promotionId: $id) {
      __typename ... on Refusal { code message } } }`,
    variables: { id: promotion.id },
  });
}

const pageOf = () => `${server.url}/promotions/${server.promotion.id}`;
const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

/** Keeps what a page looks like where somebody asks for it. */
async function keep(page, name) {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Mel proposes it, without a mouse. */
async function propose(t) {
  const mel = await openPage(t);
  await signInAs(mel.page, server.url, 'Mel');
  await mel.page.goto(pageOf());
  await mel.page.getByRole('button', { name: 'Propose an emergency' }).focus();
  await mel.page.keyboard.press('Enter');
  const form = mel.page.getByRole('dialog');
  await form.getByText('of 2 that the policy allows').waitFor();
  await form.getByLabel('Incident').fill('INC-7');
  await form.getByLabel('Why it cannot wait').fill('The version that serves answers nothing.');
  await keep(mel.page, 'emergency-proposal');
  assert.deepEqual(await seriousFindings(mel.page), []);
  await mel.page.keyboard.press('Tab');
  await mel.page.keyboard.press('Enter');
  await form.getByText('Somebody else has to confirm it.', { exact: false }).last().waitFor();
  await form.getByRole('button', { name: 'Close' }).last().click();
  await mel.page.getByText('An emergency is proposed').waitFor();
  const own = mel.page.getByRole('button', { name: 'Confirm the emergency' });
  assert.equal(await own.getAttribute('aria-disabled'), 'true');
  assert.deepEqual(mel.complaints, []);
}

/** Riley finds it in the inbox, on a telephone, and confirms it. */
async function confirm(t) {
  const riley = await openPage(t, { width: 360, height: 800, colorScheme: 'dark' });
  await signInAs(riley.page, server.url, 'Riley');
  await riley.page.goto(`${server.url}/inbox`);
  await riley.page.getByText('An emergency asks for a second person').waitFor();
  assert.deepEqual(await seriousFindings(riley.page), []);
  await riley.page.goto(pageOf());
  await riley.page.getByText('An emergency is proposed').waitFor();
  await keep(riley.page, 'emergency-proposed-360-dark');
  assert.deepEqual(await seriousFindings(riley.page), []);
  assert.equal(await fits(riley.page), true, 'nothing is wider than the page');
  await riley.page.getByRole('button', { name: 'Confirm the emergency' }).click();
  const dialog = riley.page.getByRole('dialog');
  await dialog.getByText('Performance holds', { exact: false }).waitFor();
  await keep(riley.page, 'emergency-confirm-360-dark');
  assert.deepEqual(await seriousFindings(riley.page), []);
  await dialog.getByRole('button', { name: /Let version \d+ serve/ }).click();
  await dialog.getByText('It has to be approved until its time is over.', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await riley.page.getByText('This version serves by an emergency').waitFor();
  await keep(riley.page, 'emergency-serving-360-dark');
  assert.deepEqual(await seriousFindings(riley.page), []);
  assert.equal(await fits(riley.page), true, 'nothing is wider than the page');
  assert.deepEqual(riley.complaints, []);
}

test('two people let a version serve before it is approved, and a rejection ends it', async (t) => {
  await propose(t);
  await confirm(t);
  const sam = await openPage(t);
  await signInAs(sam.page, server.url, 'Sam');
  await sam.page.goto(pageOf());
  const notice = sam.page.getByRole('alert').filter({ hasText: 'This version serves by an emergency' });
  assert.match(await notice.innerText(), /Without an approval it ends on .*, in 3 hours\./);
  assert.match(await notice.innerText(), /Performance holds: .*/);
  await keep(sam.page, 'emergency-serving');
  assert.deepEqual(await seriousFindings(sam.page), []);
  assert.equal(await sam.page.getByRole('button', { name: 'Withdraw' }).count(), 0);
  await sam.page.getByLabel('Comment').fill('It errs worse.');
  await sam.page.getByRole('button', { name: 'Reject' }).click();
  await sam.page.getByText('This version served by an emergency and was not approved').waitFor();
  await keep(sam.page, 'emergency-over');
  assert.deepEqual(await seriousFindings(sam.page), []);
  assert.deepEqual(sam.complaints, []);
});
