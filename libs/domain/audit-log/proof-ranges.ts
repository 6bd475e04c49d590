import { isSize, splitOf, type LeafRange } from './leaf-range';

/**
 * The subtrees whose roots prove that a leaf is in a tree, in the order of the proof: from the leaf's sibling upwards.
 * Each is a leaf range; its root is the hash to send. Source: RFC 6962, 2.1.1 (RFC 9162, 2.1.3.1).
 * @throws RangeError unless 0 ≤ index < size
 * @example inclusionRanges(2, 7) // [3, 4), [0, 2), [4, 7)
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!isSize(index) || !isSize(size) || index >= size)
    throw new RangeError(`there is no leaf ${index} in a tree of ${size}`);
  const siblings: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    const isLeft = index < middle;
    siblings.push(isLeft ? { from: middle, to } : { from, to: middle });
    [from, to] = isLeft ? [from, middle] : [middle, to];
  }
  return siblings.reverse();
}

/**
 * The subtrees whose roots prove that a tree has only been added to, in the order of the proof. None for equal sizes, and
 * none from the empty tree: everything follows from nothing. Source: RFC 6962, 2.1.2 (RFC 9162, 2.1.4.1).
 * @throws RangeError unless 0 ≤ oldSize ≤ newSize
 * @example consistencyRanges(3, 7) // [2, 3), [3, 4), [0, 2), [4, 7)
 */
export function consistencyRanges(oldSize: number, newSize: number): LeafRange[] {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize)
    throw new RangeError(`a tree of ${newSize} cannot follow one of ${oldSize}`);
  if (oldSize === 0) return [];
  const proof: LeafRange[] = [];
  let [from, to] = [0, newSize];
  while (to !== oldSize) {
    const middle = from + splitOf(to - from);
    const isLeft = oldSize <= middle;
    proof.push(isLeft ? { from: middle, to } : { from, to: middle });
    [from, to] = isLeft ? [from, middle] : [middle, to];
  }
  // The old root itself is known to the verifier; any other subtree that ends where the old tree ended is not.
  if (from > 0) proof.push({ from, to });
  return proof.reverse();
}
