import { nodeHash } from './digest';
import { completeSubtrees, isSize, splitOf } from './leaf-range';
import { portableSha256, type Sha256 } from './sha-256';

/** The root of a tree without leaves: the hash of nothing (RFC 6962, 2.1). */
export const emptyRoot = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

interface Subtree {
  leaves: number;
  hash: string;
}

/**
 * The growing edge of an RFC 6962 tree: the roots of the complete subtrees that cover all leaves so far, at most 53 of
 * them. Enough to append for ever and to tell the root at any time.
 */
export class Frontier {
  private readonly subtrees: Subtree[] = [];
  private leaves = 0;

  constructor(private readonly hashing: Sha256 = portableSha256) {}

  /**
   * The frontier of a tree whose leaves are not at hand.
   * @param hashes roots of the complete subtrees, largest first, as `hashes()` gives them
   * @throws RangeError when they are not as many as the size has, or no lower-case SHA-256
   */
  static restore(size: number, hashes: readonly string[], hashing: Sha256 = portableSha256): Frontier {
    const ranges = completeSubtrees({ from: 0, to: size });
    if (ranges.length !== hashes.length)
      throw new RangeError(
        `the frontier of ${size} leaves has ${ranges.length} hashes, not ${hashes.length}`,
      );
    const frontier = new Frontier(hashing);
    ranges.forEach(({ from, to }, index) => frontier.append(hashes[index]!, to - from));
    return frontier;
  }

  /** Leaves so far. */
  get size(): number {
    return this.leaves;
  }

  /**
   * Appends a leaf, or the root of a complete subtree of several.
   * @param leaves a power of two of which the size is a multiple; 1 for a leaf
   * @throws RangeError for a subtree that does not fit here, or a hash that is none
   */
  append(hash: string, leaves = 1): void {
    if (!isHash(hash)) throw new RangeError('a hash has 64 lower-case hex digits');
    const isPower = isSize(leaves) && splitOf(leaves * 2) === leaves;
    if (!isPower || this.leaves % leaves !== 0 || !isSize(this.leaves + leaves))
      throw new RangeError(`a subtree of ${leaves} leaves does not fit after ${this.leaves}`);
    let subtree = { leaves, hash };
    for (let left = this.subtrees.at(-1); left?.leaves === subtree.leaves; left = this.subtrees.at(-1)) {
      this.subtrees.pop();
      subtree = { leaves: left.leaves * 2, hash: nodeHash(left.hash, subtree.hash, this.hashing) };
    }
    this.subtrees.push(subtree);
    this.leaves += leaves;
  }

  /** The tree's root. */
  root(): string {
    let root = this.subtrees.at(-1)?.hash ?? emptyRoot;
    for (let index = this.subtrees.length - 2; index >= 0; index -= 1)
      root = nodeHash(this.subtrees[index]!.hash, root, this.hashing);
    return root;
  }

  /** The roots of the complete subtrees, largest first. */
  hashes(): string[] {
    return this.subtrees.map(({ hash }) => hash);
  }
}
