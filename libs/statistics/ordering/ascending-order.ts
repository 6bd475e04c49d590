const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
/** Below this a comparison sort is as fast. */
const SMALL = 512;
/** Rows that agree in the upper half of their doubles are put in order by insertion up to this many. */
const LONG_RUN = 24;

/** Row numbers with the keys they are sorted by, side by side. */
interface KeyedRows {
  readonly keys: Uint32Array;
  readonly rows: Uint32Array;
}

/**
 * The row numbers of a numeric column from its smallest value to its largest, equal values in the order of their rows.
 * Rows without a number (NaN) are left out; −0 and 0 are equal. Three stable radix rounds over the upper half of the doubles
 * (sign, exponent and 20 bits of the fraction), then the few rows that agree in it are compared: O(n) unless very many do.
 * @example ascendingOrder(Float64Array.of(3, NaN, 1)) // Uint32Array [2, 0]
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const { keys, rows } = keyedRows(values);
  if (rows.length < SMALL) return rows.sort((a, b) => values[a]! - values[b]! || a - b);
  let from: KeyedRows = { keys, rows };
  let to: KeyedRows = { keys: new Uint32Array(rows.length), rows: new Uint32Array(rows.length) };
  for (let pass = 0; pass < 3; pass += 1) {
    if (scatter(from, to, pass * DIGIT_BITS)) [from, to] = [to, from];
  }
  orderRuns(from, values);
  return from.rows;
}

/** The rows that hold a number, with the upper half of its bits turned so that it ascends as the numbers do. */
function keyedRows(values: Float64Array): KeyedRows {
  const keys = new Uint32Array(values.length);
  const rows = new Uint32Array(values.length);
  const cell = new Float64Array(1);
  const words = new Uint32Array(cell.buffer);
  const upper = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;
  let n = 0;
  for (let row = 0; row < values.length; row += 1) {
    // Adding 0 turns −0 into 0.
    cell[0] = values[row]! + 0;
    const bits = words[upper]!;
    // Negative doubles descend as their bits ascend, so all their bits are flipped; others only move above them.
    keys[n] = bits ^ ((bits >> 31) | 0x80000000);
    rows[n] = row;
    if (values[row]! === values[row]!) n += 1;
  }
  return { keys: keys.subarray(0, n), rows: rows.subarray(0, n) };
}

/** One pass by one digit; false, without having moved anything, when all rows share the digit. */
function scatter(from: KeyedRows, to: KeyedRows, shift: number): boolean {
  const { keys, rows } = from;
  const starts = new Uint32Array(DIGITS);
  for (let at = 0; at < keys.length; at += 1) starts[(keys[at]! >>> shift) & (DIGITS - 1)]! += 1;
  let total = 0;
  for (let digit = 0; digit < DIGITS; digit += 1) {
    const count = starts[digit]!;
    if (count === keys.length) return false;
    starts[digit] = total;
    total += count;
  }
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at]!;
    const digit = (key >>> shift) & (DIGITS - 1);
    const place = starts[digit]!;
    starts[digit] = place + 1;
    to.keys[place] = key;
    to.rows[place] = rows[at]!;
  }
  return true;
}

/** Orders what the keys left open: rows of one key by their values, the earlier row first where those are equal, too. */
function orderRuns({ keys, rows }: KeyedRows, values: Float64Array): void {
  let from = 0;
  for (let at = 1; at <= keys.length; at += 1) {
    if (at < keys.length && keys[at] === keys[from]) continue;
    if (at - from > 1) orderRun(rows.subarray(from, at), values);
    from = at;
  }
}

function orderRun(rows: Uint32Array, values: Float64Array): void {
  // Equal values, the usual run, stand in order already.
  if (rows.every((row, at) => at === 0 || values[rows[at - 1]!]! <= values[row]!)) return;
  if (rows.length > LONG_RUN) rows.sort((a, b) => values[a]! - values[b]! || a - b);
  else insertionSort(rows, values);
}

function insertionSort(rows: Uint32Array, values: Float64Array): void {
  for (let at = 1; at < rows.length; at += 1) {
    const row = rows[at]!;
    const value = values[row]!;
    let place = at;
    while (place > 0 && values[rows[place - 1]!]! > value) {
      rows[place] = rows[place - 1]!;
      place -= 1;
    }
    rows[place] = row;
  }
}
