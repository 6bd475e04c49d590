'use strict';
// jest globalSetup: one throw-away PostgreSQL per run, at TEST_DATABASE_URL. It need not survive a power cut.
// COUNTERSIGN_TEST_DATABASE_URL names a server to use in its place (the owner's url).
const { chmodSync, mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

module.exports = async () => {
  const given = process.env.COUNTERSIGN_TEST_DATABASE_URL;
  if (given) {
    process.env.TEST_DATABASE_URL = given;
    return;
  }
  require('./swc-register.cjs');
  const { startEmbeddedPostgres } = require('../apps/api/src/database/embedded/index.ts');
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-test-'));
  // As root the server runs under another account, which has to get in.
  chmodSync(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir, settings });
  process.env.TEST_DATABASE_URL = postgres.url;
  globalThis.testPostgres = { postgres, dataDir };
};
