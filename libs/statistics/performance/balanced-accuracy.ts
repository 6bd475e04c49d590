import { type Estimate, type Interval, known, notComputable, proportion } from '../inference';
import { type ConfusionMatrix } from './confusion-matrix';
import { fewestOfClass } from './fewest-rows';

/**
 * Balanced accuracy: the mean of recall and specificity. Its interval combines their Wilson intervals as Newcombe does
 * for a difference (the method of variance estimates recovery: Zou and Donner, Statistics in Medicine 27, 2008).
 * There is none with fewer than 20 rows of a class. Not computable when one of the classes has no row.
 */
export function balancedAccuracy({ tp, fp, fn, tn }: ConfusionMatrix): Estimate {
  const basis = { n: tp + fp + fn + tn, method: 'balanced_accuracy' };
  const recall = proportion(tp, tp + fn, 'no_positives');
  const specificity = proportion(tn, tn + fp, 'no_negatives');
  if (basis.n === 0) return notComputable({ ...basis, reason: 'no_rows' });
  if (recall.status !== 'ok') return notComputable({ ...basis, reason: recall.reason });
  if (specificity.status !== 'ok') return notComputable({ ...basis, reason: specificity.reason });
  const value = (recall.value + specificity.value) / 2;
  if (Math.min(recall.n, specificity.n) < fewestOfClass)
    return known({ ...basis, value, intervalReason: 'too_few_rows' });
  const interval = meanInterval([recall.value, recall.interval!], [specificity.value, specificity.interval!]);
  return known({ ...basis, value, interval });
}

function meanInterval([p, a]: [number, Interval], [q, b]: [number, Interval]): Interval {
  const centre = (p + q) / 2;
  return {
    lower: Math.max(0, centre - Math.hypot(p - a.lower, q - b.lower) / 2),
    upper: Math.min(1, centre + Math.hypot(a.upper - p, b.upper - q) / 2),
    confidenceLevel: a.confidenceLevel,
    method: 'mover_wilson',
  };
}
