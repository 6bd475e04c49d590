import { binIndex } from './bin-index';
import { highWord, lowWord } from './double-words';
import { wordsHash } from './distinct-hash';
import { addHash, addToRegisters, type DistinctSketch } from './distinct-sketch';
import { addToMoments, mergeMoments, type Moments } from './moments';
import { type NumericProfile } from './numeric-profile';
import { octaveCounts, type QuantileSketch } from './quantile-sketch';
import { smallestOctave, stepOf } from './sketch-bucket';

const blockSize = 1024;

/** The finite values of the block at hand, and the same memory as words. */
const block = new Float64Array(blockSize);
const words = new Uint32Array(block.buffer);

/** The counts of the octaves met in the block at hand, by sign and exponent. */
const octaves = new Array<Float64Array | undefined>(4096).fill(undefined);

/** Hashes met lately, by their last bits: a column of few values asks the set of hashes once a block, not once a row. */
const recent = new Float64Array(1024);

/**
 * Counts a batch of values into the profile, in place, about twice as fast as one by one. `isMissing` has a 1 where
 * a row has no value; a NaN elsewhere is a NaN. Counts and sketches come out as from `addNumber`; the moments of each
 * 1,024 rows are taken at once and merged, so mean and standard deviation differ from it, and between batch sizes, by
 * less than 1e-12 of |mean| + standard deviation. Throws RangeError when the lengths differ.
 */
export function addNumbers(profile: NumericProfile, values: Float64Array, isMissing?: Uint8Array): void {
  if (isMissing && isMissing.length !== values.length)
    throw new RangeError(
      `${values.length} values need as many marks of missing ones, got ${isMissing.length}`,
    );
  for (let start = 0; start < values.length; start += blockSize) {
    const count = takeFinite(profile, values.subarray(start, start + blockSize), isMissing?.subarray(start));
    if (count === 0) continue;
    addBlockMoments(profile, count);
    for (let at = 0; at < count; at += 1) profile.counts[binIndex(profile.edges, block[at]!)]! += 1;
    if (profile.quantiles) addBlockQuantiles(profile.quantiles, count);
    if (profile.distinct) addBlockHashes(profile.distinct, count);
  }
}

/** Fills the block with the finite values and counts the others by their kind. */
function takeFinite(
  profile: NumericProfile,
  values: Float64Array,
  isMissing: Uint8Array | undefined,
): number {
  let count = 0;
  let [missing, notANumber] = [0, 0];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at]!;
    if (isMissing !== undefined && isMissing[at] === 1) missing += 1;
    else if (value - value === 0) block[count++] = value + 0;
    else if (value !== value) notANumber += 1;
  }
  profile.missing += missing;
  profile.notANumber += notANumber;
  profile.infinite += values.length - missing - notANumber - count;
  return count;
}

/** Two passes over the block, then the update of Chan, Golub and LeVeque. */
function addBlockMoments(profile: NumericProfile, count: number): void {
  let [sum, min, max] = [0, Infinity, -Infinity];
  for (let at = 0; at < count; at += 1) {
    const value = block[at]!;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  profile.min = profile.min === null ? min : Math.min(profile.min, min);
  profile.max = profile.max === null ? max : Math.max(profile.max, max);
  // The mean of equal values is their value, which their sum would miss by a rounding.
  const moments: Moments = { n: count, mean: min === max ? min : sum / count, meanRest: 0, m2: 0 };
  if (min === max || Number.isFinite(sum)) {
    addDeviations(moments);
  } else {
    // The sum left the range of a double; one by one it does not.
    [moments.n, moments.mean] = [0, 0];
    for (let at = 0; at < count; at += 1) addToMoments(moments, block[at]!);
  }
  Object.assign(profile, mergeMoments(profile, moments));
  profile.n += count;
}

/** Squares around the mean; the deviations' own sum is what rounding took from it (corrected two-pass algorithm). */
function addDeviations(moments: Moments): void {
  let sum = 0;
  for (let at = 0; at < moments.n; at += 1) {
    const deviation = block[at]! - moments.mean;
    sum += deviation;
    moments.m2 += deviation * deviation;
  }
  if (!Number.isFinite(moments.m2)) return;
  moments.meanRest = sum / moments.n;
  moments.m2 = Math.max(0, moments.m2 - sum * moments.meanRest);
}

function addBlockQuantiles(sketch: QuantileSketch, count: number): void {
  const met: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const high = words[2 * at + highWord]!;
    // Sign and exponent.
    const key = high >>> 20;
    let counts = octaves[key];
    if (counts === undefined) {
      const octave = (key & 0x7ff) - 1023;
      if (octave < smallestOctave) {
        sketch.zero += 1;
        continue;
      }
      octaves[key] = counts = octaveCounts(key >= 0x800 ? sketch.negative : sketch.positive, octave);
      met.push(key);
    }
    counts[stepOf(high, words[2 * at + lowWord]!)]! += 1;
  }
  for (const key of met) octaves[key] = undefined;
}

function addBlockHashes(sketch: DistinctSketch, count: number): void {
  let at = 0;
  if (sketch.registers === null) recent.fill(-1);
  for (; at < count && sketch.registers === null; at += 1) {
    const hash = wordsHash(words[2 * at + highWord]!, words[2 * at + lowWord]!);
    const slot = hash % recent.length;
    if (recent[slot] === hash) continue;
    recent[slot] = hash;
    addHash(sketch, hash);
  }
  for (; at < count; at += 1)
    addToRegisters(sketch.registers!, wordsHash(words[2 * at + highWord]!, words[2 * at + lowWord]!));
}
