import { type ReasonCode } from '../inference';

/** The names of the methods, as commands and monitors take them. */
export type DriftMethod =
  | 'ks'
  | 'wasserstein'
  | 'wasserstein_normed'
  | 'psi'
  | 'js_distance'
  | 'kl_divergence'
  | 'hellinger'
  | 'tvd'
  | 'l_infinity'
  | 'l_infinity_robust'
  | 'chi_square'
  | 'chi_square_contingency'
  | 'g_test'
  | 'fisher_exact'
  | 'z_proportion'
  | 't_test'
  | 'mann_whitney'
  | 'anderson_darling'
  | 'cramer_von_mises'
  | 'energy'
  | 'epps_singleton'
  | 'cramers_v';

/** What one needs to compute the result again: binning, epsilon, logarithm base, distribution of the p-value. */
export type DriftParameters = Readonly<Record<string, number | string>>;

export interface DriftBasis {
  readonly method: DriftMethod;
  /** Usable observations on either side. */
  readonly n: { readonly reference: number; readonly current: number };
  readonly parameters: DriftParameters;
}

/** A drift statistic of a current sample against a reference, or the reason why there is none. */
export type DriftResult = DriftBasis &
  (
    | {
        readonly status: 'ok';
        readonly value: number;
        /** Two-sided unless the parameters name an alternative; null for distances, which test nothing. */
        readonly pValue: number | null;
      }
    | {
        readonly status: 'not_computable';
        readonly value: null;
        readonly pValue: null;
        readonly reason: ReasonCode;
      }
  );

export function drift(basis: DriftBasis, value: number, pValue: number | null = null): DriftResult {
  return { ...basis, status: 'ok', value, pValue };
}

export function noDrift(basis: DriftBasis, reason: ReasonCode): DriftResult {
  return { ...basis, status: 'not_computable', value: null, pValue: null, reason };
}

/** The reason why two sides of these sizes cannot be compared; null when both hold something. */
export function emptySide(n: DriftBasis['n']): ReasonCode | null {
  if (n.reference === 0) return 'empty_baseline';
  return n.current === 0 ? 'no_rows' : null;
}
