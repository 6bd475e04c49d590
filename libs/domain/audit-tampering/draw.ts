import { seededRandom } from '@countersign/statistics/random';

/** Draws of a trial; the same seed gives the same trial on every machine. */
export interface Draw {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  oneOf<Item>(items: readonly Item[]): Item;
  chance(share: number): boolean;
  hex(bytes: number): string;
}

export function drawFrom(seed: number): Draw {
  const random = seededRandom(seed);
  const between = (low: number, high: number) => low + Math.floor(random.next() * (high - low + 1));
  const digit = () => between(0, 15).toString(16);
  return {
    between,
    oneOf: (items) => items[between(0, items.length - 1)]!,
    chance: (share) => random.next() < share,
    hex: (bytes) => Array.from({ length: 2 * bytes }, digit).join(''),
  };
}
