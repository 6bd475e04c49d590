import { binomialDraw } from './binomial-draw';
import { type SeededRandom } from './seeded-random';

/**
 * A draw from the multinomial distribution: n items over cells with chances in proportion to `weights`, by one binomial draw a
 * cell given what is left. Drawing n = Σ counts with the counts as weights is a bootstrap resample of the rows behind them,
 * in O(cells) whatever n.
 * Throws RangeError unless n is an integer ≥ 0, the weights are finite and ≥ 0, and not all 0 when n > 0.
 */
export function multinomialDraw(random: SeededRandom, n: number, weights: ArrayLike<number>): Float64Array {
  const drawn = new Float64Array(weights.length);
  // Remaining weight from behind: subtracting in turn would not end at exactly the last weight.
  const remaining = new Float64Array(weights.length);
  let total = 0;
  for (let cell = weights.length - 1; cell >= 0; cell -= 1) {
    const weight = weights[cell]!;
    if (!(weight >= 0) || weight === Infinity)
      throw new RangeError(`a weight of at least 0 is needed, got ${weight}`);
    total += weight;
    remaining[cell] = total;
  }
  if (n > 0 && total === 0) throw new RangeError('no cell has any weight');
  let left = n;
  for (let cell = 0; cell < weights.length && left > 0; cell += 1) {
    if (weights[cell] === 0) continue;
    const count = binomialDraw(random, left, weights[cell]! / remaining[cell]!);
    drawn[cell] = count;
    left -= count;
  }
  return drawn;
}
