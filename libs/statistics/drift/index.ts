export { andersonDarling } from './anderson-darling';
export { BinCounter } from './bin-counter';
export { binnedKolmogorovSmirnov } from './binned-kolmogorov-smirnov';
export { type BinnedSample } from './binned-sample';
export { binnedWasserstein, binnedWassersteinNormed } from './binned-wasserstein';
export { chiSquareContingency } from './chi-square-contingency';
export { chiSquareGoodnessOfFit } from './chi-square-goodness-of-fit';
export { cramerVonMises } from './cramer-von-mises';
export { cramersV } from './cramers-v';
export {
  type ColumnKind,
  type DriftComparison,
  type DriftMethodEntry,
  driftMethods,
  type OnBins,
  type OnCounts,
  type OnValues,
} from './drift-methods';
export { type DriftMethod, type DriftParameters, type DriftResult } from './drift-result';
export { energyDistance } from './energy-distance';
export { eppsSingleton } from './epps-singleton';
export { fisherExact } from './fisher-exact';
export { gTest } from './g-test';
export { hellingerDistance } from './hellinger-distance';
export { jensenShannonDistance } from './jensen-shannon-distance';
export { kolmogorovSmirnov, type KolmogorovSmirnovSettings } from './kolmogorov-smirnov';
export { kolmogorovSmirnovExactTail, latticePathCost } from './kolmogorov-smirnov-exact-tail';
export { kullbackLeiblerDivergence, type KullbackLeiblerSettings } from './kullback-leibler-divergence';
export { lInfinityDistance } from './l-infinity-distance';
export { lInfinityRobust, type LInfinityRobustSettings } from './l-infinity-robust';
export { mannWhitney, type MannWhitneySettings } from './mann-whitney';
export { populationStabilityIndex } from './population-stability-index';
export { quantileEdges } from './quantile-edges';
export { type Sample, type SortedSample, sortedSample } from './sorted-sample';
export { tTest, type TTestSettings } from './t-test';
export { tieSizes } from './tie-sizes';
export { totalVariationDistance } from './total-variation-distance';
export { wassersteinDistance } from './wasserstein-distance';
export { wassersteinNormed, type WassersteinNormedSettings } from './wasserstein-normed';
export { type EpsilonRule } from './zero-shares';
export { zProportion } from './z-proportion';
