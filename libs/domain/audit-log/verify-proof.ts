import { nodeHash } from './digest';
import { isSize } from './leaf-range';

/** A claim that a leaf stands in a tree. Hashes are 64 lower-case hex digits. */
export interface InclusionClaim {
  /** The leaf's place from 0; of entry n it is n − 1. */
  index: number;
  size: number;
  leaf: string;
  proof: readonly string[];
  root: string;
}

/** A claim that a tree holds all leaves of an older one, in the same places. */
export interface ConsistencyClaim {
  oldSize: number;
  newSize: number;
  oldRoot: string;
  newRoot: string;
  proof: readonly string[];
}

const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const areHashes = (values: unknown): values is readonly string[] =>
  Array.isArray(values) && values.every(isHash);
const isOdd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);

/** Whether a leaf is in the tree with that root. Never throws: what is no proof proves nothing. Source: RFC 9162, 2.1.3.2. */
export function verifyInclusion({ index, size, leaf, proof, root }: InclusionClaim): boolean {
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  if (!isHash(leaf) || !isHash(root) || !areHashes(proof)) return false;
  let [place, last] = [index, size - 1];
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && hash === root;
}

/**
 * Whether the newer tree was made from the older one by appending only. Never throws. From a tree of size 0 there is
 * nothing to prove, and whatever root came with it would be believed: refused. Source: RFC 9162, 2.1.4.2.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim;
  if (!isSize(oldSize) || !isSize(newSize) || oldSize === 0 || oldSize > newSize) return false;
  if (!isHash(oldRoot) || !isHash(newRoot) || !areHashes(proof)) return false;
  if (oldSize === newSize) return proof.length === 0 && oldRoot === newRoot;
  let [place, last] = [oldSize - 1, newSize - 1];
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  // An old tree that is a complete subtree of the new one is its own first hash.
  const [first, ...rest] = place === 0 ? [oldRoot, ...proof] : proof;
  if (first === undefined) return false;
  let [oldHash, newHash] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      oldHash = nodeHash(sibling, oldHash);
      newHash = nodeHash(sibling, newHash);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      newHash = nodeHash(newHash, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && oldHash === oldRoot && newHash === newRoot;
}
