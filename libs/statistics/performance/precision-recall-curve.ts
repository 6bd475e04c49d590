import { type Curve, thinCurve } from './thin-curve';
import { type ScoreCounts } from './score-counts';

export interface PrecisionRecallPoint {
  readonly recall: number;
  readonly precision: number;
  /** Rows with this score or more are predicted positive; null at recall 0, where precision 1 is a convention. */
  readonly threshold: number | null;
}

export interface PrecisionRecallCurve {
  readonly points: readonly PrecisionRecallPoint[];
  /** The steps through the points differ from the average precision by no more than this; 0 when nothing was left out. */
  readonly areaBound: number;
}

/**
 * Precision by recall, at most `points` of it, thresholds falling, starting at (recall 0, precision 1) by convention. No
 * point without a positive row. The unthinned curve is scikit-learn's precision_recall_curve, in the other order.
 */
export function precisionRecallCurve(counts: ScoreCounts, points = 200): PrecisionRecallCurve {
  if (counts.positiveRows === 0) return { points: [], areaBound: 0 };
  const { x, y } = ratesFromTheTop(counts);
  const { kept, areaBound } = thinCurve({ x, y }, points);
  return {
    points: Array.from(kept, (at) => ({
      recall: x[at]!,
      precision: y[at]!,
      threshold: at === 0 ? null : counts.scores.at(-at)!,
    })),
    areaBound,
  };
}

function ratesFromTheTop({ positives, negatives, positiveRows }: ScoreCounts): Curve {
  const steps = positives.length;
  const x = new Float64Array(steps + 1);
  const y = new Float64Array(steps + 1).fill(1);
  let tp = 0;
  let fp = 0;
  for (let step = 1; step <= steps; step += 1) {
    tp += positives[steps - step]!;
    fp += negatives[steps - step]!;
    x[step] = tp / positiveRows;
    y[step] = tp / (tp + fp);
  }
  return { x, y };
}
