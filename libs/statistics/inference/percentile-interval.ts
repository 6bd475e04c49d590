import { type Interval } from './estimate';

/** A statistic that is undefined in more of the replicates than this says too little about its spread. */
const largestUndefinedShare = 0.05;

/** What the replicates are of. */
export interface PercentileLabel {
  readonly method: string;
  readonly confidenceLevel: number;
}

/**
 * The interval between the quantiles (1 ± confidenceLevel) / 2 of the replicates, interpolated as NumPy does by default.
 * NaN is an undefined replicate; null without replicates or where more than 5 % are undefined.
 */
export function percentileInterval(
  replicates: Float64Array,
  { method, confidenceLevel }: PercentileLabel,
): Interval | null {
  const values = replicates.filter((value) => !Number.isNaN(value)).sort();
  if (values.length === 0 || replicates.length - values.length > largestUndefinedShare * replicates.length)
    return null;
  const tail = (1 - confidenceLevel) / 2;
  return { lower: quantile(values, tail), upper: quantile(values, 1 - tail), confidenceLevel, method };
}

function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (position - below) * (high - low);
}
