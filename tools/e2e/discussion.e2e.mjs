import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { signIn } from '../demo/api-client.mjs';
import { seriousFindings } from './axe.mjs';
import { openPage, signInAs } from './browser.mjs';
import { startDemoServer } from './demo-server.mjs';

let server;
before(async () => {
  server = await startDemoServer();
});
after(() => server?.stop());

const discussion = () => `${server.url}/promotions/${server.promotion.id}?tab=discussion`;
const words = (page) => page.getByLabel('Say something');
const button = (page, name) => page.getByRole('button', { name, exact: true });

/** Keeps what a page looks like where somebody asks for it. */
async function keep(page, name) {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

test('somebody is called to a promotion without a mouse, and finds it in the inbox until they have seen it', async (t) => {
  const dana = await openPage(t);
  await signInAs(dana.page, server.url, 'Dana');
  await dana.page.goto(discussion());
  await words(dana.page).focus();
  await dana.page.keyboard.type('Ask @ril');
  await dana.page.getByRole('option', { name: 'Riley Moreau' }).waitFor();
  await keep(dana.page, 'people');
  await dana.page.keyboard.press('Enter');
  await dana.page.keyboard.type('<b>is this fair?</b>\nhttps://example.org');
  assert.equal(
    await words(dana.page).inputValue(),
    'Ask @Riley Moreau <b>is this fair?</b>\nhttps://example.org',
  );
  await dana.page.keyboard.press('Control+Enter');
  await dana.page.getByText('Dana Okafor said').waitFor();
  const said = dana.page.getByRole('listitem').filter({ hasText: 'Dana Okafor said' });
  assert.equal(await said.locator('b, a').count(), 0);
  assert.match(await said.innerText(), /Ask @Riley Moreau <b>is this fair\?<\/b>\nhttps:\/\/example\.org/);

  const riley = await openPage(t, { width: 360, height: 800, colorScheme: 'dark' });
  await signInAs(riley.page, server.url, 'Riley');
  await riley.page.goto(`${server.url}/inbox`);
  await riley.page.getByRole('heading', { name: 'Somebody mentions you (1)' }).waitFor();
  await riley.page.getByText('Dana Okafor said:').waitFor();
  await keep(riley.page, 'inbox-360-dark');
  assert.deepEqual(await seriousFindings(riley.page), []);
  const mention = riley.page.getByRole('listitem').filter({ hasText: 'You are mentioned' });
  await mention.getByRole('link').click();
  await riley.page.getByText('(mentions you)').waitFor();
  await keep(riley.page, 'discussion-360-dark');
  assert.deepEqual(await seriousFindings(riley.page), []);
  assert.equal(
    await riley.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    true,
    'nothing is wider than the page',
  );
  await riley.page.goto(`${server.url}/inbox`);
  await riley.page.getByText('Your decision is asked for').waitFor();
  assert.equal(await riley.page.getByText('You are mentioned').count(), 0);
  await riley.page.goto(discussion());
  await riley.page.getByText('Dana Okafor said').waitFor();
  assert.equal(await riley.page.getByText('(mentions you)').count(), 0);
  assert.deepEqual([...dana.complaints, ...riley.complaints], []);
});

test('a comment that does not arrive keeps its words until it does', async (t) => {
  const { page } = await openPage(t);
  await signInAs(page, server.url, 'Sam');
  await page.goto(discussion());
  await words(page).fill('I know this column.');
  let isDown = true;
  await page.route('**/graphql', async (route) => {
    const isComment = route.request().postData()?.includes('AddPromotionComment');
    await (isDown && isComment ? route.abort() : route.fallback());
  });
  await button(page, 'Send').click();
  await page.getByText('(not sent)').waitFor();
  assert.equal(await words(page).inputValue(), '');
  await page.getByText('I know this column.').waitFor();
  await keep(page, 'not-sent');
  assert.deepEqual(await seriousFindings(page), []);
  isDown = false;
  await button(page, 'Send again').click();
  await page.getByText('Sam Lindqvist said').waitFor();
  await page.getByText('(not sent)').waitFor({ state: 'detached' });
  assert.equal(await page.getByText('I know this column.').count(), 1);
  // What others say comes by itself, while somebody writes.
  await words(page).fill('And');
  const dana = await signIn(server.url, 'dana');
  const document = `mutation ($input: AddPromotionCommentInput!) { addPromotionComment(input: $input) { __typename } }`;
  const input = { promotionId: server.promotion.id, text: 'Thank you.', mentions: [] };
  await dana.run({ step: 'say thanks', document, variables: { input } });
  await page.getByText('Thank you.').waitFor();
  assert.equal(await words(page).inputValue(), 'And');
  const [field, bar] = [words(page), page.getByRole('region', { name: 'Your decision' })];
  const { y, height } = await field.boundingBox();
  assert.ok(y + height <= (await bar.boundingBox()).y, 'what is written stays above what sticks to the edge');
  await keep(page, 'discussion-1280');
});

test('a change of a policy waits in the inbox, and cannot be decided while the page is behind', async (t) => {
  const pat = await signIn(server.url, 'pat');
  const templates = await pat.run({ step: 'read templates', document: '{ policyTemplates }' });
  const policy = { ...templates[0], name: 'aside', version: 1, environment: 'staging', alias: 'aside' };
  const { policyChange } = await pat.run({
    step: 'propose',
    document: `mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) {
      ... on PolicyChangeRecorded { policyChange { id digest } } ... on Refusal { code } } }`,
    variables: { input: { document: JSON.stringify(policy), reason: 'For trials.' } },
  });
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Riley');
  await page.goto(`${server.url}/inbox`);
  const waiting = page
    .getByRole('listitem')
    .filter({ hasText: 'A change of a policy asks for your decision' });
  assert.match(await waiting.innerText(), /For trials\./);
  await keep(page, 'inbox-1280');
  assert.deepEqual(await seriousFindings(page), []);
  await waiting.getByRole('link').click();
  await button(page, 'Approve').waitFor();
  assert.equal(await button(page, 'Approve').getAttribute('aria-disabled'), null);

  const riley = await signIn(server.url, 'riley');
  const { id: policyChangeId, digest: policyDigest } = policyChange;
  await riley.run({
    step: 'reject elsewhere',
    document: `mutation ($input: VotePolicyChangeInput!) { votePolicyChange(input: $input) { __typename ... on Refusal { code } } }`,
    variables: { input: { policyChangeId, policyDigest, decision: 'REJECT', comment: 'Not yet.' } },
  });
  await page.getByText('This change of a policy has changed since you opened it').waitFor();
  assert.equal(await button(page, 'Approve').getAttribute('aria-disabled'), 'true');
  await keep(page, 'policy-stale');
  assert.deepEqual(await seriousFindings(page), []);
  await button(page, 'Review the change').click();
  await page.getByText('Not yet.').waitFor();
  assert.equal(await button(page, 'Approve').count(), 0);
  assert.deepEqual(complaints, []);
});
