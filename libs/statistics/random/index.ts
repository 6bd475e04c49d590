export { binomialDraw } from './binomial-draw';
export { multinomialDraw } from './multinomial-draw';
export { type SeededRandom, seededRandom } from './seeded-random';
