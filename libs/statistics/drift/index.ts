export { chiSquareContingency } from './chi-square-contingency';
export { cramersV } from './cramers-v';
export {
  type ColumnKind,
  type DriftComparison,
  type DriftMethodEntry,
  driftMethods,
  type OnCounts,
  type OnValues,
} from './drift-methods';
export { type DriftMethod, type DriftParameters, type DriftResult } from './drift-result';
export { jensenShannonDistance } from './jensen-shannon-distance';
export { kolmogorovSmirnov, type KolmogorovSmirnovSettings } from './kolmogorov-smirnov';
export { kolmogorovSmirnovExactTail, latticePathCost } from './kolmogorov-smirnov-exact-tail';
export { tieSizes } from './tie-sizes';
export { populationStabilityIndex } from './population-stability-index';
export { type Sample, type SortedSample, sortedSample } from './sorted-sample';
export { wassersteinNormed } from './wasserstein-normed';
