import { answered, type QualityCheck, unanswered } from './quality-check';

const hour = 3_600_000;

/** When the data are looked at, and the most hours that the newest time may lie back. */
export interface FreshnessLimit {
  /** Milliseconds since 1970 (UTC). */
  readonly now: number;
  readonly maximumAgeHours: number;
}

/**
 * Hours between the newest time and now. Passes from 0 to the limit: a time to come is a wrong clock or a wrong zone, so
 * it fails, too.
 *
 * @param times milliseconds since 1970 (UTC), in any order; NaN where there is none
 */
export function freshness(times: ArrayLike<number>, { now, maximumAgeHours }: FreshnessLimit): QualityCheck {
  let newest = -Infinity;
  let n = 0;
  for (let row = 0; row < times.length; row += 1) {
    const time = times[row]!;
    if (Number.isNaN(time)) continue;
    n += 1;
    if (time > newest) newest = time;
  }
  const limit = { minimum: 0, maximum: maximumAgeHours };
  const basis = { check: 'freshness' as const, limit, n, method: 'hours since the newest time' };
  if (n === 0) return unanswered(basis, 'empty_current');
  const value = (now - newest) / hour;
  return answered(basis, { value, passed: value >= 0 && value <= maximumAgeHours });
}

/**
 * The longest pause between consecutive times, in hours: how old the newest time of these data has been at most. Null
 * below two different times. O(n log n).
 */
export function longestPause(times: ArrayLike<number>): number | null {
  const sorted = Float64Array.from(times)
    .filter((time) => !Number.isNaN(time))
    .sort();
  let longest = 0;
  for (let at = 1; at < sorted.length; at += 1) longest = Math.max(longest, sorted[at]! - sorted[at - 1]!);
  return longest > 0 ? longest / hour : null;
}
