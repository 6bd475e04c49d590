/** Rows of a classifier of three or more classes, one entry a row in each list. */
export interface MulticlassRows {
  /** Names, each once. */
  readonly classes: readonly string[];
  /** One list a class: the model's score for it; NaN where missing. */
  readonly scores: readonly Float64Array[];
  /** Place of the predicted class among the classes, −1 where missing. */
  readonly predictions: Int32Array;
  /** Place of the true class, −1 where not known (yet). */
  readonly labels: Int32Array;
}

/** Throws RangeError unless there are three classes or more and all lists have the same length. */
export function assertMulticlassRows({ classes, scores, predictions, labels }: MulticlassRows): void {
  if (classes.length < 3 || scores.length !== classes.length) {
    throw new RangeError('three classes or more are needed, with scores for each');
  }
  const { length } = predictions;
  if (labels.length !== length || scores.some((list) => list.length !== length)) {
    throw new RangeError('scores, predictions and labels are of different lengths');
  }
}

/** One class against the rest: 1 for the class, 0 for another, −1 for none. */
export function oneAgainstRest(places: Int32Array, of: number): Int8Array {
  return Int8Array.from(places, (place) => (place < 0 ? -1 : Number(place === of)));
}
