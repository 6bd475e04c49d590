const { mkdirSync, readFileSync } = require('node:fs');

const swc = { ...JSON.parse(readFileSync(`${__dirname}/.swcrc`, 'utf8')), swcrc: false };
delete swc.$schema;

// Every project writes its results there, and jest makes no directories.
mkdirSync(`${__dirname}/.results/@countersign`, { recursive: true });

/** Packages published as ES modules only: jest loads CommonJS, so they are transformed like our own sources. */
const esmOnly = ['@noble', 'canonicalize', 'jose', 'oauth4webapi', 'openid-client'];

module.exports = {
  testEnvironment: 'node',
  // Projects are tested one after another (tools/gates/test-gates.mjs), so that the longest has every core.
  maxWorkers: '100%',
  testSequencer: `${__dirname}/tools/jest-long-first.cjs`,
  // A test that hangs fails; how fast the machine is must not decide. Times belong to the benchmarks.
  testTimeout: 180_000,
  testMatch: ['<rootDir>/**/*.spec.ts', '<rootDir>/**/*.spec.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', swc],
    '^.+\\.js$': ['@swc/jest', { swcrc: false, jsc: { target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  testEnvironmentOptions: { customExportConditions: ['@countersign/source', 'node', 'require', 'default'] },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'json', 'node'],
};
