export { ascendingOrder } from './ascending-order';
export { compareCodePoints } from './compare-code-points';
