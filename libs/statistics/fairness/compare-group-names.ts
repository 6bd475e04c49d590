import { compareCodePoints } from '../ordering';

/** Orders groups of the same attributes by the code points of their values, the first attribute first. */
export function compareGroupNames(a: readonly string[], b: readonly string[]): number {
  for (const [index, value] of a.entries()) {
    const order = compareCodePoints(value, b[index]!);
    if (order !== 0) return order;
  }
  return 0;
}
