import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildWhenNeeded } from '../set-up/build.mjs';
import { root } from '../set-up/run.mjs';
import { startTrialServer, trialDataDir } from '../set-up/trial-server.mjs';
import { startProductionServer } from './production-server.mjs';

const start = join(root, 'tools/start.mjs');
const cli = join(root, 'apps/cli/bin/countersign.cjs');

let dataDir;
before(async () => {
  await buildWhenNeeded(() => {});
  dataDir = trialDataDir();
});
after(() => rmSync(dataDir, { recursive: true, force: true }));

function createToken() {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'token', 'create', '--name', 'spec', '--scope', 'write', '--data-dir', dataDir, '--json'],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

async function graphql(url, secret, query) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query }),
  });
  return response.json();
}

/** Runs a document of the console by its first words: without a token a server in production runs no other. */
async function asConsole(url, start, variables = {}) {
  const documents = JSON.parse(
    readFileSync(join(root, 'apps/console/src/gql/trusted-documents.json'), 'utf8'),
  );
  const query = Object.values(documents).find((text) => new RegExp(`^${start}\\b`).test(text));
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()).data;
}

const registerModel =
  'mutation { registerModel(input: { name: "kept", purpose: "Survives." }) { __typename } }';
const countModels = '{ models { totalCount } }';

test('a second start keeps what the first one stored, and a token made on the machine opens it', async () => {
  const first = await startTrialServer({ dataDir });
  const { schema, secret } = createToken();
  assert.equal(schema, 'countersign.token/1');
  await graphql(first.url, secret, registerModel);
  const page = await (await fetch(first.url)).text();
  assert.match(page, /<script type="module"/);
  assert.equal(await first.stop(), 0);
  const second = await startTrialServer({ dataDir });
  assert.deepEqual((await graphql(second.url, secret, countModels)).data, { models: { totalCount: 1 } });
  assert.equal(await second.stop(), 0);
});

test('after kill -9 of the whole process group the next start recovers by itself', async () => {
  const { secret } = await withServer(dataDir, async () => createToken());
  const group = spawn(process.execPath, [start], {
    detached: true,
    env: { ...process.env, DEMO: 'off', PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await new Promise((resolve) =>
    group.stdout.on('data', (chunk) => /https?:/.test(String(chunk)) && resolve()),
  );
  process.kill(-group.pid, 'SIGKILL');
  await withServer(dataDir, async ({ url }) => {
    assert.deepEqual((await graphql(url, secret, countModels)).data, { models: { totalCount: 1 } });
  });
});

test('a taken port gives one clear line', async () => {
  await withServer(dataDir, async ({ url }) => {
    const { port } = new URL(url);
    const other = trialDataDir();
    const { status, stderr } = spawnSync(process.execPath, [start], {
      env: { ...process.env, DEMO: 'off', PORT: port, DATA_DIR: other },
      encoding: 'utf8',
    });
    rmSync(other, { recursive: true, force: true });
    assert.equal(status, 1);
    assert.match(
      stderr.trim(),
      new RegExp(`^Countersign cannot start\\. Port ${port} on 127\\.0\\.0\\.1 is taken\\. .*$`),
    );
  });
});

test("the image's start command serves API and console from DATABASE_URL, without the demo", async () => {
  const { url, setUpToken: token, stop } = await startProductionServer();
  try {
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
    assert.match(await (await fetch(url)).text(), /<script type="module"/);
    const { session } = await asConsole(url, 'query SignInMethods');
    assert.deepEqual(session.signInMethods, { password: true, oidc: false, personas: [] });
    // whoever started the server is its first admin, once.
    const account = {
      name: 'Ada Admin',
      email: 'ada@example.org',
      password: 'seven grey herons over Lisbon',
    };
    const input = { invitation: { token, ...account } };
    const first = await asConsole(url, 'mutation SignIn', { input });
    assert.equal(first.signIn.__typename, 'SignedIn');
    const second = await asConsole(url, 'mutation SignIn', { input });
    assert.equal(second.signIn.code, 'INVITATION_NOT_VALID');
  } finally {
    await stop();
  }
});

async function withServer(directory, work) {
  const server = await startTrialServer({ dataDir: directory });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}
