import { type Estimate, known, notComputable } from '../inference';
import { fewestOfClass } from './fewest-rows';
import { logitInterval } from './logit-interval';
import { type ScoreCounts } from './score-counts';

/**
 * Average precision: the precision at each distinct score, from the highest down, weighted by the recall gained there
 * (no interpolation, no trapezoids). As scikit-learn's average_precision_score.
 * Its interval is the delta method's over the rows (the infinitesimal jackknife: the squared influence of every row,
 * counted through all thresholds below it) on the logit scale, with Student's quantile for the positive rows; so it
 * needs no resampling. It is absent at 0 and 1 and with fewer than 20 rows of a class. O(distinct scores).
 * Source of the interval: Efron, The Jackknife, the Bootstrap and Other Resampling Plans (1982), ch. 6; logit scale
 * after Boyd, Eng and Page, ECML PKDD (2013).
 */
export function averagePrecision(counts: ScoreCounts): Estimate {
  const basis = { n: counts.n, method: 'average_precision' };
  if (counts.reason !== null) return notComputable({ ...basis, reason: counts.reason });
  if (counts.positiveRows === 0) return notComputable({ ...basis, reason: 'no_positives' });
  const value = meanPrecision(counts);
  if (Math.min(counts.positiveRows, counts.negativeRows) < fewestOfClass)
    return known({ ...basis, value, intervalReason: 'too_few_rows' });
  const degreesOfFreedom = counts.positiveRows - 1;
  const variance = influenceSquares(counts, value) / counts.positiveRows / degreesOfFreedom;
  return known({ ...basis, value, ...logitInterval({ value, variance, degreesOfFreedom }) });
}

function meanPrecision({ positives, negatives, positiveRows }: ScoreCounts): number {
  let tp = 0;
  let fp = 0;
  let total = 0;
  for (let index = positives.length - 1; index >= 0; index -= 1) {
    tp += positives[index]!;
    fp += negatives[index]!;
    total += (positives[index]! * tp) / (tp + fp);
  }
  return total / positiveRows;
}

/**
 * Sum over the rows of (influence × positive rows)². A row counts in the precision at every score not above its own: a
 * positive raises it there by FP / (TP + FP)², a negative lowers it by TP / (TP + FP)².
 */
function influenceSquares(counts: ScoreCounts, value: number): number {
  const { positives, negatives, positiveRows, negativeRows } = counts;
  let tp = positiveRows;
  let fp = negativeRows;
  let raised = 0;
  let lowered = 0;
  let squares = 0;
  for (let index = 0; index < positives.length; index += 1) {
    const here = positives[index]!;
    const all = tp + fp;
    raised += (here * fp) / all / all;
    lowered += (here * tp) / all / all;
    squares += here * (tp / all - value + raised) ** 2 + negatives[index]! * lowered ** 2;
    tp -= here;
    fp -= negatives[index]!;
  }
  return squares;
}
