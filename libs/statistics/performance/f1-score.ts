import { type Estimate, known, notComputable, wilsonInterval } from '../inference';
import { type ConfusionMatrix } from './confusion-matrix';

/** Of fewer rows Wilson's interval of a high share covers too much. */
const fewestPositive = 40;

/**
 * F1 score: 2·TP / (2·TP + FP + FN), the harmonic mean of precision and recall. It is 2J / (1 + J) of the Jaccard share
 * J = TP / (TP + FP + FN), which is a plain proportion of the rows that are positive in prediction or in fact; so its
 * interval is J's Wilson interval carried through that increasing function; absent where fewer than 40 rows are positive in
 * either way.
 * Not computable when no row is positive in either way.
 */
export function f1Score({ tp, fp, fn, tn }: ConfusionMatrix): Estimate {
  const basis = { n: tp + fp + fn + tn, numerator: 2 * tp, denominator: 2 * tp + fp + fn, method: 'f1' };
  if (basis.n === 0) return notComputable({ ...basis, reason: 'no_rows' });
  if (basis.denominator === 0) return notComputable({ ...basis, reason: 'no_positives' });
  const value = basis.numerator / basis.denominator;
  if (tp + fp + fn < fewestPositive) return known({ ...basis, value, intervalReason: 'too_few_rows' });
  const jaccard = wilsonInterval(tp, tp + fp + fn);
  const fromJaccard = (share: number): number => (2 * share) / (1 + share);
  return known({
    ...basis,
    value,
    interval: {
      lower: fromJaccard(jaccard.lower),
      upper: fromJaccard(jaccard.upper),
      confidenceLevel: jaccard.confidenceLevel,
      method: 'wilson_of_jaccard',
    },
  });
}
