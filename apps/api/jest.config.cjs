module.exports = {
  ...require('../../jest.preset.cjs'),
  rootDir: __dirname,
  globalSetup: '../../tools/jest-postgres.cjs',
  globalTeardown: '../../tools/jest-postgres-teardown.cjs',
};
