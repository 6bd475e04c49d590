import { chiSquareContingency } from './chi-square-contingency';
import { cramersV } from './cramers-v';
import { type DriftMethod, type DriftResult } from './drift-result';
import { jensenShannonDistance } from './jensen-shannon-distance';
import { kolmogorovSmirnov } from './kolmogorov-smirnov';
import { populationStabilityIndex } from './population-stability-index';
import { type Sample } from './sorted-sample';
import { wassersteinNormed } from './wasserstein-normed';

/** What a column holds, as far as the choice of a method goes. */
export type ColumnKind = 'numeric' | 'categorical';

/** When a column has drifted: the measured number stands in this relation to the threshold. */
export type DriftComparison = '>' | '>=' | '<' | '<=';

export type OnValues = (reference: Sample, current: Sample) => DriftResult;
export type OnCounts = (reference: readonly number[], current: readonly number[]) => DriftResult;

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
    | { readonly reads: 'values'; readonly measure: OnValues }
    | { readonly reads: 'counts'; readonly measure: OnCounts }
  );

const numeric = ['numeric'] as const;
const both = ['numeric', 'categorical'] as const;
const test = { decidesBy: 'pValue', comparison: '<', defaultThreshold: 0.05 } as const;
const distance = { decidesBy: 'value', comparison: '>=', defaultThreshold: 0.1 } as const;
const share = [0, 1] as const;
const unbounded = [0, null] as const;

/**
 * Every drift method by its name. The default thresholds are Evidently's where it has the method. A new method is one
 * file, its spec, its line in the index and its line here.
 */
export const driftMethods: Readonly<Partial<Record<DriftMethod, DriftMethodEntry>>> = {
  ks: {
    reads: 'values',
    fits: numeric,
    ...test,
    range: share,
    measure: (reference, current) => kolmogorovSmirnov(reference, current),
  },
  wasserstein_normed: {
    reads: 'values',
    fits: numeric,
    ...distance,
    range: unbounded,
    measure: wassersteinNormed,
  },
  psi: { reads: 'counts', fits: both, ...distance, range: unbounded, measure: populationStabilityIndex },
  js_distance: {
    reads: 'counts',
    fits: both,
    ...distance,
    range: share,
    measure: (reference, current) => jensenShannonDistance(reference, current, 2),
  },
  chi_square_contingency: {
    reads: 'counts',
    fits: both,
    ...test,
    range: unbounded,
    measure: chiSquareContingency,
  },
  cramers_v: { reads: 'counts', fits: both, ...distance, range: share, measure: cramersV },
};
