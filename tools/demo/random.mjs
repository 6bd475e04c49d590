/**
 * Seeded random numbers from integer arithmetic and addition only, so that every platform and every version of Node
 * draws the same ones (trigonometric functions differ in their last digit between versions).
 *
 * @param {number} seed whole number, 0 to 2^32 - 1
 */
export function seededRandom(seed) {
  let state = seed >>> 0;
  /** Uniform in [0, 1): the mulberry32 generator. */
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  /** Standard normal to a good approximation: the sum of twelve uniforms, less its mean of six. */
  const normal = () => {
    let sum = -6;
    for (let draw = 0; draw < 12; draw += 1) sum += uniform();
    return sum;
  };
  /** One of the keys of `weights`, whose values sum to 1. */
  const pick = (weights) => {
    let left = uniform();
    const entries = Object.entries(weights);
    for (const [value, weight] of entries) {
      left -= weight;
      if (left < 0) return value;
    }
    return entries[entries.length - 1][0];
  };
  return { uniform, normal, pick };
}
