'use strict';
// jest globalTeardown: stops the PostgreSQL of jest-postgres.cjs and removes its data.
const { rmSync } = require('node:fs');

module.exports = async () => {
  if (!globalThis.testPostgres) return;
  const { postgres, dataDir } = globalThis.testPostgres;
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
};
