import { type ReasonCode } from '../inference';

export type DriftMethod =
  'ks' | 'wasserstein_normed' | 'psi' | 'js_distance' | 'chi_square_contingency' | 'cramers_v';

/** What one needs to compute the result again: binning, epsilon, logarithm base, distribution of the p-value. */
export type DriftParameters = Readonly<Record<string, number | string>>;

interface DriftBasis {
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
        /** Two-sided p-value; null for distances, which test nothing. */
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
