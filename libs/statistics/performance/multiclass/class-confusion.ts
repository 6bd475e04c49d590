/** A column of classes: one index into `classes` a row, −1 where unknown. */
export interface ClassColumn {
  readonly codes: Int32Array;
  readonly classes: readonly string[];
}

/** Rows by actual and predicted class. */
export interface ClassConfusion {
  /** In code-point order. */
  readonly classes: readonly string[];
  /** K × K counts, row by row; a row is the actual class. */
  readonly counts: Float64Array;
  readonly n: number;
  /** Rows left out for want of a prediction. */
  readonly unpredicted: number;
  /** Rows left out that have a prediction and no label. */
  readonly unlabelled: number;
}

/** Prediction and label of each row as indices into the same classes, −1 where unknown. */
export interface ClassRows {
  /** In code-point order. */
  readonly classes: readonly string[];
  readonly predictions: Int32Array;
  readonly labels: Int32Array;
}

/** Counts rows by actual and predicted class. Throws RangeError when the lists differ in length. O(rows + classes²). */
export function classConfusion({ classes, predictions, labels }: ClassRows): ClassConfusion {
  if (predictions.length !== labels.length) {
    throw new RangeError(`${predictions.length} predictions do not pair with ${labels.length} labels`);
  }
  const counts = new Float64Array(classes.length ** 2);
  let unpredicted = 0;
  let unlabelled = 0;
  for (let row = 0; row < labels.length; row += 1) {
    if (predictions[row]! < 0) unpredicted += 1;
    else if (labels[row]! < 0) unlabelled += 1;
    else counts[labels[row]! * classes.length + predictions[row]!]! += 1;
  }
  return { classes, counts, n: labels.length - unpredicted - unlabelled, unpredicted, unlabelled };
}
