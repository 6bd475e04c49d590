import { andersonDarling } from './anderson-darling';
import { binnedKolmogorovSmirnov } from './binned-kolmogorov-smirnov';
import { type BinnedSample } from './binned-sample';
import { binnedWasserstein, binnedWassersteinNormed } from './binned-wasserstein';
import { chiSquareContingency } from './chi-square-contingency';
import { chiSquareGoodnessOfFit } from './chi-square-goodness-of-fit';
import { cramerVonMises } from './cramer-von-mises';
import { cramersV } from './cramers-v';
import { type DriftMethod, type DriftResult } from './drift-result';
import { energyDistance } from './energy-distance';
import { eppsSingleton } from './epps-singleton';
import { fisherExact } from './fisher-exact';
import { gTest } from './g-test';
import { hellingerDistance } from './hellinger-distance';
import { jensenShannonDistance } from './jensen-shannon-distance';
import { kolmogorovSmirnov } from './kolmogorov-smirnov';
import { kullbackLeiblerDivergence } from './kullback-leibler-divergence';
import { lInfinityDistance } from './l-infinity-distance';
import { lInfinityRobust } from './l-infinity-robust';
import { mannWhitney } from './mann-whitney';
import { populationStabilityIndex } from './population-stability-index';
import { type Sample } from './sorted-sample';
import { tTest, tTestOfMoments } from './t-test';
import { totalVariationDistance } from './total-variation-distance';
import { wassersteinDistance } from './wasserstein-distance';
import { wassersteinNormed } from './wasserstein-normed';
import { zProportion } from './z-proportion';

/** What a column holds, as far as the choice of a method goes. */
export type ColumnKind = 'numeric' | 'categorical';

/** When a column has drifted: the measured number stands in this relation to the threshold. */
export type DriftComparison = '>' | '>=' | '<' | '<=';

export type OnValues = (reference: Sample, current: Sample) => DriftResult;
export type OnCounts = (reference: readonly number[], current: readonly number[]) => DriftResult;

export type OnBins = (reference: BinnedSample, current: BinnedSample) => DriftResult;

interface MethodTraits {
  /** Kinds of columns the method is defined for; numbers reach a method on counts by way of bins. */
  readonly fits: readonly ColumnKind[];
  /** Which number of the result is compared with the threshold. */
  readonly decidesBy: 'value' | 'pValue';
  /** Smallest and largest value; null where there is no bound. */
  readonly range: readonly [lower: number | null, upper: number | null];
  /** Null where no threshold means anything without knowing the column. */
  readonly defaultThreshold: number | null;
  readonly comparison: DriftComparison;
}

/** A method with what one must know to offer it, and its function at the default settings. */
export type DriftMethodEntry = MethodTraits &
  (
    | {
        readonly reads: 'values';
        readonly measure: OnValues;
        /** The same from counts and moments, within the error bound among its parameters; absent where there is none. */
        readonly measureBins?: OnBins;
      }
    | { readonly reads: 'counts'; readonly measure: OnCounts }
  );

const share = [0, 1] as const;
const unbounded = [0, null] as const;
const line = [null, null] as const;
const test = { decidesBy: 'pValue', comparison: '<', defaultThreshold: 0.05, range: unbounded } as const;
const distance = { decidesBy: 'value', comparison: '>=', defaultThreshold: 0.1, range: unbounded } as const;

function onValues(
  measure: OnValues,
  traits: Omit<MethodTraits, 'fits'> & { readonly measureBins?: OnBins },
): DriftMethodEntry {
  return { reads: 'values', fits: ['numeric'], measure, ...traits };
}

function onCounts(measure: OnCounts, traits: Omit<MethodTraits, 'fits'>): DriftMethodEntry {
  return { reads: 'counts', fits: ['numeric', 'categorical'], measure, ...traits };
}

/**
 * Every drift method by its name. The default thresholds are Evidently's where it has the method, else those of the peer
 * that has it (NannyML and SageMaker for L-infinity). A new method is one file, its spec, its line in the index and its
 * line here.
 */
export const driftMethods: Readonly<Record<DriftMethod, DriftMethodEntry>> = {
  ks: onValues((reference, current) => kolmogorovSmirnov(reference, current), {
    ...test,
    range: share,
    measureBins: binnedKolmogorovSmirnov,
  }),
  wasserstein: onValues(wassersteinDistance, {
    ...distance,
    defaultThreshold: null,
    measureBins: binnedWasserstein,
  }),
  wasserstein_normed: onValues((reference, current) => wassersteinNormed(reference, current), {
    ...distance,
    measureBins: (reference, current) => binnedWassersteinNormed(reference, current),
  }),
  energy: onValues(energyDistance, distance),
  t_test: onValues((reference, current) => tTest(reference, current), {
    ...test,
    range: line,
    measureBins: (reference, current) => tTestOfMoments(reference, current),
  }),
  mann_whitney: onValues((reference, current) => mannWhitney(reference, current), test),
  anderson_darling: onValues(andersonDarling, { ...test, range: line, defaultThreshold: 0.1 }),
  cramer_von_mises: onValues(cramerVonMises, { ...test, range: line, defaultThreshold: 0.1 }),
  epps_singleton: onValues(eppsSingleton, test),
  psi: onCounts((reference, current) => populationStabilityIndex(reference, current), distance),
  js_distance: onCounts((reference, current) => jensenShannonDistance(reference, current, 2), {
    ...distance,
    range: share,
  }),
  kl_divergence: onCounts((reference, current) => kullbackLeiblerDivergence(reference, current), distance),
  hellinger: onCounts(hellingerDistance, { ...distance, range: share }),
  tvd: onCounts(totalVariationDistance, { ...distance, range: share }),
  l_infinity: onCounts(lInfinityDistance, { ...distance, range: share }),
  l_infinity_robust: onCounts((reference, current) => lInfinityRobust(reference, current), {
    ...distance,
    range: share,
  }),
  chi_square: onCounts(chiSquareGoodnessOfFit, test),
  chi_square_contingency: onCounts(chiSquareContingency, test),
  g_test: onCounts(gTest, { ...test, defaultThreshold: 0.1 }),
  fisher_exact: onCounts(fisherExact, { ...test, range: [-1, 1], defaultThreshold: 0.1 }),
  z_proportion: onCounts(zProportion, { ...test, range: line }),
  cramers_v: onCounts(cramersV, { ...distance, range: share }),
};
