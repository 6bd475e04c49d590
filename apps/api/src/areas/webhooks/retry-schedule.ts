const second = 1000;
const hour = 60 * 60 * second;
const first = 10 * second;
/** The longest pause, in milliseconds. */
export const longestPause = hour;
/** Two servers' clocks may differ by this many milliseconds. */
const clockSkew = 300 * second;

/**
 * Until when a time that was written down to come so much later at most is believed, in place of what is further ahead: that
 * was written by a clock that ran ahead, and would be waited for until all clocks are there.
 */
export function believedUntil(now: Date, longest: number): Date {
  return new Date(now.getTime() + longest + clockSkew);
}

/** A receiver that accepted nothing for so long is told nothing further until somebody looks at it. */
export const patience = 72 * hour;

/**
 * Milliseconds from the last of so many failures in a row to the next attempt: 10 seconds, twice as long each time, an hour
 * at most; and of that a random part between half and all, so that receivers that failed together do not come together.
 * A receiver that asks to be left alone for longer is, for an hour at most.
 */
export function pauseAfter(failures: number, { random, retryAfter = 0 }: Pause): number {
  const longest = Math.min(first * 2 ** Math.max(0, failures - 1), longestPause);
  const asked = Math.min(retryAfter * second, longestPause);
  return Math.max(Math.round(longest * (0.5 + 0.5 * random())), asked);
}

interface Pause {
  random: () => number;
  /** Seconds. */
  retryAfter?: number;
}
