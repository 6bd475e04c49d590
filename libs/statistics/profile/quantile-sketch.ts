import { bucketOf, bucketsPerOctave, bucketValue, smallestOctave } from './sketch-bucket';

/**
 * Counts in buckets whose ends lie in a fixed ratio (Masson, Rim and Lee, DDSketch: a fast and fully-mergeable quantile
 * sketch with relative-error guarantees, VLDB 2019), from which every quantile comes out within 1 % of its size. A
 * value's bucket depends on the value alone and buckets are never joined, so sketches merge exactly, in any order.
 *
 * The price is that nothing bounds the buckets but the doubles themselves: 35 for each power of two that occurs, so 700
 * for data over six powers of ten, and at worst 71,610 for each sign (about 1 MB).
 */
export interface QuantileSketch {
  /** Values nearer to zero than 2^-1022, about 2.2e-308. */
  zero: number;
  readonly negative: BucketCounts;
  readonly positive: BucketCounts;
}

/** Counts by octave, the powers of two that values lie between: 35 each, in the order of the values' size. */
export type BucketCounts = Map<number, Float64Array>;

/** The sketch of no values. */
export function emptyQuantileSketch(): QuantileSketch {
  return { zero: 0, negative: new Map(), positive: new Map() };
}

/** Counts a finite value, in place. */
export function addToQuantileSketch(sketch: QuantileSketch, value: number): void {
  const size = Math.abs(value);
  if (size < 2 ** smallestOctave) sketch.zero += 1;
  else addToBucket(value < 0 ? sketch.negative : sketch.positive, bucketOf(size), 1);
}

/** Adds rows to a bucket, in place. */
export function addToBucket(buckets: BucketCounts, bucket: number, rows: number): void {
  const octave = Math.floor(bucket / bucketsPerOctave);
  octaveCounts(buckets, octave)[bucket - octave * bucketsPerOctave]! += rows;
}

/** The counts of an octave, to be added to. */
export function octaveCounts(buckets: BucketCounts, octave: number): Float64Array {
  let counts = buckets.get(octave);
  if (counts === undefined) buckets.set(octave, (counts = new Float64Array(bucketsPerOctave)));
  return counts;
}

/** The buckets that hold anything, by ascending size. */
export function bucketsInOrder(buckets: BucketCounts): { bucket: number; rows: number }[] {
  return [...buckets]
    .sort(([a], [b]) => a - b)
    .flatMap(([octave, counts]) =>
      Array.from(counts, (rows, step) => ({ bucket: octave * bucketsPerOctave + step, rows })),
    )
    .filter(({ rows }) => rows > 0);
}

/** The sketch of the values of both; the inputs stay untouched. */
export function mergeQuantileSketches(a: QuantileSketch, b: QuantileSketch): QuantileSketch {
  return {
    zero: a.zero + b.zero,
    negative: mergeBuckets(a.negative, b.negative),
    positive: mergeBuckets(a.positive, b.positive),
  };
}

function mergeBuckets(a: BucketCounts, b: BucketCounts): BucketCounts {
  const merged: BucketCounts = new Map();
  for (const [octave, counts] of a) merged.set(octave, counts.slice());
  for (const [octave, counts] of b) {
    const sum = octaveCounts(merged, octave);
    for (let step = 0; step < counts.length; step += 1) sum[step]! += counts[step]!;
  }
  return merged;
}

/**
 * Quantiles by linear interpolation between the order statistics at position (n − 1)·p, as `quantile` takes them, each
 * order statistic known to 1 % of its size (2.2e-308 next to zero). A quantile between two values of one sign is
 * therefore within 1 % of itself, between two of different sign within 1 % of the larger one's size. Empty without
 * values; O(buckets). Throws RangeError when a probability lies outside [0, 1].
 */
export function sketchQuantiles(sketch: QuantileSketch, probabilities: readonly number[]): number[] {
  const values = valuesInOrder(sketch);
  const n = values.at(-1)?.until ?? 0;
  if (n === 0) return [];
  return probabilities.map((probability) => {
    if (!(probability >= 0 && probability <= 1))
      throw new RangeError(`a probability in [0, 1] is needed, got ${probability}`);
    const position = (n - 1) * probability;
    const rank = Math.floor(position);
    const [low, high] = [valueAt(values, rank), valueAt(values, Math.min(rank + 1, n - 1))];
    const part = position - rank;
    return low === high || part === 0 ? low : low * (1 - part) + high * part;
  });
}

/** A value and the number of values up to and with it. */
interface RankedValue {
  readonly value: number;
  readonly until: number;
}

function valuesInOrder({ zero, negative, positive }: QuantileSketch): RankedValue[] {
  const ranked: RankedValue[] = [];
  let until = 0;
  const push = (value: number, rows: number): void => {
    until += rows;
    ranked.push({ value, until });
  };
  for (const { bucket, rows } of bucketsInOrder(negative).reverse()) push(-bucketValue(bucket), rows);
  if (zero > 0) push(0, zero);
  for (const { bucket, rows } of bucketsInOrder(positive)) push(bucketValue(bucket), rows);
  return ranked;
}

function valueAt(values: readonly RankedValue[], rank: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]!.until > rank) high = middle;
    else low = middle + 1;
  }
  return values[low]!.value;
}
