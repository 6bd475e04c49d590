import { type SeededRandom } from '../random';

/**
 * The fold, 0 to `folds` − 1, that each row is tested in: every fold holds the same share of each class. In the order of
 * the rows, as scikit-learn's `StratifiedKFold` without shuffling; with `random` the rows of a class are dealt at random.
 * `classes` numbers each row's class from 0. Throws RangeError when a class has fewer rows than there are folds. O(n).
 */
export function stratifiedFolds(classes: Uint8Array, folds: number, random?: SeededRandom): Uint8Array {
  const count = classes.reduce((most, index) => Math.max(most, index), 0) + 1;
  const rowsOf = Array.from({ length: count }, (_, index) =>
    Uint32Array.from(classes.keys()).filter((row) => classes[row] === index),
  );
  if (rowsOf.some((rows) => rows.length < folds)) {
    throw new RangeError(`every class needs a row in each of ${folds} folds`);
  }
  const foldOf = new Uint8Array(classes.length);
  let before = 0;
  for (const rows of rowsOf) {
    if (random) shuffle(rows, random);
    // Dealing all rows, sorted by class, card by card decides how many rows of the class each fold gets.
    let filled = 0;
    for (let fold = 0; fold < folds; fold += 1) {
      const first = (((fold - before) % folds) + folds) % folds;
      const size = Math.ceil((rows.length - first) / folds);
      for (let at = filled; at < filled + size; at += 1) foldOf[rows[at]!] = fold;
      filled += size;
    }
    before += rows.length;
  }
  return foldOf;
}

function shuffle(rows: Uint32Array, random: SeededRandom): void {
  for (let at = rows.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random.next() * (at + 1));
    [rows[at], rows[other]] = [rows[other]!, rows[at]!];
  }
}
