import { type Estimate, known, notComputable } from '../inference';

/** All pairs of rows are compared, so there is a limit. */
const mostRows = 20_000;

export interface ConsistencyRows {
  /** One column per feature, numbers on comparable scales; the distance is Euclidean. */
  readonly features: readonly ArrayLike<number>[];
  /** What each row got: 0 or 1, or any number. */
  readonly outcomes: ArrayLike<number>;
  /** A row's nearest rows, itself among them; 5 unless said otherwise. */
  readonly neighbours?: number;
}

/**
 * Whether like people get like outcomes: 1 − mean |outcome − mean outcome of the k nearest rows|; 1 is fully consistent.
 * Where rows tie for the last place their outcomes are averaged, so that the order of the rows does not matter; AIF360
 * takes whichever its tree meets first and equals this where nothing ties.
 * Source: Zemel et al., "Learning fair representations" (ICML 2013); AIF360 `consistency`. O(rows² × features).
 * Throws RangeError when the columns differ in length, a number is not finite or k is not in 1, …, rows.
 */
export function consistency({ features, outcomes, neighbours = 5 }: ConsistencyRows): Estimate {
  const n = outcomes.length;
  const basis = { n, method: `consistency_${neighbours}` };
  if (n === 0) return notComputable({ ...basis, reason: 'no_rows' });
  if (n > mostRows) return notComputable({ ...basis, reason: 'too_many_rows' });
  if (!(Number.isInteger(neighbours) && neighbours >= 1))
    throw new RangeError(`neighbours must be 1 or more, got ${neighbours}`);
  if (n < neighbours) return notComputable({ ...basis, reason: 'too_few_rows' });
  for (const column of [...features, outcomes]) assertColumn(column, n);
  const distances = new Float64Array(n);
  let difference = 0;
  for (let row = 0; row < n; row += 1) {
    distances.fill(0);
    for (const column of features) {
      const own = column[row]!;
      for (let other = 0; other < n; other += 1) distances[other]! += (column[other]! - own) ** 2;
    }
    difference += Math.abs(outcomes[row]! - nearestMean(distances, outcomes, neighbours));
  }
  return known({ ...basis, value: 1 - difference / n });
}

function assertColumn(column: ArrayLike<number>, n: number): void {
  if (column.length !== n) throw new RangeError(`columns of ${n} rows are needed, got ${column.length}`);
  for (let row = 0; row < n; row += 1) {
    if (!Number.isFinite(column[row])) throw new RangeError(`row ${row} holds no finite number`);
  }
}

function nearestMean(distances: Float64Array, outcomes: ArrayLike<number>, k: number): number {
  const limit = kthSmallest(distances, k);
  let [closer, closerSum, tied, tiedSum] = [0, 0, 0, 0];
  for (let row = 0; row < distances.length; row += 1) {
    if (distances[row]! < limit) {
      closer += 1;
      closerSum += outcomes[row]!;
    } else if (distances[row] === limit) {
      tied += 1;
      tiedSum += outcomes[row]!;
    }
  }
  return (closerSum + ((k - closer) * tiedSum) / tied) / k;
}

/** Keeps the k smallest in order; most values fall at the first comparison. */
function kthSmallest(values: Float64Array, k: number): number {
  const smallest = new Float64Array(k).fill(Infinity);
  for (const value of values) {
    if (value >= smallest[k - 1]!) continue;
    let place = k - 1;
    while (place > 0 && smallest[place - 1]! > value) {
      smallest[place] = smallest[place - 1]!;
      place -= 1;
    }
    smallest[place] = value;
  }
  return smallest[k - 1]!;
}
