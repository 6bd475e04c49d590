module.exports = {
  ...require('../../jest.preset.cjs'),
  rootDir: __dirname,
  // Specs run in a context of their own, where every look at a global is a call out of it: a loop of arithmetic took
  // four times as long. These are handed to each module instead; they are the same objects.
  sandboxInjectedGlobals: ['Array', 'BigInt', 'Float64Array', 'Math', 'Number', 'Object'],
};
