// Two approvers at once on two server processes: how often both, or neither, make the final transition.
import { createHash, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { root } from '../set-up/run.mjs';
import { startTrialServer, trialDataDir } from '../set-up/trial-server.mjs';
import { writeStudy } from './write-study.mjs';

const require = createRequire(new URL('../../apps/api/package.json', import.meta.url));
const { Client } = require('pg');

/** G18 asks for 100,000; RACES=… makes another number of them. */
const total = Number(process.env.RACES ?? 100_000);
/** Races under way at once, all in one workspace: they share its audit log. */
const abreast = 8;
/** Places opened at once. */
const batch = 1000;

/** Seats, who had signed before, and what the two who come at once have to be answered, sorted. */
const quorums = [
  { title: '1-of-1', seats: 1, before: 0, answers: 'APPROVED, PROMOTION_CLOSED', decided: 1 },
  { title: '2-of-2', seats: 2, before: 0, answers: 'APPROVED, IN_REVIEW', decided: 2 },
  { title: '2-of-3', seats: 2, before: 1, answers: 'APPROVED, PROMOTION_CLOSED', decided: 1 },
];

const officers = ['first', 'second', 'third'];
const hex = 'f'.repeat(64);
const cast = `mutation ($input: CastVoteInput!) { castVote(input: $input) {
  __typename ... on Refusal { code } ... on VoteCast { promotion { state } } } }`;

async function post(url, { cookie, query, variables }) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    // The server closes one that lies idle while the next places are opened, and whoever writes to it then is reset.
    headers: { 'content-type': 'application/json', connection: 'close', ...(cookie && { cookie }) },
    body: JSON.stringify({ query, variables }),
  });
  return { body: await response.json(), cookie: response.headers.getSetCookie()[0]?.split(';')[0] };
}

async function signIn(url, persona) {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }';
  return (await post(url, { query, variables: { input: { persona } } })).cookie;
}

/** A model with one version, three risk officers, and a policy for each quorum, as the owner of the database. */
async function prepare(owner) {
  const { rows } = await owner.query(`SELECT id FROM workspace WHERE name = 'demo'`);
  const workspace = rows[0].id;
  const [model, version] = [randomUUID(), randomUUID()];
  const people = Object.fromEntries(officers.map((name) => [name, randomUUID()]));
  const maker = `person:${randomUUID()}`;
  for (const [name, id] of Object.entries(people))
    await owner.query(
      `INSERT INTO member (id, workspace_id, name, persona, roles, created_at) VALUES ($1, $2, $3, $3, '{risk_officer}', now())`,
      [id, workspace, name],
    );
  await owner.query(
    `INSERT INTO model VALUES ($1, $2, 'races', 'To be raced for.', 'binary', 'medium', now(), $3)`,
    [model, workspace, maker],
  );
  await owner.query(`INSERT INTO model_version VALUES ($1, $2, $3, 1, $4, '', NULL, '[]', now(), $5)`, [
    version,
    workspace,
    model,
    hex,
    maker,
  ]);
  const policies = {};
  for (const { title, seats } of quorums) {
    policies[title] = randomUUID();
    const body = {
      ...{ name: title, version: 1, environment: 'staging', alias: title, gates: [] },
      ...{ slots: [{ role: 'risk_officer', minimum: seats }], approvalTtlDays: 14, evidenceMaxAgeDays: 30 },
    };
    // As if it had come with the software.
    const digest = createHash('sha256').update(`${workspace} ${title}`).digest('hex');
    await owner.query('INSERT INTO built_in_policy VALUES ($1, $2)', [digest, JSON.stringify(body)]);
    await owner.query(`INSERT INTO policy VALUES ($1, $2, $3, 1, $4, 'staging', $3, $5, now())`, [
      ...[policies[title], workspace, title, digest, JSON.stringify(body)],
    ]);
  }
  return { workspace, model, version, people, policies };
}

/** Promotions in review to places of their own; of three, one has signed already. */
async function openPlaces(
  owner,
  { workspace, model, version, people, policies },
  { title, before, count, from },
) {
  const requester = `person:${randomUUID()}`;
  const { rows } = await owner.query(
    `INSERT INTO promotion SELECT gen_random_uuid(), $1, $2, $3, $4, 'staging', $5 || ' ' || n, $6, 'in_review', 1, $4, 'Better.',
       '[]', now(), $7, NULL, NULL, NULL FROM generate_series($8::int + 1, $8::int + $9::int) n RETURNING id`,
    [workspace, model, version, hex, title, policies[title], requester, from, count],
  );
  const ids = rows.map(({ id }) => id);
  if (before > 0)
    await owner.query(
      `INSERT INTO vote SELECT gen_random_uuid(), workspace_id, id, requested_by, 1, $1, 'approve', 'risk_officer', '', $2, now(), '{risk_officer}'
       FROM promotion WHERE id = ANY($3::uuid[])`,
      [`person:${people.third}`, hex, ids],
    );
  return ids;
}

/** What the database and the log hold of these promotions, where it is not what the rules say. */
async function faults(owner, ids, { before, decided }) {
  const { rows } = await owner.query(
    `SELECT id FROM promotion,
       LATERAL (SELECT count(*) AS votes FROM vote WHERE promotion_id = promotion.id) cast_,
       LATERAL (SELECT count(*) FILTER (WHERE outcome = 'done') AS decided,
                  count(*) FILTER (WHERE outcome = 'done' AND payload->>'state' = 'approved') AS finals,
                  count(*) FILTER (WHERE outcome = 'refused' AND payload->>'refusal' = 'PROMOTION_CLOSED') AS refused
                FROM audit_entry WHERE audit_entry.workspace_id = promotion.workspace_id
                  AND subject_type = 'promotion' AND subject_id = promotion.id::text) entries
     WHERE id = ANY($1::uuid[])
       AND (state, votes, entries.decided, finals, refused) IS DISTINCT FROM ('approved', $2::bigint, $3::bigint, 1::bigint, $4::bigint)`,
    [ids, before + decided, decided, 2 - decided],
  );
  return rows.length;
}

/** All races of one quorum. */
async function raceFor(ground, quorum, trials) {
  const { owner, urls, cookies } = ground;
  const counts = { unexpected: 0, stored: 0, secondWon: 0 };
  const vote = async (who, id) => {
    const input = { promotionId: id, decision: 'APPROVE', round: 1, subjectDigest: hex };
    const { body } = await post(urls[who], { cookie: cookies[who], query: cast, variables: { input } });
    const answer = body.data?.castVote;
    return answer?.code ?? answer?.promotion?.state ?? body.errors?.[0]?.extensions?.code ?? 'none';
  };
  const race = async (id, index) => {
    const order = index % 2 === 0 ? [0, 1] : [1, 0];
    const answers = await Promise.all(order.map((who) => vote(who, id)));
    if (answers[1] === 'APPROVED') counts.secondWon += 1;
    if (answers.sort().join(', ') !== quorum.answers) counts.unexpected += 1;
  };
  for (let from = 0; from < trials; from += batch) {
    const ids = await openPlaces(owner, ground, { ...quorum, from, count: Math.min(batch, trials - from) });
    let next = 0;
    const lane = async () => {
      while (next < ids.length) {
        const index = next;
        next += 1;
        await race(ids[index], index);
      }
    };
    await Promise.all(Array.from({ length: abreast }, lane));
    counts.stored += await faults(owner, ids, quorum);
  }
  return counts;
}

/** Two server processes on one PostgreSQL; the first fills the database before the second starts. */
async function withServers(work, program = 'apps/api/dist/main.js') {
  const { startEmbeddedPostgres } = require(`${root}/apps/api/dist/database/embedded`);
  const dataDir = trialDataDir();
  const postgres = await startEmbeddedPostgres({ dataDir });
  const servers = [];
  const owner = new Client({ connectionString: postgres.url });
  try {
    const env = { DATABASE_URL: postgres.url, DEMO: 'on' };
    for (let each = 0; each < 2; each += 1) servers.push(await startTrialServer({ dataDir, env, program }));
    await owner.connect();
    const ground = await prepare(owner);
    const urls = servers.map(({ url }) => url);
    const cookies = [await signIn(urls[0], officers[0]), await signIn(urls[1], officers[1])];
    return await work({ ...ground, owner, urls, cookies });
  } finally {
    await owner.end();
    for (const server of servers) await server.stop();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

export async function study() {
  const trials = Math.ceil(total / quorums.length);
  const begin = performance.now();
  const rows = await withServers(async (ground) => {
    const found = [];
    for (const quorum of quorums) found.push({ quorum, ...(await raceFor(ground, quorum, trials)) });
    return found;
  });
  const seconds = (performance.now() - begin) / 1000;
  await writeStudy('approval-races', documentOf(rows, { trials, seconds }));
  if (rows.some(({ unexpected, stored }) => unexpected + stored > 0)) process.exitCode = 1;
}

function documentOf(rows, { trials, seconds }) {
  const lines = rows.map(
    ({ quorum, unexpected, stored, secondWon }) =>
      `| ${quorum.title} | ${trials} | ${quorum.answers} | ${unexpected} | ${stored} | ${secondWon} |`,
  );
  return `# Approvers who come at once

${new Date().toISOString().slice(0, 10)}, Node ${process.version}. \`npm run study -- approval-races\` writes this page; this run took ${Math.round(seconds)} s. Two server processes share one PostgreSQL. In each trial two risk officers approve the same promotion, one at each server, both requests under way before either is answered; who is sent first takes turns, and ${abreast} trials run abreast. Of three, one had signed before.

Wrong answers: the two were not answered what the table says. Wrong records: the promotion is not approved, or has not exactly one final transition, one entry of the log for each vote that was taken, one refused entry for the other, and as many votes.

| quorum | trials | answers | wrong answers | wrong records | decided by the one sent second |
|---|---|---|---|---|---|
${lines.join('\n')}

Every step is a transaction at READ COMMITTED that locks the promotion's place and row before it reads what it decides by (P-41 of docs/spec/promotions.md), with the uniqueness of promotion, round and person behind it.
`;
}
