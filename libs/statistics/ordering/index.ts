export { ascendingOrder } from './ascending-order';
export { compareCodePoints } from './compare-code-points';
export { sortByCodePoint } from './sort-by-code-point';
