module.exports = {
  ...require('../../jest.preset.cjs'),
  rootDir: __dirname,
  globalSetup: '../../tools/jest-postgres.cjs',
  setupFiles: ['../../tools/jest-postgres-url.cjs'],
  globalTeardown: '../../tools/jest-postgres-teardown.cjs',
};
