/** Sums of doubles of one octave, each taken as a whole number of up to 53 bits; denormals belong to the octave −1022. */
export interface OctaveSum {
  /** The doubles are mantissa · 2^(octave − 52). */
  readonly octave: number;
  /** Of negative doubles they are negative. */
  readonly mantissas: bigint;
  /** Sum of the squared mantissas. */
  readonly squares: bigint;
}

/** Mean and sum of squared deviations of n doubles, from exact sums: each is rounded once, at the end. */
export function exactMoments(n: number, octaves: readonly OctaveSum[]): { mean: number; m2: number } {
  const sums = octaves.filter(({ squares }) => squares > 0n);
  if (sums.length === 0) return { mean: 0, m2: 0 };
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
  return {
    mean: ratio(total, count, unit),
    m2: ratio(count * squares - total * total, count, 2 * unit),
  };
}

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
