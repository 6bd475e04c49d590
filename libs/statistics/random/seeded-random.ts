/** A repeatable stream of random numbers: the same seed gives the same stream on every machine. */
export interface SeededRandom {
  /** Uniform in [0, 1). */
  next(): number;
  /** Standard normal: mean 0, variance 1. */
  gaussian(): number;
}

/**
 * A small generator for resampling, cross-validation and tests, of no use for secrets. The state is a 32-bit Weyl sequence and each
 * output a mixed copy of it (the mix of MurmurHash3's finaliser), so nearby seeds give unrelated streams.
 */
export function seededRandom(seed: number): SeededRandom {
  let state = mix(seed >>> 0);
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    const high = mix(state);
    state = (state + 0x9e3779b9) >>> 0;
    const low = mix(state);
    // 27 + 26 bits fill the 53 bits of a double.
    return ((high >>> 5) * 67108864 + (low >>> 6)) / 9007199254740992;
  };
  // Box and Muller's transform; 1 - next() keeps the logarithm away from 0.
  const gaussian = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return { next, gaussian };
}

function mix(input: number): number {
  let value = input;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
