/** Where a chunk's value is still expected; null where there is no line on that side. */
export interface ChunkThreshold {
  readonly lower: number | null;
  readonly upper: number | null;
}

interface ThresholdOptions {
  /** How many standard deviations off the mean. */
  readonly multiplier?: number;
  /** The least and the greatest possible value of the metric, if there are such. */
  readonly least?: number | null;
  readonly greatest?: number | null;
}

/**
 * Mean ± a multiple (3) of the population standard deviation of the reference chunks' values, held within what the metric
 * can be. Chunks without a value do not count; without any there is no threshold.
 * Source: NannyML 0.13.1, `StandardDeviationThreshold` and `calculate_threshold_values`.
 * @example chunkThreshold([0.8, 0.9], { greatest: 1 }) // { lower: 0.7, upper: 1 }
 */
export function chunkThreshold(
  values: readonly (number | null)[],
  { multiplier = 3, least = null, greatest = null }: ThresholdOptions = {},
): ChunkThreshold {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { lower: null, upper: null };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const distance = multiplier * Math.sqrt(squares / known.length);
  return {
    lower: least === null ? mean - distance : Math.max(least, mean - distance),
    upper: greatest === null ? mean + distance : Math.min(greatest, mean + distance),
  };
}

/** Sums of up to some millions of doubles agree to this share of their size, however they are added. */
const ROUNDING = 1e-12;

/**
 * Whether a value lies outside; a value on the line does not, nor one that is off it by rounding alone: by up to 1e-12 of
 * the largest of the value and the two lines, in absolute terms. NannyML compares without such room, so that there the last
 * digit of a sum decides when all reference chunks are alike.
 */
export function isOutside(value: number, { lower, upper }: ChunkThreshold): boolean {
  const room = ROUNDING * Math.max(Math.abs(value), Math.abs(lower ?? 0), Math.abs(upper ?? 0));
  return (lower !== null && lower - value > room) || (upper !== null && value - upper > room);
}
