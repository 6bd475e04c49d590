/** The three digits of the upper half of a double, from the lowest: 10, 11 and 11 bits. */
const shifts = [0, 10, 21] as const;
const buckets = 2048;

/** Runs that agree in their upper half are finished by insertion up to this length, by the engine's sort beyond. */
const longRun = 24;

/**
 * Sorts finite doubles in place by their bits: three stable rounds over the upper half (sign, exponent and 20 bits of the
 * fraction), turned so that it ascends as the numbers do (−0 before 0), then a last walk that puts the few values in order
 * that agree in it. Rounds in which all values have the same digit are skipped. O(n) unless very many values agree in
 * their upper halves; needs room for another n values.
 * Source: Knuth, The Art of Computer Programming, 5.2.5; Herf, Radix Tricks (2001). Expects no NaN.
 */
export function radixSort(values: Float64Array): void {
  const counts = countDigits(values);
  let source = values;
  let target: Float64Array = new Float64Array(values.length);
  shifts.forEach((shift, digit) => {
    const starts = counts.subarray(digit * buckets, (digit + 1) * buckets);
    if (!toStarts(starts, values.length)) return;
    scatter(source, target, { starts, shift });
    [source, target] = [target, source];
  });
  if (source !== values) values.set(source);
  sortRuns(values);
}

/** Little-endian, as every machine that runs a JavaScript engine: the upper half is the second of two. */
function halves(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
}

/** Flips the sign bit of positive numbers and all bits of negative ones. */
function ordered(upper: number): number {
  return upper ^ ((upper >> 31) | 0x80000000);
}

function countDigits(values: Float64Array): Uint32Array {
  const words = halves(values);
  const counts = new Uint32Array(shifts.length * buckets);
  for (let index = 1; index < words.length; index += 2) {
    const key = ordered(words[index]!);
    counts[key & 1023]! += 1;
    counts[buckets + ((key >>> 10) & 2047)]! += 1;
    counts[2 * buckets + (key >>> 21)]! += 1;
  }
  return counts;
}

/** Turns the counts of a digit into where each bucket starts; false when one bucket holds all. */
function toStarts(counts: Uint32Array, n: number): boolean {
  let start = 0;
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const count = counts[bucket]!;
    if (count === n) return false;
    counts[bucket] = start;
    start += count;
  }
  return true;
}

function scatter(
  source: Float64Array,
  target: Float64Array,
  { starts, shift }: { readonly starts: Uint32Array; readonly shift: number },
): void {
  const words = halves(source);
  const mask = shift === 0 ? 1023 : 2047;
  for (let index = 0; index < source.length; index += 1) {
    const bucket = (ordered(words[2 * index + 1]!) >>> shift) & mask;
    target[starts[bucket]!++] = source[index]!;
  }
}

/** Orders what the upper halves left open: only values that share theirs can still stand in the wrong order. */
function sortRuns(values: Float64Array): void {
  const words = halves(values);
  const last = values.length - 1;
  for (let index = 0; index < last; index += 1) {
    if (values[index]! <= values[index + 1]!) continue;
    const upper = words[2 * index + 1]!;
    let from = index;
    let to = index + 2;
    while (from > 0 && words[2 * from - 1] === upper) from -= 1;
    while (to <= last && words[2 * to + 1] === upper) to += 1;
    if (to - from > longRun) values.subarray(from, to).sort();
    else insertionSort(values, from, to);
    index = to - 1;
  }
}

function insertionSort(values: Float64Array, from: number, to: number): void {
  for (let index = from + 1; index < to; index += 1) {
    const value = values[index]!;
    let place = index;
    while (place > from && values[place - 1]! > value) {
      values[place] = values[place - 1]!;
      place -= 1;
    }
    values[place] = value;
  }
}
