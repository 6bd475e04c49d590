/** Rows of a binary classifier, one entry a row in each list. */
export interface BinaryRows {
  /** The model's score, taken for a probability of the positive class when it needs no calibration; NaN where missing. */
  readonly scores: Float64Array;
  /** 1 predicted positive, 0 predicted negative, −1 missing. */
  readonly predictions: Int8Array;
  /** 1 positive, 0 negative, −1 not known (yet). */
  readonly labels: Int8Array;
}

/** Throws RangeError unless the three lists have the same length. */
export function assertBinaryRows({ scores, predictions, labels }: BinaryRows): void {
  if (scores.length === predictions.length && scores.length === labels.length) return;
  const lengths = [scores.length, predictions.length, labels.length].join(', ');
  throw new RangeError(`scores, predictions and labels are of different lengths: ${lengths}`);
}

/** The rows from `start` up to `end`, without copying. */
export function rowsBetween(rows: BinaryRows, start: number, end: number): BinaryRows {
  return {
    scores: rows.scores.subarray(start, end),
    predictions: rows.predictions.subarray(start, end),
    labels: rows.labels.subarray(start, end),
  };
}
