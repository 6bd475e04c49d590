import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../set-up/run.mjs';
import { openPage, signInAs } from './browser.mjs';
import { startDemoServer } from './demo-server.mjs';

const screenshot = join(root, 'docs/images/promotion.png');
const castVote = `mutation ($input: CastVoteInput!) { castVote(input: $input) { __typename ... on Refusal { code } } }`;

let server;
before(async () => {
  server = await startDemoServer();
});
after(() => server?.stop());

const promotionUrl = () => `${server.url}/promotions/${server.promotion.id}`;
const decide = (page, name) => page.getByRole('button', { name, exact: true });

/** A vote sent from inside the signed-in page, past its buttons. */
function voteFromPage(page) {
  const { id: promotionId, round, subjectDigest } = server.promotion;
  const input = { promotionId, decision: 'APPROVE', comment: '', round, subjectDigest };
  return page.evaluate(
    async ([query, variables]) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch('/graphql', {
        method: 'POST',
        headers,
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()).data.castVote;
    },
    [castVote, { input }],
  );
}

test('the requester is told that she cannot sign, and is refused when she tries anyway', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Dana');
  await page.goto(promotionUrl());
  await decide(page, 'Approve').waitFor();
  assert.equal(await decide(page, 'Approve').getAttribute('aria-disabled'), 'true');
  const reason = page.locator('[data-code=SELF_APPROVAL]');
  assert.match(await reason.innerText(), /Decide is not open to you/);
  assert.deepEqual(await voteFromPage(page), { __typename: 'Refusal', code: 'SELF_APPROVAL' });
  await page.goto(`${server.url}/audit`);
  const attempt = page.getByRole('row').filter({ hasText: 'Dana Okafor' }).filter({ hasText: 'castVote' });
  assert.match(await attempt.first().innerText(), /Refused/);
  assert.deepEqual(complaints, []);
});

test('a reviewer finds the request in the inbox, and reads it part by part without a mouse', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Riley');
  await page.getByRole('link', { name: 'Inbox 1 waits', exact: true }).click();
  await page.getByText('Your decision is asked for').waitFor();
  await page.getByRole('link', { name: 'credit-default, version 2' }).click();
  await page.getByRole('heading', { name: 'In plain words' }).waitFor();
  await page.getByRole('tab', { name: 'Summary' }).focus();
  const shown = {
    Evidence: /expires in \d+ (days|hours)/,
    Changes: /Nothing serves there yet/,
    Checks: /n = [\d,]+/,
    Discussion: /What is said here decides nothing/,
  };
  for (const [tab, text] of Object.entries(shown)) {
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tabpanel', { name: tab }).getByText(text).first().waitFor();
    assert.equal(new URL(page.url()).searchParams.get('tab'), tab.toLowerCase());
    assert.equal(await decide(page, 'Approve').getAttribute('aria-disabled'), null);
  }
  assert.deepEqual(complaints, []);
});

test('the risk officer signs, the ML engineer activates, and the champion is the new version', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Riley');
  await page.goto(promotionUrl());
  await decide(page, 'Approve').waitFor();
  if (process.env.UPDATE_SCREENSHOTS) {
    mkdirSync(dirname(screenshot), { recursive: true });
    await page.setViewportSize({ width: 1280, height: 1500 });
    await page.screenshot({ path: screenshot });
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  await page.getByLabel('Comment').fill('Gates are green; the gap is small and its interval is too.');
  await decide(page, 'Approve').click();
  await page.getByText(/Recorded as audit entry number \d+/).waitFor();
  await page.getByText('Approved', { exact: true }).first().waitFor();
  await page.getByRole('link', { name: 'Inbox', exact: true }).waitFor();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { level: 1, name: /sign in/i }).waitFor();
  await signInAs(page, server.url, 'Mel');
  await page.goto(promotionUrl());
  await decide(page, 'Activate').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Activate version 2' }).click();
  await page.getByText(/Recorded as audit entry number \d+/).waitFor();

  await page.goto(`${server.url}/models/${server.promotion.modelVersion.model.id}`);
  const champion = page.getByRole('row').filter({ hasText: 'champion' });
  assert.match(await champion.first().innerText(), /version 2\b/i);
  assert.deepEqual(complaints, []);
});

test('the chain of the audit log verifies in the browser', async (t) => {
  const { page } = await openPage(t);
  await signInAs(page, server.url, 'Ada');
  await page.goto(`${server.url}/audit`);
  await page.getByText(/^Chain verified in this browser: \d+ entries, 1 to \d+$/).waitFor();
  await page.getByText(/^Whole log verified by the server: \d+ entries$/).waitFor();
});
