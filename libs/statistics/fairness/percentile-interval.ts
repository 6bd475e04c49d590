import { type Interval } from '../inference';

/** A statistic that is undefined in more of the replicates than this says too little about its spread. */
const fewestDefined = 0.95;

/**
 * The interval between the quantiles (1 ± confidenceLevel) / 2 of the replicates, interpolated as NumPy does by default.
 * NaN is an undefined replicate; null where more than 5 % are.
 */
export function percentileInterval(
  replicates: Float64Array,
  method: string,
  confidenceLevel = 0.95,
): Interval | null {
  const values = replicates.filter((value) => !Number.isNaN(value)).sort();
  if (values.length === 0 || values.length < fewestDefined * replicates.length) return null;
  const tail = (1 - confidenceLevel) / 2;
  return { lower: quantile(values, tail), upper: quantile(values, 1 - tail), confidenceLevel, method };
}

function quantile(sorted: Float64Array, p: number): number {
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!);
}
