module.exports = {
  ...require('../../jest.preset.cjs'),
  rootDir: __dirname,
  // Real servers and files: no test here measures time, so none fails for a busy machine.
  globalSetup: '../../tools/jest-postgres.cjs',
  globalTeardown: '../../tools/jest-postgres-teardown.cjs',
};
