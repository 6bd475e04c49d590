'use strict';
// jest globalTeardown: stops the servers of jest-postgres.cjs and removes their data.
const { rmSync } = require('node:fs');

module.exports = async () => {
  for (const { postgres, dataDir } of globalThis.testServers ?? []) {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
