import { freshness, longestPause } from './freshness';

const hour = 3_600_000;
const times = [5 * hour, NaN, 2 * hour, 3 * hour];

describe('freshness', () => {
  it.each([
    [7, 2, 2, true],
    [7.5, 2, 2.5, false],
    [5, 0, 0, true],
    [4, 2, -1, false],
  ])(
    'seen at hour %p with a limit of %p hours is %p old and passes: %p (Q-10)',
    (now, maximumAgeHours, value, passed) => {
      expect(freshness(times, { now: now * hour, maximumAgeHours })).toMatchObject({ value, passed, n: 3 });
    },
  );

  it('is unknown without times (Q-1)', () => {
    expect(freshness([NaN], { now: 0, maximumAgeHours: 1 })).toMatchObject({
      passed: false,
      reason: 'empty_current',
    });
  });
});

describe('longestPause', () => {
  it('is the longest pause between consecutive times (Q-18)', () => {
    expect(longestPause(times)).toBe(2);
    expect(longestPause([hour, hour])).toBeNull();
    expect(longestPause([])).toBeNull();
  });
});
