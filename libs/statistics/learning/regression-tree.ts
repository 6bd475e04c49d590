import { type BinCodes, type FeatureBins } from './feature-bins';
import { type LeafSums, leftBins, type Split } from './split';
import { findSplit } from './split-search';

const MAX_LEAVES = 31;

/** A feature matrix cut into bins. */
export interface BinnedColumns {
  readonly bins: readonly FeatureBins[];
  readonly codes: readonly BinCodes[];
  readonly rows: number;
}

/** What a tree learns from: the slope and the curvature of the loss at each row. */
export interface Derivatives {
  readonly gradients: Float32Array;
  readonly hessians: Float32Array;
}

interface TreeNode {
  readonly feature: number;
  /** A 1 for each bin of the feature that goes left. */
  readonly isLeft: Uint8Array;
  /** A child ≥ 0 is a node, a child < 0 is leaf −1 − child. */
  left: number;
  right: number;
}

/** Inner nodes in the order they were made. */
export interface RegressionTree {
  readonly nodes: readonly Readonly<TreeNode>[];
  readonly leafValues: Float64Array;
}

interface Leaf {
  /** Place of its rows in the common list. */
  readonly start: number;
  readonly end: number;
  readonly sums: LeafSums;
  /** The step of its rows before it is cut again. */
  readonly step: number;
  readonly histograms: readonly (Float64Array | null)[];
  readonly split: Split | null;
  /** The node above and its side, to hang the next node in; null at the root. */
  readonly parent: { node: number; side: 'left' | 'right' } | null;
}

/**
 * Grows one tree leaf by leaf, always cutting the leaf whose best cut lowers the loss most, to at most 31 leaves, and adds
 * each leaf's step times `rate` to `scores` of its rows. Source: LightGBM 4.5, `serial_tree_learner.cpp`.
 */
export function growTree(
  columns: BinnedColumns,
  derivatives: Derivatives,
  { rate, scores }: { rate: number; scores: Float64Array },
): RegressionTree {
  const rows = Uint32Array.from({ length: columns.rows }, (_, row) => row);
  const all = { columns, derivatives, rows, spare: new Uint32Array(columns.rows) };
  const leaves = [rootLeaf(all)];
  const nodes: TreeNode[] = [];
  while (leaves.length < MAX_LEAVES) {
    const at = bestLeaf(leaves);
    const leaf = leaves[at]!;
    const { split, parent } = leaf;
    if (split === null) break;
    const { feature, cut } = split;
    const isLeft = leftBins(columns.bins[feature]!, cut);
    if (parent) nodes[parent.node]![parent.side] = nodes.length;
    const node = { feature, isLeft, left: -1 - at, right: -1 - leaves.length };
    const [left, right] = childrenOf(all, { ...leaf, split }, { ...node, index: nodes.length });
    nodes.push(node);
    leaves[at] = left;
    leaves.push(right);
  }
  const leafValues = Float64Array.from(leaves, ({ step }) => step * rate);
  leaves.forEach(({ start, end }, index) => {
    for (let at = start; at < end; at += 1) scores[rows[at]!]! += leafValues[index]!;
  });
  return { nodes, leafValues };
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

function rootLeaf(growth: Growth): Leaf {
  const { columns, derivatives } = growth;
  const add = (sum: number, value: number): number => sum + value;
  const sums = {
    gradient: derivatives.gradients.reduce(add, 0),
    hessian: derivatives.hessians.reduce(add, 0),
    rows: columns.rows,
  };
  const whole = { start: 0, end: columns.rows, sums };
  const isUsed = columns.bins.map(({ canBeCut }) => canBeCut);
  const histograms = buildHistograms(growth, whole, isUsed);
  return withBest(columns, { ...whole, step: 0, histograms, parent: null });
}

/** Both children of a leaf; the smaller one's histograms are summed up, the other's are what remains. */
function childrenOf(
  growth: Growth,
  leaf: Leaf & { readonly split: Split },
  { feature, isLeft, index }: { feature: number; isLeft: Uint8Array; index: number },
): [Leaf, Leaf] {
  const middle = partition(growth, leaf, { codes: growth.columns.codes[feature]!, isLeft });
  const part = (side: 'left' | 'right', start: number, end: number) => {
    const { gradient, hessian, step } = leaf.split[side];
    const sums = { gradient, hessian, rows: end - start };
    return { start, end, sums, step, parent: { node: index, side } };
  };
  const left = part('left', leaf.start, middle);
  const right = part('right', middle, leaf.end);
  const isLeftSmaller = left.sums.rows < right.sums.rows;
  const isUsed = leaf.histograms.map((histogram) => histogram !== null);
  const summed = buildHistograms(growth, isLeftSmaller ? left : right, isUsed);
  const remaining = leaf.histograms.map((histogram, at) => {
    const smaller = summed[at];
    return histogram && smaller ? histogram.map((sum, place) => sum - smaller[place]!) : null;
  });
  const [ofLeft, ofRight] = isLeftSmaller ? [summed, remaining] : [remaining, summed];
  return [
    withBest(growth.columns, { ...left, histograms: ofLeft }),
    withBest(growth.columns, { ...right, histograms: ofRight }),
  ];
}

/** Moves the rows that go left to the front, each side in its order; returns where the right side starts. */
function partition(
  { rows, spare }: Growth,
  { start, end }: Leaf,
  { codes, isLeft }: { codes: BinCodes; isLeft: Uint8Array },
): number {
  let left = start;
  let right = 0;
  for (let at = start; at < end; at += 1) {
    const row = rows[at]!;
    if (isLeft[codes[row]!] === 1) {
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
  { start, end, sums }: Pick<Leaf, 'start' | 'end' | 'sums'>,
  isUsed: readonly boolean[],
): (Float64Array | null)[] {
  const inLeaf = rows.subarray(start, end);
  // Gradient and hessian of each row in turn, in the order of the leaf.
  const pairs = new Float64Array(2 * inLeaf.length);
  for (let at = 0; at < inLeaf.length; at += 1) {
    pairs[2 * at] = derivatives.gradients[inLeaf[at]!]!;
    pairs[2 * at + 1] = derivatives.hessians[inLeaf[at]!]!;
  }
  return columns.codes.map((codes, feature) => {
    if (!isUsed[feature]) return null;
    const { count, inferred } = columns.bins[feature]!;
    const histogram = sumByBin(codes, inLeaf, { pairs, bins: count });
    if (inferred > 0) infer(histogram, inferred, sums);
    return histogram;
  });
}

function sumByBin(
  codes: BinCodes,
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

/** Replaces a bin's sums by what the other bins leave of the leaf's. */
function infer(histogram: Float64Array, inferred: number, leaf: LeafSums): void {
  let { gradient, hessian } = leaf;
  for (let bin = 0; 2 * bin < histogram.length; bin += 1) {
    if (bin === inferred) continue;
    gradient -= histogram[2 * bin]!;
    hessian -= histogram[2 * bin + 1]!;
  }
  histogram[2 * inferred] = gradient;
  histogram[2 * inferred + 1] = hessian;
}

/** The leaf with its best cut. A feature that cannot cut a leaf cannot cut its children, and is dropped below it. */
function withBest(columns: BinnedColumns, leaf: Omit<Leaf, 'split'>): Leaf {
  let split: Split | null = null;
  const histograms = leaf.histograms.map((histogram, feature) => {
    if (histogram === null) return null;
    const found = findSplit({ feature, bins: columns.bins[feature]!, histogram, leaf: leaf.sums });
    if (found && (split === null || found.gain > split.gain)) split = found;
    return found ? histogram : null;
  });
  return { ...leaf, histograms, split };
}

/** Adds the tree's value to the scores of each row. */
export function addTree(
  { nodes, leafValues }: RegressionTree,
  columns: BinnedColumns,
  scores: Float64Array,
): void {
  // Four numbers a node in one list, and one list of what goes left: the rows are many, and objects would be read for each.
  const isLeft = new Uint8Array(nodes.reduce((sum, node) => sum + node.isLeft.length, 0));
  const flat = new Int32Array(4 * nodes.length);
  let offset = 0;
  nodes.forEach((node, index) => {
    isLeft.set(node.isLeft, offset);
    flat.set([node.feature, offset, node.left, node.right], 4 * index);
    offset += node.isLeft.length;
  });
  const { codes } = columns;
  const root = nodes.length > 0 ? 0 : -1;
  for (let row = 0; row < scores.length; row += 1) {
    let node = root;
    while (node >= 0) {
      const at = 4 * node;
      const code = codes[flat[at]!]![row]!;
      node = flat[at + (isLeft[flat[at + 1]! + code] === 1 ? 2 : 3)]!;
    }
    scores[row]! += leafValues[-1 - node]!;
  }
}
