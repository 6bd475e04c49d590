const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
/** Below this a comparison sort is as fast. */
const SMALL = 512;

/**
 * The row numbers of a numeric column from its smallest value to its largest, equal values in the order of their rows.
 * Rows without a number (NaN) are left out; −0 and 0 are equal. A radix sort on the bits of the doubles: O(n).
 * @example ascendingOrder(Float64Array.of(3, NaN, 1)) // Uint32Array [2, 0]
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const present = new Uint32Array(values.length);
  let n = 0;
  for (let row = 0; row < values.length; row += 1) {
    present[n] = row;
    if (values[row]! === values[row]!) n += 1;
  }
  const rows = present.subarray(0, n);
  if (n < SMALL) return rows.sort((a, b) => values[a]! - values[b]! || a - b);
  const { high, low } = sortableBits(values);
  let from = rows;
  let to = new Uint32Array(n);
  for (let pass = 0; pass < 6; pass += 1) {
    const part = pass < 3 ? low : high;
    if (scatter(from, to, { part, shift: (pass % 3) * DIGIT_BITS })) [from, to] = [to, from];
  }
  return from;
}

/** The bits of each double as two whole numbers whose order is the order of the doubles. */
function sortableBits(values: Float64Array): { high: Uint32Array; low: Uint32Array } {
  const high = new Uint32Array(values.length);
  const low = new Uint32Array(values.length);
  const cell = new Float64Array(1);
  const words = new Uint32Array(cell.buffer);
  const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
  const lowWord = isLittleEndian ? 0 : 1;
  for (let row = 0; row < values.length; row += 1) {
    // Adding 0 turns −0 into 0.
    cell[0] = values[row]! + 0;
    const top = words[1 - lowWord]!;
    // Negative doubles descend as their bits ascend, so all their bits are flipped; others only move above them.
    const isNegative = top >>> 31 === 1;
    high[row] = isNegative ? ~top : top | 0x80000000;
    low[row] = isNegative ? ~words[lowWord]! : words[lowWord]!;
  }
  return { high, low };
}

/** One pass by one digit; false, without having moved anything, when all rows share the digit. */
function scatter(
  from: Uint32Array,
  to: Uint32Array,
  { part, shift }: { part: Uint32Array; shift: number },
): boolean {
  const starts = new Uint32Array(DIGITS);
  for (let at = 0; at < from.length; at += 1) starts[(part[from[at]!]! >>> shift) & (DIGITS - 1)]! += 1;
  let total = 0;
  for (let digit = 0; digit < DIGITS; digit += 1) {
    const count = starts[digit]!;
    if (count === from.length) return false;
    starts[digit] = total;
    total += count;
  }
  for (let at = 0; at < from.length; at += 1) {
    const row = from[at]!;
    const digit = (part[row]! >>> shift) & (DIGITS - 1);
    to[starts[digit]!] = row;
    starts[digit]! += 1;
  }
  return true;
}
