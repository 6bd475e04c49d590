const SIZE = 624;
const SHIFT = 397;

/** NumPy's shuffles of one seeded stream. */
export interface MersenneTwister {
  /**
   * Shuffles `values` in place from the last place down, each swapped with one at or before it (Fisher and Yates). Lists shorter than 2³¹. Only
   * the last `settled` places (all by default) are settled; the draws for the others are made and dropped, which leaves
   * the stream where a whole shuffle leaves it.
   */
  shuffle(values: Uint32Array, settled?: number): void;
  /** Draws and drops what a shuffle of `length` values takes. */
  skipShuffle(length: number): void;
}

/**
 * MT19937 seeded by one 32-bit number, with the bounded draws and shuffles of NumPy's `RandomState`, so that a split
 * made by scikit-learn with `random_state` can be made again. For anything of our own take `seededRandom`.
 * Source: Matsumoto and Nishimura, ACM TOMACS 8 (1998); NumPy 1.26, `numpy/random/src/distributions.c`.
 */
export function mersenneTwister(seed: number): MersenneTwister {
  // Signed words keep V8 in 32-bit integers; the bits are the same.
  const stream = new Int32Array(SIZE);
  const state = initialState(seed);
  let used = SIZE;
  const refill = (): void => {
    advance(state, stream);
    used = 0;
  };
  /** Uniform over 0 … max: numbers under the smallest mask of ones that covers `max`, those above it dropped. */
  const upTo = (max: number): number => {
    const mask = 0x7fffffff >>> (Math.clz32(max) - 1);
    for (;;) {
      if (used === SIZE) refill();
      const value = stream[used]! & mask;
      used += 1;
      if (value <= max) return value;
    }
  };
  const skip = (length: number): void => {
    let max = length - 1;
    while (max > 0) {
      if (used === SIZE) refill();
      const mask = 0x7fffffff >>> (Math.clz32(max) - 1);
      const half = mask >>> 1;
      // A local place, and no branch on the outcome, which no processor can foresee.
      let at = used;
      for (; at < SIZE && max > half; at += 1) max -= (stream[at]! & mask) <= max ? 1 : 0;
      used = at;
    }
  };
  const shuffle = (values: Uint32Array, settled = values.length): void => {
    const last = Math.max(1, values.length - settled);
    for (let at = values.length - 1; at >= last; at -= 1) {
      const other = upTo(at);
      const kept = values[at]!;
      values[at] = values[other]!;
      values[other] = kept;
    }
    skip(Math.min(last, values.length));
  };
  return { shuffle, skipShuffle: skip };
}

function initialState(seed: number): Int32Array {
  const state = new Int32Array(SIZE);
  state[0] = seed;
  for (let at = 1; at < SIZE; at += 1) {
    const previous = state[at - 1]! ^ (state[at - 1]! >>> 30);
    state[at] = Math.imul(1812433253, previous) + at;
  }
  return state;
}

/** Replaces the state by the next 624 numbers of the recurrence, and the stream by those numbers, tempered. */
function advance(state: Int32Array, stream: Int32Array): void {
  // Three stretches, so that no place has to be wrapped inside a loop.
  for (let at = 0; at < SIZE - SHIFT; at += 1) {
    state[at] = state[at + SHIFT]! ^ twisted(state[at]!, state[at + 1]!);
  }
  for (let at = SIZE - SHIFT; at < SIZE - 1; at += 1) {
    state[at] = state[at + SHIFT - SIZE]! ^ twisted(state[at]!, state[at + 1]!);
  }
  state[SIZE - 1] = state[SHIFT - 1]! ^ twisted(state[SIZE - 1]!, state[0]!);
  for (let at = 0; at < SIZE; at += 1) {
    let value = state[at]!;
    value ^= value >>> 11;
    value ^= (value << 7) & 0x9d2c5680;
    value ^= (value << 15) & 0xefc60000;
    stream[at] = value ^ (value >>> 18);
  }
}

function twisted(high: number, low: number): number {
  const joined = (high & 0x80000000) | (low & 0x7fffffff);
  return (joined >>> 1) ^ (-(joined & 1) & 0x9908b0df);
}
