import { binIndex } from './bin-index';
import { numberHash } from './distinct-hash';
import { addHash } from './distinct-sketch';
import { addToMoments } from './moments';
import { type NumericProfile } from './numeric-profile';
import { addToQuantileSketch } from './quantile-sketch';

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

function addFinite(profile: NumericProfile, value: number): void {
  addToMoments(profile, value);
  profile.min = profile.min === null ? value : Math.min(profile.min, value);
  profile.max = profile.max === null ? value : Math.max(profile.max, value);
  profile.counts[binIndex(profile.edges, value)]! += 1;
  if (profile.quantiles) addToQuantileSketch(profile.quantiles, value);
  if (profile.distinct) addHash(profile.distinct, numberHash(value));
}
