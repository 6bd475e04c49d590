import { binCount, type FeatureBins } from './feature-bins';
import { findSplit, type LeafSums, type Split } from './split-search';

const MAX_LEAVES = 31;

/** A feature matrix cut into bins. */
export interface BinnedColumns {
  readonly bins: readonly FeatureBins[];
  readonly codes: readonly Uint8Array[];
  readonly rows: number;
}

/** What a tree learns from: the slope and the curvature of the loss at each row. */
export interface Derivatives {
  readonly gradients: Float32Array;
  readonly hessians: Float32Array;
}

/** Inner nodes in the order they were made. A child ≥ 0 is a node, a child < 0 is leaf −1 − child. */
export interface RegressionTree {
  readonly splits: readonly (Split & { left: number; right: number })[];
  readonly leafValues: Float64Array;
}

interface Leaf {
  /** Place of its rows in the common list. */
  readonly start: number;
  readonly end: number;
  readonly sums: LeafSums;
  readonly histograms: readonly (Float64Array | null)[];
  readonly split: Split | null;
  /** The node above and its side, to hang the next node in; null at the root. */
  readonly parent: { node: number; side: 'left' | 'right' } | null;
}

/**
 * Grows one tree leaf by leaf, always cutting the leaf whose best cut lowers the loss most, to at most 31 leaves, and adds
 * each leaf's step, −gradient / hessian times `rate`, to `scores` of its rows. Source: LightGBM, `serial_tree_learner.cpp`.
 */
export function growTree(
  columns: BinnedColumns,
  derivatives: Derivatives,
  { rate, scores }: { rate: number; scores: Float64Array },
): RegressionTree {
  const rows = Uint32Array.from({ length: columns.rows }, (_, row) => row);
  const all = { columns, derivatives, rows, spare: new Uint32Array(columns.rows) };
  const root = buildHistograms(
    all,
    { start: 0, end: columns.rows },
    columns.codes.map(() => true),
  );
  const leaves = [findBest(all, { start: 0, end: columns.rows, histograms: root, parent: null })];
  const splits: (Split & { left: number; right: number })[] = [];
  while (leaves.length < MAX_LEAVES) {
    const at = bestLeaf(leaves);
    const leaf = leaves[at]!;
    if (leaf.split === null) break;
    const node = splits.length;
    if (leaf.parent) splits[leaf.parent.node]![leaf.parent.side] = node;
    splits.push({ ...leaf.split, left: -1 - at, right: -1 - leaves.length });
    const [left, right] = cut(all, leaf, node);
    leaves[at] = left;
    leaves.push(right);
  }
  const leafValues = Float64Array.from(leaves, ({ sums }) => (-sums.gradient / sums.hessian) * rate);
  leaves.forEach(({ start, end }, index) => {
    for (let at = start; at < end; at += 1) scores[rows[at]!]! += leafValues[index]!;
  });
  return { splits, leafValues };
}

interface Growth {
  readonly columns: BinnedColumns;
  readonly derivatives: Derivatives;
  readonly rows: Uint32Array;
  readonly spare: Uint32Array;
}

/** Of equal gains the lower feature, then the older leaf. */
function bestLeaf(leaves: readonly Leaf[]): number {
  let best = 0;
  leaves.forEach(({ split }, at) => {
    const other = leaves[best]!.split;
    if (split === null || at === best) return;
    if (other === null || split.gain > other.gain) best = at;
    else if (split.gain === other.gain && split.feature < other.feature) best = at;
  });
  return best;
}

/** Both children of a leaf; the smaller one's histograms are summed up, the other's are what remains. */
function cut(growth: Growth, leaf: Leaf, node: number): [Leaf, Leaf] {
  const middle = partition(growth, leaf);
  const isLeftSmaller = middle - leaf.start < leaf.end - middle;
  const small = isLeftSmaller ? { start: leaf.start, end: middle } : { start: middle, end: leaf.end };
  const summed = buildHistograms(
    growth,
    small,
    leaf.histograms.map((histogram) => histogram !== null),
  );
  const remaining = leaf.histograms.map((histogram, feature) => {
    const part = summed[feature];
    return histogram && part ? histogram.map((sum, at) => sum - part[at]!) : null;
  });
  const [left, right] = isLeftSmaller ? [summed, remaining] : [remaining, summed];
  const childOf = (side: 'left' | 'right', start: number, end: number): Leaf =>
    findBest(growth, { start, end, histograms: side === 'left' ? left : right, parent: { node, side } });
  return [childOf('left', leaf.start, middle), childOf('right', middle, leaf.end)];
}

/** Moves the rows that go left to the front, each side in its order; returns where the right side starts. */
function partition({ columns, rows, spare }: Growth, { start, end, split }: Leaf): number {
  const { feature, bin, missingLeft } = split!;
  const codes = columns.codes[feature]!;
  const { upperBounds, hasMissingBin } = columns.bins[feature]!;
  const missing = hasMissingBin ? upperBounds.length : -1;
  let left = start;
  let right = 0;
  for (let at = start; at < end; at += 1) {
    const row = rows[at]!;
    const code = codes[row]!;
    if (code === missing ? missingLeft : code <= bin) {
      rows[left] = row;
      left += 1;
    } else {
      spare[right] = row;
      right += 1;
    }
  }
  rows.set(spare.subarray(0, right), left);
  return left;
}

/** Sums of gradients and hessians by bin, for the features that are still in use. */
function buildHistograms(
  { columns, derivatives, rows }: Growth,
  { start, end }: { start: number; end: number },
  isUsed: readonly boolean[],
): (Float64Array | null)[] {
  const inLeaf = rows.subarray(start, end);
  // Gradient and hessian of each row in turn, in the order of the leaf.
  const pairs = new Float64Array(2 * inLeaf.length);
  for (let at = 0; at < inLeaf.length; at += 1) {
    pairs[2 * at] = derivatives.gradients[inLeaf[at]!]!;
    pairs[2 * at + 1] = derivatives.hessians[inLeaf[at]!]!;
  }
  return columns.codes.map((codes, feature) =>
    isUsed[feature] ? sumByBin(codes, inLeaf, { pairs, bins: binCount(columns.bins[feature]!) }) : null,
  );
}

function sumByBin(
  codes: Uint8Array,
  rows: Uint32Array,
  { pairs, bins }: { pairs: Float64Array; bins: number },
): Float64Array {
  const sums = new Float64Array(2 * bins);
  for (let at = 0; at < rows.length; at += 1) {
    const place = 2 * codes[rows[at]!]!;
    sums[place]! += pairs[2 * at]!;
    sums[place + 1]! += pairs[2 * at + 1]!;
  }
  return sums;
}

/** A feature that cannot cut a leaf cannot cut its children, and is dropped below it. */
function findBest(
  { columns, derivatives, rows }: Growth,
  leaf: Pick<Leaf, 'start' | 'end' | 'histograms' | 'parent'>,
): Leaf {
  let gradient = 0;
  let hessian = 0;
  for (let at = leaf.start; at < leaf.end; at += 1) {
    gradient += derivatives.gradients[rows[at]!]!;
    hessian += derivatives.hessians[rows[at]!]!;
  }
  const sums = { gradient, hessian, rows: leaf.end - leaf.start };
  let split: Split | null = null;
  const histograms = leaf.histograms.map((histogram, feature) => {
    if (histogram === null) return null;
    const found = findSplit({ feature, bins: columns.bins[feature]!, histogram, leaf: sums });
    if (found && (split === null || found.gain > split.gain)) split = found;
    return found ? histogram : null;
  });
  return { ...leaf, sums, histograms, split };
}

/** Adds the tree's value to the scores of each row. */
export function addTree(tree: RegressionTree, columns: BinnedColumns, scores: Float64Array): void {
  // Five numbers a node in one list: the rows are many, and objects would be read for each.
  const nodes = new Int32Array(5 * tree.splits.length);
  tree.splits.forEach(({ feature, bin, missingLeft, left, right }, node) => {
    const { upperBounds, hasMissingBin } = columns.bins[feature]!;
    const missing = hasMissingBin ? upperBounds.length : -1;
    // Missing values have the last bin: alone beyond the cut they go right by themselves.
    nodes.set([feature, bin, missingLeft ? missing : -1, left, right], 5 * node);
  });
  const { codes } = columns;
  const root = tree.splits.length > 0 ? 0 : -1;
  for (let row = 0; row < scores.length; row += 1) {
    let node = root;
    while (node >= 0) {
      const at = 5 * node;
      const code = codes[nodes[at]!]![row]!;
      node = code <= nodes[at + 1]! || code === nodes[at + 2]! ? nodes[at + 3]! : nodes[at + 4]!;
    }
    scores[row]! += tree.leafValues[-1 - node]!;
  }
}
