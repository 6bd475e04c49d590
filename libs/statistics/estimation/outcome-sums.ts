import { type BinaryRows } from './binary-rows';

/** A confusion matrix: counted from labels, or expected from probabilities and then not whole. */
export interface OutcomeSums {
  readonly n: number;
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

/**
 * Expected confusion matrix of rows with these probabilities of being positive: a row predicted positive is a true
 * positive with its probability and a false positive otherwise, a row predicted negative likewise. `rows[i]` is the row
 * that `probabilities[i]` belongs to; rows without prediction (−1) are left out. O(n).
 */
export function expectedOutcomes(
  probabilities: Float64Array,
  predictions: Int8Array,
  rows: Uint32Array,
): OutcomeSums {
  let tp = 0;
  let fp = 0;
  let fn = 0;
  let tn = 0;
  let n = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const probability = probabilities[at]!;
    const prediction = predictions[rows[at]!]!;
    if (prediction < 0) continue;
    n += 1;
    if (prediction === 1) {
      tp += probability;
      fp += 1 - probability;
    } else {
      fn += probability;
      tn += 1 - probability;
    }
  }
  return { n, tp, fp, fn, tn };
}

/** Confusion matrix of the rows that carry both a prediction and a label. O(n). */
export function realisedOutcomes({ predictions, labels }: Omit<BinaryRows, 'scores'>): OutcomeSums {
  // Place 2·label + prediction: TN, FP, FN, TP.
  const cells = [0, 0, 0, 0];
  for (let row = 0; row < labels.length; row += 1) {
    if (labels[row]! < 0 || predictions[row]! < 0) continue;
    cells[2 * labels[row]! + predictions[row]!]! += 1;
  }
  const [tn, fp, fn, tp] = cells as [number, number, number, number];
  return { n: tp + fp + fn + tn, tp, fp, fn, tn };
}
