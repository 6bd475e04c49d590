const second = 1000;
const hour = 60 * 60 * second;
const first = 10 * second;

/** A receiver that accepted nothing for so long is told nothing further until somebody looks at it. */
export const patience = 72 * hour;

/**
 * Milliseconds from the last of so many failures in a row to the next attempt: 10 seconds, twice as long each time, an hour
 * at most; and of that a random part between half and all, so that receivers that failed together do not come together.
 * A receiver that asks to be left alone for longer is, for an hour at most.
 */
export function pauseAfter(failures: number, { random, retryAfter = 0 }: Pause): number {
  const longest = Math.min(first * 2 ** Math.max(0, failures - 1), hour);
  const asked = Math.min(retryAfter * second, hour);
  return Math.max(Math.round(longest * (0.5 + 0.5 * random())), asked);
}

interface Pause {
  random: () => number;
  /** Seconds. */
  retryAfter?: number;
}
