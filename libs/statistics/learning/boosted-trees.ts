import { binSample } from './bin-sample';
import { binCodes, type FeatureBins, featureBins } from './feature-bins';
import { bundledCodes } from './feature-bundles';
import {
  addTree,
  type BinnedColumns,
  type Derivatives,
  growTree,
  type RegressionTree,
} from './regression-tree';

const TREES = 100;
const RATE = 0.1;

/** What is learnt: a number with least squares, or the probability of 1 among targets 0 and 1. */
export type BoostingObjective = 'squared_error' | 'binary';

/** A sum of trees over a first guess; for the binary objective it is on the scale of log odds. */
export interface BoostedTrees {
  readonly objective: BoostingObjective;
  readonly start: number;
  readonly bins: readonly FeatureBins[];
  readonly trees: readonly RegressionTree[];
}

interface TrainingData {
  /** One list a feature, one entry a row; NaN where missing. */
  readonly columns: readonly Float64Array[];
  /** Which features number categories, with whole numbers from 0 on; none without it. */
  readonly categorical?: readonly boolean[];
  readonly target: ArrayLike<number>;
  readonly objective: BoostingObjective;
}

/**
 * Gradient-boosted trees with LightGBM 4.5's defaults: 100 trees of at most 31 leaves, grown leaf by leaf on histograms of
 * at most 255 bins, learning rate 0.1, at least 20 rows and a hessian of 0.001 a leaf, no sampling, so that the same data
 * give the same trees. Targets and gradients are float32 there and here. Categories are cut into sets; one that was not
 * among the rows learnt from is predicted like a missing one. Training ends early when no leaf can be cut.
 * Throws RangeError without rows or when the lists differ in length. O(trees · rows · features).
 * Source: Ke et al., LightGBM, NIPS 2017.
 */
export function fitBoostedTrees({ columns, categorical, target, objective }: TrainingData): BoostedTrees {
  const rows = target.length;
  if (rows === 0) throw new RangeError('boosted trees need rows');
  if (columns.some((column) => column.length !== rows)) {
    throw new RangeError('features and target are of different lengths');
  }
  const labels = Float32Array.from(target);
  const binned = binnedColumns(columns, categorical ?? []);
  const start = firstGuess(labels, objective);
  const scores = new Float64Array(rows).fill(start);
  const derivatives = { gradients: new Float32Array(rows), hessians: new Float32Array(rows) };
  const trees: RegressionTree[] = [];
  for (let round = 0; round < TREES; round += 1) {
    derive({ labels, objective, scores }, derivatives);
    const tree = growTree(binned, derivatives, { rate: RATE, scores });
    if (tree.nodes.length === 0) break;
    trees.push(tree);
  }
  return { objective, start, bins: binned.bins, trees };
}

/** Predictions for rows of the same features: numbers, or probabilities of 1 for the binary objective. O(trees · rows). */
export function predictBoostedTrees(model: BoostedTrees, columns: readonly Float64Array[]): Float64Array {
  const rows = columns[0]?.length ?? 0;
  const codes = columns.map((column, at) => binCodes(model.bins[at]!, column));
  const binned: BinnedColumns = { bins: model.bins, codes, rows };
  const scores = new Float64Array(rows).fill(model.start);
  for (const tree of model.trees) addTree(tree, binned, scores);
  return model.objective === 'binary' ? scores.map((score) => 1 / (1 + Math.exp(-score))) : scores;
}

/** All columns have the same length. */
function binnedColumns(columns: readonly Float64Array[], categorical: readonly boolean[]): BinnedColumns {
  const rows = columns[0]?.length ?? 0;
  const sample = binSample(rows);
  const features = columns.map((values, at) => {
    const column = sample ? Float64Array.from(sample, (row) => values[row]!) : values;
    const bins = featureBins(column, categorical[at] ?? false, rows);
    return { column, bins, codes: binCodes(bins, values) };
  });
  return { bins: features.map(({ bins }) => bins), codes: bundledCodes(features), rows };
}

/** The best constant: the mean, or its log odds kept away from infinity. */
function firstGuess(labels: Float32Array, objective: BoostingObjective): number {
  const mean = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  if (objective === 'squared_error') return mean;
  const share = Math.min(Math.max(mean, 1e-15), 1 - 1e-15);
  return Math.log(share / (1 - share));
}

interface Fit {
  readonly labels: Float32Array;
  readonly objective: BoostingObjective;
  readonly scores: Float64Array;
}

function derive({ labels, objective, scores }: Fit, { gradients, hessians }: Derivatives): void {
  for (let row = 0; row < labels.length; row += 1) {
    if (objective === 'squared_error') {
      gradients[row] = scores[row]! - labels[row]!;
      hessians[row] = 1;
      continue;
    }
    const sign = labels[row]! > 0 ? 1 : -1;
    const response = -sign / (1 + Math.exp(sign * scores[row]!));
    gradients[row] = response;
    hessians[row] = Math.abs(response) * (1 - Math.abs(response));
  }
}
