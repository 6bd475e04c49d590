const MOST_ROWS = 200_000;
const SEED = 1;

/**
 * The rows that bins are cut from, ascending: LightGBM 4.5 draws 200,000 where there are more, with a linear congruential
 * generator and always the same seed. Null for all rows. O(n).
 */
export function binSample(rows: number): Uint32Array | null {
  if (rows <= MOST_ROWS) return null;
  return MOST_ROWS > rows / Math.log2(MOST_ROWS) ? drawInOrder(rows) : drawOneByOne(rows);
}

/** The generator's next state; its upper bits are the random ones. */
const next = (state: number): number => (Math.imul(214013, state) + 2531011) >>> 0;

function drawInOrder(rows: number): Uint32Array {
  const drawn = new Uint32Array(MOST_ROWS);
  let state = SEED;
  let count = 0;
  for (let row = 0; row < rows && count < MOST_ROWS; row += 1) {
    state = next(state);
    const draw = ((state >>> 16) & 0x7fff) / 2 ** 15;
    if (draw >= (MOST_ROWS - count) / (rows - row)) continue;
    drawn[count] = row;
    count += 1;
  }
  return drawn.slice(0, count);
}

/** Floyd's: each draw is among one row more than the one before; a row drawn twice gives way to the new one. */
function drawOneByOne(rows: number): Uint32Array {
  const drawn = new Set<number>();
  let state = SEED;
  for (let last = rows - MOST_ROWS; last < rows; last += 1) {
    state = next(state);
    const row = (state & 0x7fffffff) % (last + 1);
    drawn.add(drawn.has(row) ? last : row);
  }
  return Uint32Array.from(drawn).sort();
}
