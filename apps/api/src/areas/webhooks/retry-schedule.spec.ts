import { patience, pauseAfter } from './retry-schedule';

const hour = 3_600_000;

describe('the schedule of attempts', () => {
  it('WH-8 doubles from ten seconds to an hour, and takes between half and all of that', () => {
    const longest = Array.from(
      { length: 12 },
      (_, index) => pauseAfter(index + 1, { random: () => 1 }) / 1000,
    );
    expect(longest).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]);
    const shortest = Array.from(
      { length: 12 },
      (_, index) => pauseAfter(index + 1, { random: () => 0 }) / 1000,
    );
    expect(shortest).toEqual(longest.map((seconds) => seconds / 2));
    expect(pauseAfter(10_000, { random: () => 1 })).toBe(hour);
  });

  it('WH-8 leaves a receiver alone for as long as it asks, an hour at most', () => {
    const after = (retryAfter: number) => pauseAfter(1, { random: () => 1, retryAfter }) / 1000;
    expect([0, 5, 10, 600, 3600, 999_999].map(after)).toEqual([10, 10, 10, 600, 3600, 3600]);
  });

  it('WH-8 WH-10 tries some eighty times in three days', () => {
    let [attempts, passed] = [1, 0];
    for (; passed < patience; attempts += 1) passed += pauseAfter(attempts, { random: () => 1 });
    expect(attempts).toBeGreaterThan(75);
    expect(attempts).toBeLessThan(90);
  });
});
