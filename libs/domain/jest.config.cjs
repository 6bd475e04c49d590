module.exports = {
  ...require('../../jest.preset.cjs'),
  rootDir: __dirname,
  // Specs compare with this package. Its exports name no entry for CommonJS, so the file is named instead.
  moduleNameMapper: { '^canonicalize$': '<rootDir>/../../node_modules/canonicalize/lib/canonicalize.js' },
};
