// Votes that are signed with a passkey: Chromium's own virtual authenticator makes and keeps the keys.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { verifyPassport } from '@countersign/domain/passport';
import { signIn } from '../demo/api-client.mjs';
import { seriousFindings } from './axe.mjs';
import { openPage, signInAs } from './browser.mjs';
import { startDemoServer } from './demo-server.mjs';
import { changePolicies } from './policy-change.mjs';

/** A policy's shortest proof is a minute. */
const aged = { timeout: 120_000 };

const refresh = `mutation ($id: ID!) { refreshGates(promotionId: $id) {
  __typename ... on PromotionChanged { promotion { round state } } ... on Refusal { code message } } }`;
const activate = `mutation ($id: ID!) { activatePromotion(promotionId: $id) {
  __typename ... on PromotionChanged { promotion { state } } ... on Refusal { code message } } }`;

let server;
/** Browsers keep passkeys for names, and none for addresses of numbers. */
let url;
before(async () => {
  server = await startDemoServer();
  url = server.url.replace('127.0.0.1', 'localhost');
});
after(() => server?.stop());

const promotionUrl = () => `${url}/promotions/${server.promotion.id}`;
const button = (page, name) => page.getByRole('button', { name, exact: true });
const dialogOf = (page) => page.getByRole('dialog');
const recorded = (page) => page.getByText(/Recorded as audit entry number \d+/);

/** The policy of production asks for passkeys from now on, and for a proof of the last minute. */
async function askForPasskeys() {
  await changePolicies(url, {
    'production-champion': (policy) => ({ ...policy, requirePasskey: true, stepUpMinutes: 1 }),
  });
  const mel = await signIn(url, 'mel');
  const { promotion } = await mel.run({
    ...{ step: 'look at the gates again', document: refresh },
    variables: { id: server.promotion.id },
  });
  assert.deepEqual(promotion, { round: 2, state: 'IN_REVIEW' });
}

/** Somebody in a browser of their own, with an authenticator that knows them. */
async function person(t, name, options) {
  const { page, complaints } = await openPage(t, options);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  await signInAs(page, url, name);
  return { page, complaints };
}

async function registerPasskey(page, name) {
  await button(page, 'Register a passkey').click();
  await dialogOf(page).getByRole('textbox', { name: 'Name' }).fill(name);
  await button(dialogOf(page), 'Make the passkey').click();
  await dialogOf(page).getByText(`“${name}” is registered.`).waitFor();
  await button(dialogOf(page), 'Close').last().click();
  await dialogOf(page).waitFor({ state: 'detached' });
  await page.getByText(`For ${url}`).waitFor();
}

/** Proves in place that it is them, where the page asks for it. */
async function proveIfAsked(page) {
  const open = button(page, 'Prove that it is you');
  if (!(await open.isVisible())) return;
  await open.click();
  await button(dialogOf(page), 'Use your passkey').click();
  await dialogOf(page).waitFor({ state: 'hidden' });
  await open.waitFor({ state: 'hidden' });
}

async function approve(page) {
  await proveIfAsked(page);
  await page.getByRole('textbox', { name: 'Comment' }).fill('Seen.');
  await button(page, 'Approve').click();
  await button(dialogOf(page), 'Sign with your passkey').click();
  await recorded(page).waitFor();
}

test('P-140 P-143 somebody registers a passkey, proves in place that it is them, and signs their vote', async (t) => {
  await askForPasskeys();
  const { page, complaints } = await person(t, 'Sam');
  await page.goto(promotionUrl());
  await button(page, 'Approve').click();
  await dialogOf(page)
    .getByText(/takes no vote without a passkey, and you have none/)
    .waitFor();
  await dialogOf(page).getByRole('link', { name: 'Register one in your account' }).click();
  await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
  await registerPasskey(page, 'Laptop');
  assert.deepEqual(await seriousFindings(page), []);

  await page.goto(promotionUrl());
  await button(page, 'Approve').waitFor();
  const deadline = Date.now() + aged.timeout;
  while (!(await button(page, 'Prove that it is you').isVisible())) {
    assert.ok(Date.now() < deadline, 'nothing asked for a fresher proof');
    await page.reload();
    await button(page, 'Approve').waitFor();
  }
  assert.equal(await button(page, 'Approve').getAttribute('aria-disabled'), 'true');
  await proveIfAsked(page);
  await page.getByRole('textbox', { name: 'Comment' }).fill('Seen.');
  await button(page, 'Approve').click();
  await dialogOf(page)
    .getByText('I approve this release as subject-matter expert on this evidence.')
    .waitFor();
  assert.deepEqual(await seriousFindings(page), []);
  await button(dialogOf(page), 'Sign with your passkey').click();
  await recorded(page).waitFor();
  await page.getByRole('tab', { name: /^Discussion/ }).click();
  await page
    .getByText(/Signed by Sam Lindqvist: “I approve this release as subject-matter expert/)
    .first()
    .waitFor();
  await page.getByText('(signed with a passkey)').waitFor();
  assert.deepEqual(complaints, []);
});

test('P-146 the passport of what was signed verifies, with who signed by which words', async (t) => {
  const { page, complaints } = await person(t, 'Riley', { width: 360, height: 780, colorScheme: 'dark' });
  await page.goto(`${url}/account`);
  await registerPasskey(page, 'Key ring');
  assert.deepEqual(await seriousFindings(page), []);
  await page.goto(promotionUrl());
  await button(page, 'Approve').waitFor();
  await approve(page);
  const { page: engineer } = await person(t, 'Mel');
  await engineer.goto(`${url}/account`);
  await registerPasskey(engineer, 'Desk');
  await engineer.goto(promotionUrl());
  await button(engineer, 'Approve').waitFor();
  await approve(engineer);
  assert.deepEqual(complaints, []);

  const mel = await signIn(url, 'mel');
  const { promotion } = await mel.run({
    ...{ step: 'activate', document: activate },
    variables: { id: server.promotion.id },
  });
  assert.equal(promotion.state, 'ACTIVE');
  const { page: auditor } = await person(t, 'Ada');
  const response = await auditor.request.get(`${url}/v1/promotions/${server.promotion.id}/passport`);
  assert.equal(response.status(), 200);
  const { valid, checks } = verifyPassport(new Uint8Array(await response.body()));
  assert.equal(valid, true, JSON.stringify(checks.filter(({ status }) => status === 'failed')));
  const { status, detail } = checks.find(({ check }) => check === 'signers');
  assert.equal(status, 'passed');
  assert.match(
    detail,
    /^3 of 5 steps are signed with a passkey; .*Riley Moreau, .*“I approve this release as risk officer/,
  );
});

test('A-64 a passkey is renamed and removed where it was registered, by the keyboard alone', async (t) => {
  const { page, complaints } = await person(t, 'Pat');
  await page.goto(`${url}/account`);
  await registerPasskey(page, 'Old phone');
  await button(page, 'Rename Old phone').focus();
  await page.keyboard.press('Enter');
  await dialogOf(page).getByRole('textbox', { name: 'Name' }).fill('Phone');
  await page.keyboard.press('Enter');
  await dialogOf(page).getByText('It is called “Phone” now.').waitFor();
  await page.keyboard.press('Escape');
  await button(page, 'Remove Phone').focus();
  await page.keyboard.press('Enter');
  await button(dialogOf(page), 'Remove the passkey').focus();
  await page.keyboard.press('Enter');
  await page.getByText('You have no passkey yet.').waitFor();
  assert.deepEqual(complaints, []);
});
