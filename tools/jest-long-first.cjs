'use strict';
// jest testSequencer: the longest first, so that no worker ends alone. Jest knows how long files took where it has run them
// before, and on a clean checkout goes by their size, by which these come late.
const { default: Sequencer } = require('@jest/test-sequencer');

const longest = [
  'approval-races.spec.ts',
  'decision-schedules.spec.ts',
  'place-schedules.spec.ts',
  'tampering.spec.ts',
];

module.exports = class LongFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isLong = ({ path }) => longest.some((name) => path.endsWith(`/${name}`));
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
