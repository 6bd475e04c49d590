import { type Estimate, known, notComputable } from '../../inference';
import { fewestScoredOfClass } from '../fewest-rows';
import { type ScoreCounts, scoreCounts } from '../score-counts';
import { wilsonByVariance } from '../wilson-by-variance';
import { type ScoredClassRows } from './class-scores';

/** An unseen row at the wrong end, as `areaInterval` adds them, by the variance it brings: near 1 the plain one is too small. */
const addedRows = 0.03;

/**
 * Mean of the ROC AUCs of each class against all others, all classes alike. Not computable when a class has no row, or
 * is the only one. The interval is Wilson's for the delta method's variance over the rows: a row adds its placement in the AUC of every class
 * (the part of its rivals that it beats, over the share of its side), so the AUCs' dependence is allowed for;
 * absent with fewer than 40 rows of a class.
 * O(classes · n log n). Equals scikit-learn's roc_auc_score with multi_class="ovr", average="macro".
 */
export function oneVersusRestAuc(rows: ScoredClassRows): Estimate {
  const basis = { n: rows.n, method: 'roc_auc_ovr' };
  if (rows.reason !== null) return notComputable({ ...basis, reason: rows.reason });
  const influence = new Float64Array(rows.n);
  let sum = 0;
  for (const [at, scores] of rows.scores.entries()) {
    const truth = new Int8Array(rows.n).map((_, row) => Number(rows.labels[row] === at));
    const counts = scoreCounts(scores, truth);
    if (counts.positiveRows === 0) return notComputable({ ...basis, reason: 'no_positives' });
    if (counts.negativeRows === 0) return notComputable({ ...basis, reason: 'no_negatives' });
    sum += addPlacements(influence, { counts, scores, truth });
  }
  const value = sum / rows.classes.length;
  if (rowsOfClasses(rows).some((own) => own < fewestScoredOfClass))
    return known({ ...basis, value, intervalReason: 'too_few_rows' });
  const interval = wilsonByVariance({ value, ...meanSpread(influence, rows) }, 'wilson_delta');
  return known({ ...basis, value, ...(interval && { interval }) });
}

/** Variance of the mean influence over the classes; its degrees of freedom are Satterthwaite's over the rows of each class. */
function meanSpread(influence: Float64Array, scored: ScoredClassRows) {
  const { labels, classes, n } = scored;
  const scale = n * classes.length;
  const rows = rowsOfClasses(scored);
  const squares = new Float64Array(classes.length);
  influence.forEach((value, row) => {
    squares[labels[row]!]! += (value / scale) ** 2;
  });
  let variance = 0;
  let uncertainty = 0;
  squares.forEach((sum, at) => {
    // Each class has its own mean, as in DeLong's variance.
    const rest = n - rows[at]!;
    const added = (addedRows / classes.length ** 2) * (1 / rows[at]! ** 2 + 1 / rest ** 2);
    const own = (sum * rows[at]!) / (rows[at]! - 1) + added;
    variance += own;
    uncertainty += (own * own) / (rows[at]! - 1);
  });
  return { variance, degreesOfFreedom: Math.max(2, variance ** 2 / uncertainty) };
}

function rowsOfClasses({ labels, classes }: ScoredClassRows): Float64Array {
  const rows = new Float64Array(classes.length);
  for (const label of labels) rows[label]! += 1;
  return rows;
}

interface OneClass {
  readonly counts: ScoreCounts;
  readonly scores: Float64Array;
  readonly truth: Int8Array;
}

/** Adds each row's influence on the AUC of one class; returns that AUC. */
function addPlacements(influence: Float64Array, { counts, scores, truth }: OneClass): number {
  const { positiveRows, negativeRows } = counts;
  const below = { positives: midBelow(counts.positives), negatives: midBelow(counts.negatives) };
  const wins = below.negatives.reduce((sum, value, at) => sum + value * counts.positives[at]!, 0);
  const auc = wins / positiveRows / negativeRows;
  const n = scores.length;
  for (let row = 0; row < n; row += 1) {
    const at = indexOfScore(counts.scores, scores[row]!);
    const placement =
      truth[row] === 1 ? below.negatives[at]! / negativeRows : 1 - below.positives[at]! / positiveRows;
    influence[row]! += ((placement - auc) * n) / (truth[row] === 1 ? positiveRows : negativeRows);
  }
  return auc;
}

/** At each score, the rows below it, those at it counting one half. */
function midBelow(rows: Float64Array): Float64Array {
  let below = 0;
  return rows.map((here) => {
    below += here;
    return below - here / 2;
  });
}

/** Where a score stands among the distinct ones, by bisection. */
function indexOfScore(sorted: Float64Array, score: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < score) low = middle + 1;
    else high = middle;
  }
  return low;
}
