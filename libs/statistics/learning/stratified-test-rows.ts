import { mersenneTwister, type MersenneTwister } from './mersenne-twister';

interface SplitOptions {
  readonly splits: number;
  /** Share of the rows held out, in (0, 1); rounded up to whole rows. */
  readonly testShare: number;
  readonly seed: number;
  /** What stands for each row in the sets; its number unless given. */
  readonly entries?: Uint32Array;
}

/**
 * The test rows of random splits that keep the share of each class, drawn anew for every split; all other rows train.
 * The same sets of rows as scikit-learn 1.5's `StratifiedShuffleSplit(random_state=seed)`, which draws from NumPy's
 * Mersenne Twister, without the order inside a set. `classes` numbers each row's class from 0.
 * Throws RangeError when a class has fewer than two rows or a side fewer rows than there are classes. O(n) a split.
 */
export function* stratifiedTestRows(
  classes: ArrayLike<number>,
  { splits, testShare, seed, entries }: SplitOptions,
): Generator<Uint32Array> {
  const rowsByClass = groupRows(classes, entries);
  const counts = rowsByClass.map((rows) => rows.length);
  const testSize = Math.ceil(testShare * classes.length);
  const trainSize = classes.length - testSize;
  if (counts.some((count) => count < 2) || Math.min(testSize, trainSize) < counts.length) {
    throw new RangeError('a stratified split needs two rows of every class and one on each side');
  }
  const random = mersenneTwister(seed);
  for (let split = 0; split < splits; split += 1) {
    const inTrain = proportionalDraw(counts, trainSize, random);
    const left = counts.map((count, index) => count - inTrain[index]!);
    // All rows are left for the test side, but scikit-learn draws lots here too.
    proportionalDraw(left, testSize, random);
    const test = new Uint32Array(testSize);
    let filled = 0;
    rowsByClass.forEach((rows, index) => {
      const order = rows.slice();
      random.shuffle(order, left[index]);
      test.set(order.subarray(inTrain[index]), filled);
      filled += left[index]!;
    });
    random.skipShuffle(trainSize);
    random.skipShuffle(testSize);
    yield test;
  }
}

function groupRows(classes: ArrayLike<number>, entries?: Uint32Array): Uint32Array[] {
  const counts: number[] = [];
  for (let row = 0; row < classes.length; row += 1) counts[classes[row]!] = (counts[classes[row]!] ?? 0) + 1;
  const rows = Array.from(counts, (count) => new Uint32Array(count ?? 0));
  const filled = new Uint32Array(rows.length);
  for (let row = 0; row < classes.length; row += 1) {
    const index = classes[row]!;
    rows[index]![filled[index]!] = entries === undefined ? row : entries[row]!;
    filled[index]! += 1;
  }
  return rows;
}

/**
 * The most likely counts when `draws` rows are drawn from classes of these sizes: shares rounded down, the rest given to
 * the largest remainders, equal remainders by lot. scikit-learn's `_approximate_mode`.
 */
function proportionalDraw(counts: readonly number[], draws: number, random: MersenneTwister): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const exact = counts.map((count) => (count / total) * draws);
  const drawn = exact.map(Math.floor);
  let missing = draws - drawn.reduce((sum, count) => sum + count, 0);
  const remainders = exact.map((share, index) => share - drawn[index]!);
  for (const remainder of [...new Set(remainders)].sort((a, b) => b - a)) {
    if (missing <= 0) break;
    const equal = remainders.flatMap((other, index) => (other === remainder ? [index] : []));
    const lot = Uint32Array.from(equal, (_, index) => index);
    random.shuffle(lot);
    for (const index of lot.subarray(0, missing)) {
      drawn[equal[index]!]! += 1;
      missing -= 1;
    }
  }
  return drawn;
}
