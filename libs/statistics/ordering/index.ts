export { compareCodePoints } from './compare-code-points';
