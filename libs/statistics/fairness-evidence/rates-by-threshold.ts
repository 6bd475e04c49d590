import { type FavourableOutcome, type GroupRateName, rateCells } from '../fairness';
import { type ScoreTails } from './score-tails';

export interface SweptRate {
  readonly name: GroupRateName;
  /** Which prediction is the good one; only the favourable rate depends on it. */
  readonly favourable: FavourableOutcome;
}

/** A rate as sums over the tails: `at` times the rows from the threshold on, plus `all` times all rows, by label. */
interface Weights {
  readonly at: readonly [positives: number, negatives: number, unlabelled: number];
  readonly all: readonly [positives: number, negatives: number, unlabelled: number];
}

const cellWeights: Readonly<Record<ReturnType<typeof rateCells>['numerator'][number], Weights>> = {
  tp: { at: [1, 0, 0], all: [0, 0, 0] },
  fp: { at: [0, 1, 0], all: [0, 0, 0] },
  fn: { at: [-1, 0, 0], all: [1, 0, 0] },
  tn: { at: [0, -1, 0], all: [0, 1, 0] },
  unlabelledPositive: { at: [0, 0, 1], all: [0, 0, 0] },
  unlabelledNegative: { at: [0, 0, -1], all: [0, 0, 1] },
};

/**
 * One rate of every group at every lower bin edge taken as the threshold; null where it has no denominator there. Equals the
 * rate of `outcomesAt`. O(groups × bins).
 */
export function ratesByThreshold(
  groups: readonly ScoreTails[],
  { name, favourable }: SweptRate,
): (number | null)[][] {
  const cells = rateCells(name, favourable);
  const numerator = weightsOf(cells.numerator);
  const denominator = weightsOf(cells.denominator);
  return groups.map((tails) => rateOf(tails, numerator, denominator));
}

function rateOf(tails: ScoreTails, numerator: Weights, denominator: Weights): (number | null)[] {
  const { positives, negatives, unlabelled } = tails;
  const [over, under] = [constantOf(tails, numerator), constantOf(tails, denominator)];
  const [n, d] = [numerator.at, denominator.at];
  const rates: (number | null)[] = [];
  for (let bin = 0; bin < positives.length; bin += 1) {
    const [p, q, u] = [positives[bin]!, negatives[bin]!, unlabelled[bin]!];
    const rows = under + p * d[0] + q * d[1] + u * d[2];
    rates.push(rows === 0 ? null : (over + p * n[0] + q * n[1] + u * n[2]) / rows);
  }
  return rates;
}

function weightsOf(cells: readonly (keyof typeof cellWeights)[]): Weights {
  const sum = (kind: keyof Weights, label: 0 | 1 | 2) =>
    cells.reduce((total, cell) => total + cellWeights[cell][kind][label], 0);
  return {
    at: [sum('at', 0), sum('at', 1), sum('at', 2)],
    all: [sum('all', 0), sum('all', 1), sum('all', 2)],
  };
}

/** What of a sum is the same at every threshold. */
function constantOf({ positives, negatives, unlabelled }: ScoreTails, { all }: Weights): number {
  return (positives[0] ?? 0) * all[0] + (negatives[0] ?? 0) * all[1] + (unlabelled[0] ?? 0) * all[2];
}
