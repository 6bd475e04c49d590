import { highWord, lowWord } from '@countersign/statistics/profile';
import { type OctaveSum } from './exact-moments';

/** Sums of one octave and sign: of the mantissas' halves, then of the five parts of their squares. */
const parts = 7;

/** So many rows keep every part below 2^53, where sums of doubles are exact. */
const mostRows = 2 ** 16;

/**
 * Sums of doubles and of their squares, as whole numbers by octave and sign: exact, and so the same in whatever order the
 * rows come. What is no finite number is left out.
 */
export class ExactSums {
  private readonly open = new Array<Float64Array | undefined>(4096).fill(undefined);
  private readonly closed = new Map<number, { mantissas: bigint; squares: bigint }>();
  private rows = 0;

  /** @param isMissing one byte a row, 1 where there is no value */
  add(values: Float64Array, isMissing: Uint8Array): void {
    if (this.rows + values.length > mostRows) this.close();
    this.rows += values.length;
    const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
    for (let row = 0; row < values.length; row += 1) {
      const high = words[2 * row + highWord]!;
      const low = words[2 * row + lowWord]!;
      const exponent = (high >>> 20) & 0x7ff;
      if (exponent === 0x7ff || isMissing[row] === 1) continue;
      const sums = (this.open[high >>> 20] ??= new Float64Array(parts));
      const top = (high & 0xfffff) | (exponent === 0 ? 0 : 0x100000);
      // The 53 bits in thirds of 17, 18 and 18: sums of their products stay exact.
      const a = top >>> 4;
      const b = ((top << 14) | (low >>> 18)) & 0x3ffff;
      const c = low & 0x3ffff;
      sums[0]! += top;
      sums[1]! += low;
      sums[2]! += a * a;
      sums[3]! += a * b;
      sums[4]! += 2 * a * c + b * b;
      sums[5]! += b * c;
      sums[6]! += c * c;
    }
  }

  octaveSums(): OctaveSum[] {
    this.close();
    return [...this.closed].map(([key, { mantissas, squares }]) => ({
      octave: Math.max(key & 0x7ff, 1) - 1023,
      mantissas: key >= 0x800 ? -mantissas : mantissas,
      squares,
    }));
  }

  /** Adds up what has been summed as doubles. */
  private close(): void {
    this.rows = 0;
    for (const [key, sums] of this.open.entries()) {
      if (sums === undefined) continue;
      const [high, low, aa, ab, acbb, bc, cc] = Array.from(sums, BigInt) as [
        bigint,
        bigint,
        bigint,
        bigint,
        bigint,
        bigint,
        bigint,
      ];
      const before = this.closed.get(key);
      this.closed.set(key, {
        mantissas: (before?.mantissas ?? 0n) + (high << 32n) + low,
        squares: (before?.squares ?? 0n) + (aa << 72n) + (ab << 55n) + (acbb << 36n) + (bc << 19n) + cc,
      });
      this.open[key] = undefined;
    }
  }
}
