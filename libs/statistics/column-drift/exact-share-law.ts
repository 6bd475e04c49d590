import { binomialProbability } from '../distributions';
import { greatestCommonDivisor } from './greatest-common-divisor';
import { type PooledCategories } from './pooled-categories';

/** The total variation distances that can occur are multiples of 1 / `steps`; `tail[k]` is P(distance ≥ k / steps). */
export interface ShareLaw {
  readonly steps: number;
  readonly tail: Float64Array;
}

/** The number of additions that `exactShareLaw` takes, at most. */
export function exactShareCost({ reference, current, sizes }: PooledCategories): number {
  const heights = (2 * reference * current) / greatestCommonDivisor(reference, current);
  let taken = 0;
  let cost = 0;
  for (const size of ascending(sizes).slice(0, -1)) {
    cost += (Math.min(taken, reference) + 1) * heights * (size + 1);
    taken += size;
  }
  return cost;
}

/**
 * Law of the total variation distance ½·Σ|r − c| of the shares of both sides when all divisions of the pooled rows into
 * the two sides are equally likely: category by category, the reference rows so far against the distance so far. The
 * largest category comes last, since the others fix it. Sums of positive terms only.
 */
export function exactShareLaw({ reference, current, sizes }: PooledCategories): ShareLaw {
  const divisor = greatestCommonDivisor(reference, current);
  // Every |i·m − j·n| is a multiple of the divisor, and their sum over the categories an even one.
  const heights = (2 * reference * current) / divisor + 1;
  const share = reference / (reference + current);
  const rising = ascending(sizes);
  const last = rising.pop()!;
  const move = (size: number, i: number): number => Math.abs(i * current - (size - i) * reference) / divisor;
  let law = new Float64Array(heights);
  law[0] = 1;
  let taken = 0;
  for (const size of rising) {
    const chances = Array.from({ length: size + 1 }, (_, i) => binomialProbability(i, { n: size, p: share }));
    const rows = Math.min(taken + size, reference) + 1;
    const next = new Float64Array(rows * heights);
    for (let i = 0; i <= size; i += 1) {
      const offset = move(size, i);
      for (let before = 0; before <= Math.min(taken, reference, rows - 1 - i); before += 1) {
        const from = before * heights;
        const to = (before + i) * heights + offset;
        for (let h = 0; h < heights - offset; h += 1) next[to + h]! += law[from + h]! * chances[i]!;
      }
    }
    law = next;
    taken += size;
  }
  const density = new Float64Array((heights + 1) / 2);
  for (let before = 0; before <= Math.min(taken, reference); before += 1) {
    const i = reference - before;
    if (i > last) continue;
    const chance = binomialProbability(i, { n: last, p: share });
    const offset = move(last, i);
    for (let h = offset % 2; h < heights - offset; h += 1) {
      if ((h + offset) % 2 === 0) density[(h + offset) / 2]! += law[before * heights + h]! * chance;
    }
  }
  return { steps: (reference * current) / divisor, tail: tailOf(density) };
}

function tailOf(density: Float64Array): Float64Array {
  const tail = new Float64Array(density.length + 1);
  for (let k = density.length - 1; k >= 0; k -= 1) tail[k] = tail[k + 1]! + density[k]!;
  const whole = tail[0]!;
  return tail.map((sum) => Math.min(1, sum / whole));
}

const ascending = (sizes: readonly number[]): number[] => [...sizes].sort((a, b) => a - b);
