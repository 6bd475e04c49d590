import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn } from '../demo/api-client.mjs';
import { seriousFindings } from './axe.mjs';
import { openPage, signInAs } from './browser.mjs';
import { startDemoServer } from './demo-server.mjs';

const proposePolicy = `mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) {
  __typename ... on PolicyChangeRecorded { policyChange { id } } ... on Refusal { code message } } }`;

let server;
let policyChange;
before(async () => {
  server = await startDemoServer();
  policyChange = await proposedPolicy();
});
after(() => server?.stop());

/** A change of a policy that nobody has decided on. */
async function proposedPolicy() {
  const pat = await signIn(server.url, 'pat');
  const templates = await pat.run({ step: 'read the templates', document: '{ policyTemplates }' });
  const input = { document: JSON.stringify(templates.at(-1)), reason: 'A third pair of eyes.' };
  const step = 'propose a policy';
  return (await pat.run({ step, document: proposePolicy, variables: { input } })).policyChange;
}

/** Every route of the console, on data that fills it. */
function routes() {
  const { id, modelVersion } = server.promotion;
  const model = `/models/${modelVersion.model.id}`;
  const audit = `/fairness/${modelVersion.fairnessAudits.nodes[0].id}`;
  return [
    '/inbox',
    '/models',
    model,
    `${model}/drift`,
    `${model}/performance`,
    '/fairness',
    '/fairness/published',
    `/fairness/compare?after=${modelVersion.fairnessAudits.nodes[0].id}`,
    `/fairness/new?version=${modelVersion.id}`,
    audit,
    `${audit}/remedies`,
    '/promotions',
    '/promotions?view=board',
    `/promotions/${id}`,
    ...['evidence', 'changes', 'checks', 'discussion'].map((tab) => `/promotions/${id}?tab=${tab}`),
    `/promotions/${id}/passport`,
    '/passport',
    '/policies',
    '/policies/new?template=production-champion',
    `/policies/changes/${policyChange.id}`,
    '/datasets',
    '/vault',
    '/audit',
    '/audit/entries/1',
    '/audit/checkpoints',
    '/audit/verify',
    '/people',
    '/tokens',
    '/privacy',
    '/account',
  ];
}

/** The report behind the first gate of the promotion, as its page links to it. */
async function evidenceRoute(page) {
  await page.goto(`${server.url}/promotions/${server.promotion.id}?tab=evidence`);
  return page
    .getByRole('link', { name: /^Open evidence/ })
    .first()
    .getAttribute('href');
}

async function settle(page) {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
}

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 360]) {
    test(`axe-core finds nothing serious on any route, ${colorScheme}, ${width} px wide`, async (t) => {
      const { page, complaints } = await openPage(t, { colorScheme, width });
      const found = {};
      for (const route of ['/sign-in', '/invitation']) {
        await page.goto(`${server.url}${route}`);
        await settle(page);
        found[route] = await seriousFindings(page);
      }
      // An admin sees every part of every page.
      await signInAs(page, server.url, 'Ira');
      for (const route of [...routes(), await evidenceRoute(page)]) {
        await page.goto(`${server.url}${route}`);
        await settle(page);
        found[route] = await seriousFindings(page);
        const { scrollWidth, clientWidth } = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return { scrollWidth, clientWidth };
        });
        assert.ok(scrollWidth <= clientWidth, `${route} scrolls sideways: ${scrollWidth} > ${clientWidth}`);
      }
      assert.deepEqual(Object.fromEntries(Object.entries(found).filter(([, each]) => each.length > 0)), {});
      assert.deepEqual(complaints, []);
    });
  }
}
