import { compareCodePoints } from '../ordering';

/**
 * The fixed order in which categories claim the places of a full profile: by a 32-bit hash of the name (FNV-1a over the
 * UTF-16 units, then the finaliser of MurmurHash3), ties by code point. The hash spreads the places evenly, where
 * alphabetical order would always keep the oldest of dated identifiers.
 */
export function compareCategoryRank(a: string, b: string): number {
  return categoryHash(a) - categoryHash(b) || compareCodePoints(a, b);
}

function categoryHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
