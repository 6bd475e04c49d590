import { binIndex } from './bin-index';
import { type NumericProfile } from './numeric-profile';

/**
 * Counts one value into the profile, in place. Null and undefined are missing; numbers and bigints are values; anything
 * else, text that looks like a number included, is a mismatch: parsing belongs to whoever reads the file.
 */
export function addNumber(profile: NumericProfile, value: unknown): void {
  if (value === null || value === undefined) profile.missing += 1;
  else if (typeof value === 'number') addNumeric(profile, value);
  else if (typeof value === 'bigint') addNumeric(profile, Number(value));
  else profile.mismatched += 1;
}

function addNumeric(profile: NumericProfile, value: number): void {
  if (Number.isNaN(value)) profile.notANumber += 1;
  else if (!Number.isFinite(value)) profile.infinite += 1;
  // Adding 0 turns -0 into 0, which JSON cannot tell apart.
  else addFinite(profile, value + 0);
}

/** Welford's update; both terms are divided before they are subtracted so that no finite input overflows the mean. */
function addFinite(profile: NumericProfile, value: number): void {
  profile.n += 1;
  const before = value - profile.mean;
  profile.mean += value / profile.n - profile.mean / profile.n;
  if (profile.n > 1) profile.m2 += before * (value - profile.mean);
  profile.min = profile.min === null ? value : Math.min(profile.min, value);
  profile.max = profile.max === null ? value : Math.max(profile.max, value);
  profile.counts[binIndex(profile.edges, value)]! += 1;
}
