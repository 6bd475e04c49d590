import { registerEstimate } from './register-estimate';

/**
 * Which values occurred, by their hashes: the hashes themselves up to 455 different ones, then HyperLogLog's 4,096
 * registers (Flajolet, Fusy, Gandouet and Meunier, 2007). Either form depends only on the set of values, so sketches
 * merge exactly, in any order, and the merge is the union.
 */
export interface DistinctSketch {
  /** 53-bit hashes; empty once there are registers. */
  readonly hashes: Set<number>;
  registers: Uint8Array | null;
}

/** A number of different values. */
export interface DistinctCount {
  readonly value: number;
  readonly method: 'exact' | 'hyperloglog';
  /** One standard deviation of value, relative to it; 0 where the count is exact. */
  readonly standardError: number;
}

/** Beyond these the registers take less room: a stored hash has nine characters, a stored register one. */
export const mostHashes = 455;
export const registerCount = 4096;

/** The sketch of no values. */
export function emptyDistinctSketch(): DistinctSketch {
  return { hashes: new Set(), registers: null };
}

/** Takes note of a value by its hash, in place. */
export function addHash(sketch: DistinctSketch, hash: number): void {
  if (sketch.registers) {
    addToRegisters(sketch.registers, hash);
    return;
  }
  sketch.hashes.add(hash);
  if (sketch.hashes.size <= mostHashes) return;
  sketch.registers = new Uint8Array(registerCount);
  for (const known of sketch.hashes) addToRegisters(sketch.registers, known);
  sketch.hashes.clear();
}

/** The upper 12 bits choose the register; it keeps the highest position of the first one among the other 41. */
export function addToRegisters(registers: Uint8Array, hash: number): void {
  const high = Math.floor(hash / 0x200000);
  const low = hash - high * 0x200000;
  const upper = (high << 12) | (low >>> 9);
  const rank = upper !== 0 ? Math.clz32(upper) + 1 : Math.clz32(((low & 0x1ff) << 23) | 0x400000) + 33;
  if (rank > registers[high >>> 20]!) registers[high >>> 20] = rank;
}

/** The sketch of the values of either; the inputs stay untouched. */
export function mergeDistinctSketches(a: DistinctSketch, b: DistinctSketch): DistinctSketch {
  const merged: DistinctSketch = { hashes: new Set(a.hashes), registers: a.registers?.slice() ?? null };
  for (const hash of b.hashes) addHash(merged, hash);
  if (b.registers === null) return merged;
  const union = b.registers.slice();
  merged.registers?.forEach((rank, at) => (union[at] = Math.max(rank, union[at]!)));
  for (const hash of merged.hashes) addToRegisters(union, hash);
  return { hashes: new Set(), registers: union };
}

/**
 * How many different values there were: up to 455 exactly (but for two hashes that agree, a chance below 2e-11), beyond
 * by Ertl's estimator (New cardinality estimation algorithms for HyperLogLog sketches, 2017, algorithm 6), whose
 * standard deviation is 1.04/√4096, 1.63 % of the count; never more than `most`, the number of values where it is known.
 */
export function distinctCount({ hashes, registers }: DistinctSketch, most = Infinity): DistinctCount {
  if (registers === null) return { value: hashes.size, method: 'exact', standardError: 0 };
  const value = Math.min(Math.round(registerEstimate(registers)), most);
  return { value, method: 'hyperloglog', standardError: 0.01625 };
}
