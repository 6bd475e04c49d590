const base = require('../../jest.preset.cjs');
const [, swc] = base.transform['^.+\\.tsx?$'];
const esmOnly = [
  'echarts',
  'zrender',
  '@tanstack/react-table',
  '@tanstack/table-core',
  '@noble',
  'canonicalize',
];

module.exports = {
  ...base,
  rootDir: __dirname,
  testEnvironment: 'jsdom',
  setupFiles: ['<rootDir>/src/testing/browser-gaps.ts'],
  testEnvironmentOptions: {
    customExportConditions: ['@countersign/source', 'browser', 'require', 'default'],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  transform: {
    ...base.transform,
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        ...swc,
        jsc: {
          ...swc.jsc,
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
};
