import { type Curve, thinCurve } from './thin-curve';
import { type ScoreCounts } from './score-counts';

export interface RocPoint {
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
  /** Rows with this score or more are predicted positive; null at the start, where none is. */
  readonly threshold: number | null;
}

export interface RocCurve {
  readonly points: readonly RocPoint[];
  /** The area under the points differs from the ROC AUC by no more than this; 0 when nothing was left out. */
  readonly areaBound: number;
}

/**
 * ROC curve from (0, 0) to (1, 1), at most `points` of it, thresholds falling. No point when a class has no row. The
 * unthinned curve is scikit-learn's roc_curve with drop_intermediate off.
 */
export function rocCurve(counts: ScoreCounts, points = 200): RocCurve {
  if (counts.positiveRows === 0 || counts.negativeRows === 0) return { points: [], areaBound: 0 };
  const { x, y } = ratesFromTheTop(counts);
  const { kept, areaBound } = thinCurve({ x, y }, points);
  return {
    points: Array.from(kept, (at) => ({
      falsePositiveRate: x[at]!,
      truePositiveRate: y[at]!,
      threshold: at === 0 ? null : counts.scores.at(-at)!,
    })),
    areaBound,
  };
}

function ratesFromTheTop({ positives, negatives, positiveRows, negativeRows }: ScoreCounts): Curve {
  const steps = positives.length;
  const x = new Float64Array(steps + 1);
  const y = new Float64Array(steps + 1);
  let tp = 0;
  let fp = 0;
  for (let step = 1; step <= steps; step += 1) {
    tp += positives[steps - step]!;
    fp += negatives[steps - step]!;
    x[step] = fp / negativeRows;
    y[step] = tp / positiveRows;
  }
  return { x, y };
}
