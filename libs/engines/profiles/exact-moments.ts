/** Sums of doubles of one octave, each taken as a whole number of up to 53 bits; denormals belong to the octave −1022. */
export interface OctaveSum {
  /** The doubles are mantissa · 2^(octave − 52). */
  readonly octave: number;
  /** Of negative doubles they are negative. */
  readonly mantissas: bigint;
  /** Sum of the squared mantissas. */
  readonly squares: bigint;
}

/**
 * Mean and sum of squared deviations of n doubles, from exact sums: each is rounded once, at the end. `meanRest` is what
 * rounding took from the mean, so that profiles far from 0 merge as well as they were counted.
 */
export function exactMoments(
  n: number,
  octaves: readonly OctaveSum[],
): { mean: number; meanRest: number; m2: number } {
  const sums = octaves.filter(({ squares }) => squares > 0n);
  if (sums.length === 0) return { mean: 0, meanRest: 0, m2: 0 };
  const lowest = Math.min(...sums.map(({ octave }) => octave));
  let total = 0n;
  let squares = 0n;
  for (const { octave, mantissas, squares: own } of sums) {
    const shift = BigInt(octave - lowest);
    total += mantissas << shift;
    squares += own << (2n * shift);
  }
  const count = BigInt(n);
  const unit = lowest - 52;
  const mean = ratio(total, count, unit);
  return {
    mean,
    meanRest: restOf(mean, { total, count, unit }),
    m2: ratio(count * squares - total * total, count, 2 * unit),
  };
}

/** total / count · 2^unit − mean. */
function restOf(
  mean: number,
  { total, count, unit }: { total: bigint; count: bigint; unit: number },
): number {
  const bits = new BigUint64Array(Float64Array.of(Math.abs(mean)).buffer)[0]!;
  const exponent = Number(bits >> 52n);
  const size = (bits & (hidden - 1n)) | (exponent === 0 ? 0n : hidden);
  const own = Math.max(exponent, 1) - 1075;
  const common = Math.min(own, unit);
  const product = ((mean < 0 ? -size : size) * count) << BigInt(own - common);
  return ratio((total << BigInt(unit - common)) - product, count, common);
}

/** The bit of a mantissa that a double does not write. */
const hidden = 1n << 52n;

/** numerator / denominator · 2^exponent, rounded to the nearest double. */
function ratio(numerator: bigint, denominator: bigint, exponent: number): number {
  const size = numerator < 0n ? -numerator : numerator;
  // The quotient gets about 64 bits, more than a double holds, and one that says whether anything was left.
  const shift = 64 - (bitsOf(size) - bitsOf(denominator));
  const dividend = size << BigInt(Math.max(0, shift));
  const divisor = denominator << BigInt(Math.max(0, -shift));
  const quotient = (dividend / divisor) | (dividend % divisor === 0n ? 0n : 1n);
  // In two steps, since the power alone may leave the range of a double.
  const power = exponent - shift;
  const step = Math.trunc(power / 2);
  const value = Number(quotient) * 2 ** step * 2 ** (power - step);
  return numerator < 0n ? -value : value;
}

const bitsOf = (value: bigint): number => value.toString(2).length;
