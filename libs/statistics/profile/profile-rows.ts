import { type Profile } from './merge-profiles';

/** All rows a profile has seen: values, missing, NaN, infinite and mismatched. */
export function profileRows(profile: Profile): number {
  const values = profile.n + profile.missing + profile.mismatched;
  return profile.kind === 'numeric' ? values + profile.notANumber + profile.infinite : values;
}
