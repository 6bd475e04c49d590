'use strict';
// jest globalSetup: a throw-away PostgreSQL for each worker, at TEST_DATABASE_URLS. They need not survive a power cut.
// Specs make tables refuse and look at the whole log: two of them in one database would see each other's.
// COUNTERSIGN_TEST_DATABASE_URL names a server to use in their place (the owner's url), for one worker.
const { chmodSync, mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

async function startServer() {
  const { startEmbeddedPostgres } = require('../apps/api/src/database/embedded/index.ts');
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-test-'));
  // As root the server runs under another account, which has to get in.
  chmodSync(dataDir, 0o711);
  return { postgres: await startEmbeddedPostgres({ dataDir, settings }), dataDir };
}

module.exports = async ({ maxWorkers }) => {
  const given = process.env.COUNTERSIGN_TEST_DATABASE_URL;
  if (given) {
    if (maxWorkers > 1)
      throw new Error('COUNTERSIGN_TEST_DATABASE_URL is one server: run with --maxWorkers=1.');
    process.env.TEST_DATABASE_URLS = JSON.stringify([given]);
    return;
  }
  require('./swc-register.cjs');
  globalThis.testServers = await Promise.all(Array.from({ length: maxWorkers }, startServer));
  process.env.TEST_DATABASE_URLS = JSON.stringify(globalThis.testServers.map(({ postgres }) => postgres.url));
};
