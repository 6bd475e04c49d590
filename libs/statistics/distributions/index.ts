export { betaCdf, betaQuantile, type BetaShape } from './beta';
export { binomialLowerTail, binomialProbability, type BinomialTrials, binomialUpperTail } from './binomial';
export { type FDegrees, fUpperTail } from './f-upper-tail';
export {
  hypergeometricLowerTail,
  hypergeometricProbability,
  hypergeometricUpperTail,
  type Urn,
} from './hypergeometric';
export { stirlingError } from './stirling-error';
export { studentQuantile, studentUpperTail } from './student-t';
