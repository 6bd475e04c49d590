import { binCounts, canCutInOrder, inferredBin } from './bin-counts';
import { nextUp } from './next-up';

const MAX_BINS = 255;
const LEAST_ROWS_IN_BIN = 3;
/** Values this close to zero are zero. */
const ZERO = 1e-35;

/** How a feature of numbers is cut into at most 255 bins: a value falls into the first whose upper bound it does not exceed. */
export interface NumberBins {
  readonly kind: 'numbers';
  /** How many bins there are, the one of missing values included. */
  readonly count: number;
  /** Ascending; the last is Infinity. */
  readonly upperBounds: Float64Array;
  /** Whether missing values (NaN) have a bin of their own, the last; otherwise they count as zero. */
  readonly hasMissingBin: boolean;
  /** See `inferredBin`. */
  readonly inferred: number;
  /** Whether any cut can leave enough rows on both sides. */
  readonly canBeCut: boolean;
}

interface Distinct {
  readonly values: number[];
  readonly counts: number[];
}

/**
 * Bins of about equal row counts, zero in a bin of its own, at least three rows a bin, as LightGBM 4.5 cuts them
 * (`src/io/bin.cpp`). Infinite values are clamped to the greatest double. `column` may be a sample of `rows`. O(n log n).
 */
export function numberBins(column: Float64Array, rows = column.length): NumberBins {
  const present = column.filter((value) => !Number.isNaN(value)).map(finite);
  const hasMissingBin = present.length < column.length;
  const distinct = distinctValues(present.sort());
  const bounds = boundsAroundZero(distinct, hasMissingBin ? MAX_BINS - 1 : MAX_BINS, present.length);
  const bins = { upperBounds: Float64Array.from(bounds), hasMissingBin };
  const count = bounds.length + (hasMissingBin ? 1 : 0);
  const counts = binCounts(numberCodes(bins, column), count);
  const inferred = inferredBin(counts, numberCodes(bins, Float64Array.of(0))[0]!);
  return { kind: 'numbers', count, ...bins, inferred, canBeCut: canCutInOrder(counts, rows) };
}

/** The bin of each value. O(n log bins). */
export function numberCodes(
  { upperBounds, hasMissingBin }: Pick<NumberBins, 'upperBounds' | 'hasMissingBin'>,
  column: Float64Array,
): Uint8Array {
  const codes = new Uint8Array(column.length);
  for (let row = 0; row < column.length; row += 1) {
    const given = column[row]!;
    if (Number.isNaN(given) && hasMissingBin) {
      codes[row] = upperBounds.length;
      continue;
    }
    const value = Number.isNaN(given) ? 0 : given;
    let low = 0;
    let high = upperBounds.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (value <= upperBounds[middle]!) high = middle;
      else low = middle + 1;
    }
    codes[row] = low;
  }
  return codes;
}

const finite = (value: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));

/** Distinct values with their counts; neighbours of one unit in the last place are one, and zero always has a place between signs. */
function distinctValues(sorted: Float64Array): Distinct {
  const values: number[] = [];
  const counts: number[] = [];
  const push = (value: number, count: number): void => {
    values.push(value);
    counts.push(count);
  };
  const zeros = sorted.reduce((sum, value) => sum + (Math.abs(value) <= ZERO ? 1 : 0), 0);
  let previous = NaN;
  for (const value of sorted) {
    if (Math.abs(value) <= ZERO) continue;
    if (value > 0 && !(previous > 0) && (zeros > 0 || previous < 0)) push(0, zeros);
    if (value <= nextUp(previous)) {
      values[values.length - 1] = value;
      counts[counts.length - 1]! += 1;
    } else push(value, 1);
    previous = value;
  }
  if (zeros > 0 && !(previous > 0)) push(0, zeros);
  return { values, counts };
}

/** Negative values, zero and positive values are cut apart. */
function boundsAroundZero({ values, counts }: Distinct, maxBins: number, rows: number): number[] {
  const negatives = values.filter((value) => value <= -ZERO).length;
  const notPositive = values.filter((value) => value <= ZERO).length;
  const total = (list: readonly number[]): number => list.reduce((sum, count) => sum + count, 0);
  const below = total(counts.slice(0, negatives));
  const zeros = total(counts.slice(negatives, notPositive));
  const bounds: number[] = [];
  if (negatives > 0) {
    const share = Math.trunc((below / (rows - zeros)) * (maxBins - 1));
    const part = { values: values.slice(0, negatives), counts: counts.slice(0, negatives) };
    bounds.push(...greedyBounds(part, Math.max(1, share), below));
    bounds[bounds.length - 1] = -ZERO;
  }
  const left = maxBins - 1 - bounds.length;
  if (notPositive === values.length || left <= 0) return [...bounds, Infinity];
  const part = { values: values.slice(notPositive), counts: counts.slice(notPositive) };
  return [...bounds, ZERO, ...greedyBounds(part, left, total(part.counts))];
}

function greedyBounds(distinct: Distinct, maxBins: number, rows: number): number[] {
  return distinct.values.length <= maxBins
    ? boundsBetweenValues(distinct)
    : boundsOfEqualCounts(
        distinct,
        Math.max(1, Math.min(maxBins, Math.trunc(rows / LEAST_ROWS_IN_BIN))),
        rows,
      );
}

/** Few values: a bound between any two, once the bin holds enough rows. */
function boundsBetweenValues({ values, counts }: Distinct): number[] {
  const bounds: number[] = [];
  let inBin = 0;
  for (let at = 0; at + 1 < values.length; at += 1) {
    inBin += counts[at]!;
    if (inBin >= LEAST_ROWS_IN_BIN && pushBound(bounds, values[at]!, values[at + 1]!)) inBin = 0;
  }
  return [...bounds, Infinity];
}

/** Many values: those with more rows than a bin should hold get a bin each, the rest share the other bins. */
function boundsOfEqualCounts({ values, counts }: Distinct, maxBins: number, rows: number): number[] {
  const isBig = counts.map((count) => count >= rows / maxBins);
  const big = counts.filter((_, at) => isBig[at]);
  let restBins = maxBins - big.length;
  let restRows = rows - big.reduce((sum, count) => sum + count, 0);
  let wanted = restRows / restBins;
  const bounds: number[] = [];
  let bins = 1;
  let inBin = 0;
  for (let at = 0; at + 1 < values.length && bins < maxBins; at += 1) {
    if (!isBig[at]) restRows -= counts[at]!;
    inBin += counts[at]!;
    const isBeforeBig = isBig[at + 1]! && inBin >= Math.max(1, wanted * 0.5);
    if (!isBig[at] && inBin < wanted && !isBeforeBig) continue;
    pushBound(bounds, values[at]!, values[at + 1]!);
    bins += 1;
    inBin = 0;
    if (isBig[at]) continue;
    restBins -= 1;
    wanted = restRows / restBins;
  }
  return [...bounds, Infinity];
}

/** The double above the middle of two values; false when it is already there. */
function pushBound(bounds: number[], below: number, above: number): boolean {
  const bound = nextUp((below + above) / 2);
  const last = bounds.at(-1);
  if (last !== undefined && bound <= nextUp(last)) return false;
  bounds.push(bound);
  return true;
}
