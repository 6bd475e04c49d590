import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn } from '../demo/api-client.mjs';
import { seriousFindings } from './axe.mjs';
import { openPage, signInAs } from './browser.mjs';
import { startDemoServer } from './demo-server.mjs';

const proposePolicy = `mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) {
  __typename ... on PolicyChangeRecorded { policyChange { id } } ... on Refusal { code message } } }`;

const createWebhook = `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) {
  __typename ... on WebhookCreated { webhook { id } } ... on Refusal { code message } } }`;

const trustWorkload = `mutation ($input: TrustWorkloadInput!) { trustWorkload(input: $input) {
  __typename ... on WorkloadTrusted { workloadTrust { id } } ... on Refusal { code message } } }`;

let server;
let policyChange;
let webhook;
before(async () => {
  server = await startDemoServer();
  policyChange = await proposedPolicy();
  webhook = await outsiders();
});
after(() => server?.stop());

/** A change of a policy that nobody has decided on. */
async function proposedPolicy() {
  const pat = await signIn(server.url, 'pat');
  const templates = await pat.run({ step: 'read the templates', document: '{ policyTemplates }' });
  const strictest = templates.at(-1);
  const next = { ...strictest, version: strictest.version + 1, approvalTtlDays: 5 };
  const input = { document: JSON.stringify(next), reason: 'A week is long.' };
  const step = 'propose a policy';
  return (await pat.run({ step, document: proposePolicy, variables: { input } })).policyChange;
}

/** Who is told what happens, and who comes in by a token of their own; nothing of what happens here is told. */
async function outsiders() {
  const ira = await signIn(server.url, 'ira');
  const trust = {
    ...{ name: 'release', issuer: 'https://token.actions.githubusercontent.com' },
    ...{ subjects: ['repo:acme/credit:ref:refs/heads/main'] },
  };
  await ira.run({ step: 'trust a workload', document: trustWorkload, variables: { input: trust } });
  const told = { url: 'https://example.org/hooks', description: 'Chat', events: ['PROMOTION_RESTORED'] };
  const step = 'add a webhook';
  return (await ira.run({ step, document: createWebhook, variables: { input: told } })).webhook;
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
    '/workloads',
    '/webhooks',
    `/webhooks/${webhook.id}`,
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
