import { countPair, notTwo, occupied } from './count-pair';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';

/** Tables this close in probability to the observed one count as equally likely, as in R's fisher.test. */
const slack = 1 + 1e-7;

/**
 * Fisher's exact test for a column of two values: among all 2 × 2 tables with the same margins, the probability of those
 * no likelier than the observed one (two-sided). `value` is the difference of the two shares of the second value,
 * current less reference, in [−1, 1]; the odds ratio, infinite for an empty cell, is among the parameters where it
 * exists. A table of more than two categories has no answer (`unsuitable_table`). O(spread of the hypergeometric law).
 * Source: Fisher (1935); scipy's fisher_exact. Throws RangeError when the lists differ in length.
 */
export function fisherExact(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
): DriftResult {
  const table = occupied(countPair(referenceCounts, currentCounts));
  const basis = {
    method: 'fisher_exact' as const,
    n: table.n,
    parameters: { categories: table.reference.length },
  };
  const reason = emptySide(table.n) ?? notTwo(table.reference.length);
  if (reason !== null) return noDrift(basis, reason);
  const [d, c] = table.reference as [number, number];
  const [b, a] = table.current as [number, number];
  const odds = (a * d) / (b * c);
  const parameters = { ...basis.parameters, ...(Number.isFinite(odds) && { oddsRatio: odds }) };
  const value = a / table.n.current - c / table.n.reference;
  return drift({ ...basis, parameters }, value, twoSided({ a, b, c, d }));
}

interface TwoByTwo {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** Weights relative to the likeliest table, by their ratios: their sum needs no factorials. */
function twoSided({ a, b, c, d }: TwoByTwo): number {
  const row = a + b;
  const column = a + c;
  const rest = c + d - column;
  const mode = Math.floor(((row + 1) * (column + 1)) / (a + b + c + d + 2));
  const up = (k: number): number => ((row - k) * (column - k)) / ((k + 1) * (rest + k + 1));
  const above = weights(mode, Math.min(row, column), up);
  const below = weights(0, mode - Math.max(0, -rest), (steps) => 1 / up(mode - steps - 1));
  const observed = a >= mode ? above[a - mode] : below[mode - a];
  let all = 0;
  let asUnlikely = 0;
  for (const weight of [...above.reverse(), ...below.slice(1).reverse()]) {
    all += weight;
    if (weight <= (observed ?? 0) * slack) asUnlikely += weight;
  }
  return asUnlikely / all;
}

/** 1, then each weight from the one before, until they vanish. */
function weights(from: number, to: number, ratio: (k: number) => number): number[] {
  const list = [1];
  for (let k = from; k < to && list.at(-1)! > 0; k += 1) list.push(list.at(-1)! * ratio(k));
  return list;
}
