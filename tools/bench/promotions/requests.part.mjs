import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { signIn } from '../../demo/api-client.mjs';
import * as documents from '../../demo/documents.mjs';
import { seedDemo } from '../../demo/seed.mjs';
import { root } from '../../set-up/run.mjs';
import { startTrialServer, trialDataDir } from '../../set-up/trial-server.mjs';

/** The server's own copies. */
const require = createRequire(new URL('../../../apps/api/package.json', import.meta.url));
const { Client } = require('pg');
const { policyDigest } = require('@countersign/domain/approvals');
const { startEmbeddedPostgres } = require(join(root, 'apps/api/dist/database/embedded'));

const listed = 10_000;
const pages = 60;
const places = 20;
const items = 100;

const activate = `mutation ($id: ID!) { activatePromotion(promotionId: $id) {
  __typename ... on PromotionChanged { promotion { state } auditEntry { sequence } } ... on Refusal { code message } } }`;
const attach = `mutation ($input: AttachEvidenceInput!) { attachEvidence(input: $input) {
  __typename ... on EvidenceAttached { created } ... on Refusal { code message } } }`;
const stamp = `query ($id: ID!) { promotion(id: $id) { round subjectDigest } }`;
const newest = '{ promotions(first: 1) { nodes { id modelVersion { id } } } }';

/** Pages of promotions as the console asks for them, and activations, on the demo's data. */
export async function measure(program = 'apps/api/dist/main.js') {
  const dataDir = trialDataDir();
  const postgres = await startEmbeddedPostgres({ dataDir });
  const database = new Client({ connectionString: postgres.url });
  const server = await startTrialServer({
    ...{ dataDir, program },
    env: { DEMO: 'on', DATABASE_URL: postgres.url },
  });
  try {
    await database.connect();
    await seedDemo({ url: server.url });
    const people = Object.fromEntries(
      await Promise.all(
        ['dana', 'sam', 'riley', 'ira'].map(async (who) => [who, await signIn(server.url, who)]),
      ),
    );
    const bench = { database, people };
    return [...(await activations(bench)), ...(await page(bench)), ...(await listing(bench))];
  } finally {
    await database.end();
    await server.stop();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A promotion of the demo's version to each of so many aliases, voted on by both roles, then activated. */
async function activations({ database, people }) {
  const aliases = Array.from({ length: places }, (_, index) => `place-${index}`);
  await publishPolicies(database, aliases);
  const [{ modelVersion }] = (await ask(people.dana, newest)).nodes;
  const times = [];
  for (const alias of aliases) {
    const input = { modelVersionId: modelVersion.id, environment: 'PRODUCTION', alias, rationale: 'Bench.' };
    const { promotion } = await ask(people.dana, documents.requestPromotion, { input });
    for (const who of ['sam', 'riley']) {
      const { round, subjectDigest } = await ask(people[who], stamp, { id: promotion.id });
      const ballot = { promotionId: promotion.id, round, subjectDigest, decision: 'APPROVE' };
      await ask(people[who], documents.castVote, { input: ballot });
    }
    times.push(await timed(() => ask(people.ira, activate, { id: promotion.id })));
  }
  return rowsOf('activation on three gates, in one transaction', times, 150);
}

/** The built-in policy for another alias each, as the operator would publish it; `of` changes it. */
async function publishPolicies(database, aliases, of = (policy) => policy) {
  const { rows } = await database.query(
    `SELECT workspace_id, body FROM policy WHERE name = 'production-champion' ORDER BY published_at LIMIT 1`,
  );
  const [{ workspace_id: workspaceId, body }] = rows;
  await database.query('ALTER TABLE policy DISABLE TRIGGER USER');
  for (const alias of aliases) {
    const policy = of({ ...body, name: alias, version: 1, alias });
    await database.query(
      `INSERT INTO policy (id, workspace_id, name, version, digest, environment, alias, body, published_at)
       VALUES (gen_random_uuid(), $1, $2, 1, $3, 'production', $2, $4, now())`,
      [workspaceId, alias, policyDigest(policy), JSON.stringify(policy)],
    );
  }
  await database.query('ALTER TABLE policy ENABLE TRIGGER USER');
}

/** A request whose policy has a gate on each of a hundred measurements, as the console reads its page. */
async function page({ database, people }) {
  const metrics = Array.from({ length: items }, (_, index) => `metric_${index}`);
  const alias = 'many-gates';
  await publishPolicies(database, [alias], (policy) => ({ ...policy, gates: metrics.map(gateOn) }));
  const [{ modelVersion }] = (await ask(people.dana, newest)).nodes;
  const modelVersionId = modelVersion.id;
  for (const metric of metrics) {
    const input = { modelVersionId, kind: 'MEASUREMENT', document: JSON.stringify(measurement(metric)) };
    await ask(people.dana, attach, { input });
  }
  const input = { modelVersionId, environment: 'PRODUCTION', alias, rationale: 'Bench.' };
  const { promotion } = await ask(people.dana, documents.requestPromotion, { input });
  const document = consoleDocument('Promotion');
  const read = await ask(people.riley, document, { id: promotion.id });
  if (read.gates.filter(({ verdict }) => verdict === 'PASS').length !== items)
    throw new Error(`not every gate of the page passes: ${read.gates[0].reason}`);
  const times = await repeated(() => ask(people.riley, document, { id: promotion.id }));
  return rowsOf(`page of a request with ${items} gates, each on evidence of its own`, times, 200);
}

const gateOn = (metric) => ({
  ...{ id: metric, title: `${metric} holds`, kind: 'measurement', metric },
  ...{ op: 'at_least', limit: 0.7, use: 'lower', minimumN: 100 },
});

const measurement = (metric) => ({
  ...{ schema: 'countersign.measurement/1', metric, unit: null },
  estimate: {
    ...{ value: 0.8, n: 1_000, method: 'mean' },
    interval: { lower: 0.75, upper: 0.85, confidenceLevel: 0.95, method: 'normal' },
  },
  ...{ datasetDigest: null, labelCoverage: null, codeCommit: null, measuredAt: new Date().toISOString() },
});

/** Copies of a promotion with its votes, so many that a list without pages would be felt. */
async function listing({ database, people }) {
  for (const table of ['promotion', 'vote'])
    await database.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await database.query(
    `WITH model AS (SELECT * FROM promotion ORDER BY id LIMIT 1), copied AS (
       INSERT INTO promotion SELECT (jsonb_populate_record(NULL::promotion, to_jsonb(model) || jsonb_build_object(
         'id', gen_random_uuid(), 'alias', 'copy-' || each, 'state', (ARRAY['in_review', 'blocked', 'rejected'])[1 + each % 3]))).*
       FROM model, generate_series(1, $1::int) AS each RETURNING id)
     INSERT INTO vote SELECT (jsonb_populate_record(NULL::vote, to_jsonb(vote) || jsonb_build_object('id', gen_random_uuid(), 'promotion_id', copied.id))).*
     FROM copied, vote WHERE vote.promotion_id = (SELECT id FROM model)`,
    [listed],
  );
  await database.query('ANALYZE');
  const rows = [];
  for (const [who, variables] of [
    ['all', {}],
    ['in review', { state: 'IN_REVIEW' }],
  ])
    rows.push(
      ...rowsOf(
        `first page of ${listed} promotions, ${who}`,
        await repeated(() => ask(people.riley, consoleDocument('Promotions'), variables)),
        100,
      ),
    );
  return rows;
}

/** The document that the console sends under this name. */
function consoleDocument(name) {
  const file = new URL('../../../apps/console/src/gql/trusted-documents.json', import.meta.url);
  const texts = Object.values(JSON.parse(readFileSync(file, 'utf8')));
  const text = texts.find((each) => new RegExp(`^query ${name}\\b`).test(each));
  if (!text) throw new Error(`the console has no document ${name}`);
  return text;
}

const ask = (client, document, variables) => client.run({ step: document.slice(0, 60), document, variables });

async function timed(work) {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

async function repeated(work) {
  const times = [];
  for (let round = 0; round < pages; round += 1) times.push(await timed(work));
  // The first pages are the compiler's.
  return times.slice(10);
}

function rowsOf(what, times, target) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.ceil(sorted.length * share) - 1];
  const row = (name, measured) => ({ what: `${what}: ${name}`, unit: 'ms', target, measured });
  return [row('median', at(0.5)), row('p95', at(0.95))];
}
