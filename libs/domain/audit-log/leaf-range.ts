/** Leaves `from` up to but not including `to`, by index; the leaf of entry n has the index n − 1. */
export interface LeafRange {
  from: number;
  to: number;
}

/**
 * The largest power of two below `size`: where RFC 6962 splits a tree into its left and its right subtree.
 * By doubling, since bit operations of JavaScript end at 32 bits.
 */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/**
 * The complete subtrees that make up a range, in order: of each as many leaves as a power of two, beginning at a
 * multiple of it, and as large as fits. Their roots, appended to a `Frontier` in this order, give the root over the range.
 * For a range from 0 these are the subtrees of the frontier, largest first.
 * @throws RangeError unless 0 ≤ from ≤ to, both safe integers
 * @example completeSubtrees({ from: 0, to: 7 }) // [0, 4), [4, 6), [6, 7)
 */
export function completeSubtrees({ from, to }: LeafRange): LeafRange[] {
  if (!isSize(from) || !isSize(to) || from > to) throw new RangeError(`no leaves from ${from} to ${to}`);
  const subtrees: LeafRange[] = [];
  let begin = from;
  while (begin < to) {
    let leaves = 1;
    while (begin % (leaves * 2) === 0 && begin + leaves * 2 <= to) leaves *= 2;
    subtrees.push({ from: begin, to: begin + leaves });
    begin += leaves;
  }
  return subtrees;
}

/** Whether a value can be a number of leaves: a whole number from 0 that a double holds exactly. */
export function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
