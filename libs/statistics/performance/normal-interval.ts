import { type Interval, twoSidedZ } from '../inference';

interface NormalEstimate {
  readonly value: number;
  readonly standardError: number;
  /** Smallest and largest possible value; the interval is clipped to it. */
  readonly range: readonly [least: number, most: number];
  readonly method: string;
  /** In (0, 1); 0.95 unless told otherwise. */
  readonly confidenceLevel?: number;
}

/** What an estimate carries beside its value: the normal interval, or nothing when there is no spread to go by. */
export function normalInterval(estimate: NormalEstimate): { interval?: Interval } {
  const { value, standardError, range, method, confidenceLevel = 0.95 } = estimate;
  if (!(standardError > 0 && Number.isFinite(standardError))) return {};
  const half = twoSidedZ(confidenceLevel) * standardError;
  return {
    interval: {
      lower: Math.max(range[0], value - half),
      upper: Math.min(range[1], value + half),
      confidenceLevel,
      method,
    },
  };
}
