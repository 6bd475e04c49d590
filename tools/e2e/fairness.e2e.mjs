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

const continueTo = async (page, step) => {
  await page.getByRole('button', { name: 'Continue' }).click();
  await stepHeading(page, step).waitFor();
};
const stepHeading = (page, name) => page.getByRole('heading', { level: 2, name });

/** Opens the set-up of an audit from the page of the demo's model. */
async function openSetUp(page) {
  await signInAs(page, server.url, 'Sam');
  await page.goto(`${server.url}/models/${server.promotion.modelVersion.model.id}`);
  await page.getByRole('button', { name: 'Set up a fairness audit' }).click();
  await stepHeading(page, 'Population and columns').waitFor();
  await page.getByLabel('Dataset').selectOption({ label: 'credit-default-training 2' });
  await page.getByText('label: “0” in 5,310 rows, “1” in 690 rows.').waitFor();
}

async function sayWhatIsGood(page) {
  await page.getByLabel('Good: “1” was not predicted').check();
  await page.getByLabel('What does the person get?').fill('the loan is granted');
  await page.getByLabel(/^Why is this the good outcome/).fill('A predicted default is a declined loan.');
}

test('FW-11 the answers survive a reload, and can be forgotten', async (t) => {
  const { page, complaints } = await openPage(t);
  await openSetUp(page);
  await continueTo(page, 'Who, and what is good');
  await page.getByLabel('What does the person get?').fill('the loan is granted');
  await page.reload();
  await stepHeading(page, 'Who, and what is good').waitFor();
  assert.equal(await page.getByLabel('What does the person get?').inputValue(), 'the loan is granted');
  await page.getByRole('button', { name: 'Begin anew' }).click();
  await stepHeading(page, 'Population and columns').waitFor();
  assert.equal(await page.getByLabel('Dataset').inputValue(), '');
  assert.deepEqual(complaints, []);
});

test('FW-1 an audit is set up in six steps, in plain words', async (t) => {
  const { page, complaints } = await openPage(t);
  await openSetUp(page);
  assert.equal(await page.getByLabel('What was decided?').inputValue(), 'prediction');
  await continueTo(page, 'Who, and what is good');
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H2');

  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('3 answers are missing or do not fit.').waitFor();
  await sayWhatIsGood(page);
  await page
    .getByRole('group', { name: 'About group.sex' })
    .getByLabel('How is it known?')
    .selectOption('INFERRED');
  await page.getByText('Errors of the guess move people between groups').waitFor();
  assert.deepEqual(await seriousFindings(page), []);
  await continueTo(page, 'Compared with whom');

  await page.getByRole('button', { name: 'Back' }).click();
  assert.equal(await page.getByLabel('What does the person get?').inputValue(), 'the loan is granted');
  await continueTo(page, 'Compared with whom');
  await page.getByLabel('a group that I name').check();
  await page.getByLabel('Reference group of group.sex').selectOption('male');
  await page.getByLabel('Reference group of group.age_band').selectOption('50+');
  await continueTo(page, 'Which errors hurt');

  await page.getByText('“1” happened in 690 (11.5%) and was predicted in 674 (11.2%)').waitFor();
  await page.getByText('between 16 and 690 people').waitFor();
  await page.getByLabel('The false alarm').check();
  await continueTo(page, 'Limits and rules');
  await page.getByLabel('Local Law 144 (New York City)').check();
  await page.getByText('computes no rate and no ratio of them').waitFor();
  assert.deepEqual(await seriousFindings(page), []);
  await continueTo(page, 'Check and run');

  const words = await page.getByRole('main').innerText();
  assert.match(words, /A person for whom “1” was not predicted is well off: the loan is granted\./);
  assert.match(words, /Each group is compared with male \(group\.sex\) and 50\+ \(group\.age_band\)\./);
  assert.match(words, /False positives were said to hurt more\./);
  await page.getByRole('button', { name: 'Run the audit' }).click();
  await heading(page, /^Fairness audit of credit-default, version/).waitFor();
  await page.getByText('predicted negative: the loan is granted').waitFor();
  for (const name of ['Report', 'Report as PDF', 'Evidence as JSON']) {
    const link = page.getByRole('link', { name: `${name} (new tab)` });
    const answer = await page.request.get(new URL(await link.getAttribute('href'), server.url).href);
    assert.equal(answer.status(), 200, name);
  }
  assert.deepEqual(complaints, []);
});

test('FW-5 what the server refuses is said at its step and field, and can be put right there', async (t) => {
  const { page } = await openPage(t);
  await openSetUp(page);
  await page.getByLabel('What was decided?').selectOption('region');
  await continueTo(page, 'Who, and what is good');
  await sayWhatIsGood(page);
  await continueTo(page, 'Compared with whom');
  await continueTo(page, 'Which errors hurt');
  await page.getByLabel('I cannot say').check();
  await continueTo(page, 'Limits and rules');
  await continueTo(page, 'Check and run');
  await page.getByRole('button', { name: 'Run the audit' }).click();
  await stepHeading(page, 'Population and columns').waitFor();
  const field = page.getByLabel('What was decided?');
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  await page.getByRole('alert').waitFor();

  await field.selectOption('prediction');
  assert.equal(await field.getAttribute('aria-invalid'), null);
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('button', { name: /Check and run/ })
    .click();
  await page.getByRole('button', { name: 'Run the audit' }).click();
  await heading(page, /^Fairness audit of credit-default, version/).waitFor();
});

test('a risk officer signs an audit, and its report says so; whoever ran it cannot', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Riley');
  await page.goto(`${server.url}/fairness`);
  await page.getByRole('table', { name: 'Fairness audits' }).getByRole('link').first().click();
  await page.getByText('Nobody has signed this audit.').waitFor();
  await page.getByRole('button', { name: 'Sign this audit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('I agree with the audit and its conclusion').check();
  await dialog.getByLabel('Your independence').fill('I neither build nor sell this model.');
  assert.deepEqual(await seriousFindings(page), []);
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await dialog.getByText('Your signature is in the report.').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page
    .getByRole('table', { name: 'Signatures' })
    .getByText(/^Riley/)
    .waitFor();
  const report = await page.request.get(
    `${page.url().replace('/fairness/', '/v1/fairness-audits/')}/report.html`,
  );
  assert.match(await report.text(), /I neither build nor sell this model\./);
  await page.getByRole('button', { name: 'Sign out' }).click();

  await signInAs(page, server.url, 'Dana');
  await page.goto(`${server.url}/fairness`);
  await page.getByRole('table', { name: 'Fairness audits' }).getByRole('link').first().click();
  const button = page.getByRole('button', { name: 'Sign this audit' });
  assert.equal(await button.getAttribute('aria-disabled'), 'true');
  assert.deepEqual(complaints, []);
});

/** Opens the oldest audit that fails, the demo's of version 1. */
async function openFailedAudit(page) {
  await page.goto(`${server.url}/fairness`);
  const failed = page.getByRole('row').filter({ hasText: 'Fail' }).last();
  await failed.getByRole('link').first().click();
  await heading(page, /^Fairness audit of credit-default, version/).waitFor();
}

test('FS-22 a risk officer gives a waiver of what failed, and ends it', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Riley');
  await openFailedAudit(page);
  await page.getByRole('button', { name: 'Give a waiver' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('For what').selectOption({ label: 'Equal opportunity by group.sex: fail' });
  await dialog.getByLabel('Why it is acceptable').fill('Version 2 replaces it.');
  const latest = new Date(Date.now() + 364 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel('Ends on').fill(latest);
  assert.deepEqual(await seriousFindings(page), []);
  await dialog.getByRole('button', { name: 'Give the waiver' }).click();
  await dialog.getByText('The waiver is in force and in the report.').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('table', { name: 'Waivers' }).getByText('Version 2 replaces it.').waitFor();

  await page.getByRole('button', { name: 'End the waiver of Equal opportunity by group.sex' }).click();
  await dialog.getByLabel('Why it ends').fill('Replaced.');
  await dialog.getByRole('button', { name: 'End the waiver' }).click();
  await dialog.getByText('The waiver has ended.').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page
    .getByRole('table', { name: 'Waivers' })
    .getByText(/Replaced\./)
    .waitFor();
  assert.deepEqual(complaints, []);
});

test('FY-10 an audit leads to what to do about it: rows, weights, thresholds and a band for people', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Riley');
  await openFailedAudit(page);
  await page.getByRole('link', { name: 'What to do about it' }).click();
  await heading(page, /^What to do about it: credit-default/).waitFor();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Weights as CSV' }).click();
  const csv = readFileSync(await (await saved).path(), 'utf8');
  assert.match(csv, /^group\.sex,label,rows,weight\r\nfemale,positive,/);
  await page.getByText(/thresholds? meets? every criterion/i).waitFor();
  await page.getByRole('button', { name: 'Propose a band' }).click();
  await page.getByText(/^Proposed: .* partly luck/).waitFor();
  await page.getByText('This workspace does not show it').waitFor();
  assert.deepEqual(await seriousFindings(page), []);
  assert.deepEqual(complaints, []);
});

test('FX-5 figures follow from the evidence: the threshold moves by keys, and two audits stand side by side', async (t) => {
  const { page, complaints } = await openPage(t);
  await signInAs(page, server.url, 'Riley');
  await page.goto(`${server.url}/fairness`);
  const audits = page.getByRole('table', { name: 'Fairness audits' });
  await audits.getByRole('link', { name: 'version 2' }).last().click();
  await page.getByRole('tab', { name: /×/ }).click();
  await page.getByRole('grid').getByRole('button').first().click();
  await page.getByRole('status').getByText('Ratio to the reference').waitFor();
  const slider = page.getByRole('slider', { name: /^Threshold/ });
  await slider.focus();
  await page.keyboard.press('Home');
  await page.getByRole('heading', { name: 'Groups at threshold 0.00' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: 'Criteria at threshold 0.01' }).waitFor();
  assert.match(await slider.getAttribute('aria-valuetext'), /^0\.01\. favourable rate/);
  assert.deepEqual(await seriousFindings(page), []);

  await page.getByRole('link', { name: 'Compare with the previous audit' }).click();
  await page.getByRole('heading', { name: 'How the gaps changed' }).waitFor();
  assert.match(await page.getByRole('main').innerText(), /by another mix of group\.age_band/);
  assert.deepEqual(await seriousFindings(page), []);
  assert.deepEqual(complaints, []);
});
