import { highWord, lowWord } from './double-words';

/** Buckets between one power of two and the next. */
export const bucketsPerOctave = 35;

/** How far, relative to its size, a value may lie from the value its bucket stands for. */
export const sketchAccuracy = 0.01;

/** Doubles below 2^-1022 have no bucket. */
export const smallestOctave = -1022;
export const largestOctave = 1023;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** The bucket of a positive double of at least 2^-1022. */
export function bucketOf(value: number): number {
  double[0] = value;
  const high = words[highWord]!;
  return ((high >>> 20) - 1023) * bucketsPerOctave + stepOf(high, words[lowWord]!);
}

/**
 * The step, 0 to 34, of a double within its octave, from its two words. With s the fraction above the power of two it is
 * the whole part of 6s³ − 21s² + 50s, a cubic that follows 35·log₂(1 + s) closely enough that no step is wider than a
 * ratio of 1.0202 (Masson, Rim and Lee, DDSketch, 2019, name such a mapping cubically interpolated). It takes sums and
 * products of doubles only, which every machine rounds alike; a logarithm would not be.
 */
export function stepOf(high: number, low: number): number {
  const s = ((high & 0xfffff) * 4294967296 + low) / 4503599627370496;
  const step = Math.floor(s * (50 + s * (6 * s - 21)));
  // The last double of an octave rounds up.
  return step < bucketsPerOctave ? step : bucketsPerOctave - 1;
}

/** The value a bucket stands for: no value in it lies further away than `sketchAccuracy` of its size. */
export function bucketValue(bucket: number): number {
  const octave = Math.floor(bucket / bucketsPerOctave);
  const step = bucket - octave * bucketsPerOctave;
  const lower = stepStarts[step]!;
  const upper = stepStarts[step + 1]!;
  // The harmonic mean is equally far, relatively, from both ends.
  return ((2 * lower * upper) / (lower + upper)) * 2 ** octave;
}

/** Where the steps of the octave [1, 2) begin, and its end. */
const stepStarts: readonly number[] = Array.from({ length: bucketsPerOctave + 1 }, (_, step) =>
  startOf(step),
);

/** The smallest double in [1, 2) of a step, by halving. */
function startOf(step: number): number {
  let below = 1;
  let above = 2;
  if (step === 0) return below;
  while ((below + above) / 2 > below && (below + above) / 2 < above) {
    const middle = (below + above) / 2;
    if (bucketOf(middle) < step) below = middle;
    else above = middle;
  }
  return above;
}
