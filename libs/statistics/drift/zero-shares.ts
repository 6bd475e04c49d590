import { type CountPair } from './count-pair';

/**
 * What stands for a share of zero where a logarithm is taken. A number: that share. `evidently`: 0.0001, or a millionth
 * of the side's smallest share where that is 0.0001 or less. `laplace`: every count plus 1, on both sides, as Azure and
 * Phoenix do. `none`: zeros stay.
 */
export type EpsilonRule = number | 'evidently' | 'laplace' | 'none';

/** Shares of two samples over the same bins, with the rule as parameters. */
export interface SharePair {
  readonly reference: readonly number[];
  readonly current: readonly number[];
  readonly parameters: { readonly epsilonRule: string; readonly epsilon?: number };
}

/** The shares of both sides after the rule; they are not rescaled after that. Throws RangeError for an epsilon of 0. */
export function sharesWithoutZeros(pair: CountPair, rule: EpsilonRule): SharePair {
  if (typeof rule === 'number' && !(rule > 0)) throw new RangeError(`epsilon must be positive, got ${rule}`);
  const side = (counts: readonly number[], n: number): number[] => {
    if (rule === 'laplace') return counts.map((count) => (count + 1) / (n + counts.length));
    const shares = counts.map((count) => count / n);
    const epsilon = rule === 'none' ? 0 : rule === 'evidently' ? evidentlyEpsilon(shares) : rule;
    return shares.map((share) => share || epsilon);
  };
  return {
    reference: side(pair.reference, pair.n.reference),
    current: side(pair.current, pair.n.current),
    parameters: typeof rule === 'number' ? { epsilonRule: 'fixed', epsilon: rule } : { epsilonRule: rule },
  };
}

function evidentlyEpsilon(shares: readonly number[]): number {
  const smallest = shares.reduce((least, share) => (share > 0 && share < least ? share : least), 1);
  return smallest <= 0.0001 ? smallest / 1e6 : 0.0001;
}
