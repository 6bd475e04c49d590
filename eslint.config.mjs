import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import jest from 'eslint-plugin-jest';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const size = (file, perFunction) => ({
  'max-lines': ['error', { max: file, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: perFunction, IIFEs: true }],
  'max-params': ['error', 3],
});

/** The arrows of ARCHITECTURE.md: who may import whom. */
const arrows = [
  {
    sourceTag: 'scope:api',
    onlyDependOnLibsWithTags: ['scope:domain', 'scope:statistics', 'scope:engines', 'scope:testing'],
  },
  { sourceTag: 'scope:console', onlyDependOnLibsWithTags: ['scope:domain', 'scope:statistics'] },
  {
    sourceTag: 'scope:cli',
    onlyDependOnLibsWithTags: [
      'scope:client',
      'scope:domain',
      'scope:statistics',
      'scope:engines',
      'scope:testing',
    ],
  },
  { sourceTag: 'scope:engines', onlyDependOnLibsWithTags: ['scope:statistics', 'scope:testing'] },
  { sourceTag: 'scope:domain', onlyDependOnLibsWithTags: ['scope:statistics', 'scope:testing'] },
  { sourceTag: 'scope:client', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'scope:testing', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'scope:statistics', onlyDependOnLibsWithTags: ['scope:testing'] },
];

const browserSafe = {
  paths: [
    'typeorm',
    'graphql',
    'type-graphql',
    'react',
    '@apollo/client',
    '@apollo/server',
    'express',
    'pg',
  ].map((name) => ({
    name,
    message: 'statistics and domain run in the browser too and know no framework.',
  })),
  patterns: [
    {
      group: ['node:*', 'fs', 'path', 'crypto', 'os'],
      message: 'No Node built-ins here: the console runs this code.',
    },
  ],
};

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '**/src/gql', '**/*.cjs', '.nx', '.cache', '.venv', 'data'] },
  ...tseslint.configs.recommended,
  prettier,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    plugins: { '@nx': nx },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...size(300, 50),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@nx/enforce-module-boundaries': [
        'error',
        { enforceBuildableLibDependency: false, allow: [], depConstraints: arrows },
      ],
    },
  },
  {
    files: ['libs/statistics/**/*.ts', 'libs/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': ['error', browserSafe],
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'Pass the clock in.' },
        'process',
        'setTimeout',
        'setInterval',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Seeds are inputs.' },
      ],
    },
  },
  ...[
    { files: ['apps/api/src/areas/*/*.ts'], areas: '..' },
    { files: ['apps/api/src/areas/*/*/*.ts'], areas: '../..' },
  ].map(({ files, areas }) => ({
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [`${areas}/*/*.entity`, `${areas}/*/*/*.entity`, '**/areas/**/*.entity'],
              message: "Ask the other area's service, not its entity.",
            },
          ],
        },
      ],
    },
  })),
  {
    // Decorators read parameter and property types at run time: a type-only import would erase them.
    files: ['apps/api/src/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['apps/console/src/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    extends: [jsxA11y.flatConfigs.recommended],
    rules: { ...reactHooks.configs.recommended.rules, ...size(300, 120) },
  },
  {
    files: ['**/*.spec.ts', '**/*.spec.tsx'],
    plugins: { jest },
    rules: {
      'max-lines': 'off',
      'max-params': 'off',
      'max-lines-per-function': 'off',
      'jest/no-focused-tests': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/expect-expect': 'error',
    },
  },
  { files: ['**/migrations/*.ts'], rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
  { files: ['tools/**/*.mjs', 'apps/cli/**/*.ts'], rules: { 'no-console': 'off' } },
);
