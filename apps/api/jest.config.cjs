module.exports = {
  ...require('../../jest.preset.cjs'),
  rootDir: __dirname,
  globalSetup: '../../tools/jest-postgres.cjs',
  setupFiles: ['../../tools/jest-postgres-url.cjs', '../../tools/jest-short-traces.cjs'],
  globalTeardown: '../../tools/jest-postgres-teardown.cjs',
};
