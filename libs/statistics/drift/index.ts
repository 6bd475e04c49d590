export { chiSquareContingency } from './chi-square-contingency';
export { cramersV } from './cramers-v';
export { type DriftMethod, type DriftParameters, type DriftResult } from './drift-result';
export { jensenShannonDistance } from './jensen-shannon-distance';
export { kolmogorovSmirnov } from './kolmogorov-smirnov';
export { populationStabilityIndex } from './population-stability-index';
export { wassersteinNormed } from './wasserstein-normed';
