import { driftMethods, type DriftMethod, type DriftResult, type OnCounts, type OnValues } from '../drift';
import { type ReasonCode } from '../inference';
import { type Binned, type PreparedColumn, type PreparedNumbers, sizesOf } from './prepared-column';

/** A method with the settings of a preset. */
export interface MethodRun {
  readonly method: DriftMethod;
  /** How a method on counts sees a numeric column. */
  readonly bins: (column: PreparedNumbers) => Binned;
  /** In place of the method at its default settings. */
  readonly onValues?: OnValues;
  readonly onCounts?: OnCounts;
}

/** Measures a column by one method; an empty side or a method for another kind of column gives a reason. */
export function runMethod(
  column: PreparedColumn,
  { method, bins, onValues, onCounts }: MethodRun,
): DriftResult {
  const entry = driftMethods[method];
  const n = sizesOf(column);
  const reason = n.reference === 0 ? 'empty_baseline' : n.current === 0 ? 'empty_current' : null;
  if (reason !== null) return noResult({ method, n }, reason);
  if (!entry.fits.includes(column.kind)) return noResult({ method, n }, 'method_does_not_fit');
  if (entry.reads === 'values') {
    if (column.kind !== 'numeric') return noResult({ method, n }, 'method_does_not_fit');
    return (onValues ?? entry.measure)(column.reference, column.current);
  }
  const measure = onCounts ?? entry.measure;
  if (column.kind === 'categorical')
    return withParameters(measure(column.reference, column.current), categories);
  const { reference, current, parameters } = bins(column);
  return withParameters(measure(reference, current), parameters);
}

const categories = { binning: 'categories' };

/** A result without a value. */
export function noResult(basis: Pick<DriftResult, 'method' | 'n'>, reason: ReasonCode): DriftResult {
  return { ...basis, parameters: {}, status: 'not_computable', value: null, pValue: null, reason };
}

/** The result with further parameters. */
export function withParameters(result: DriftResult, parameters: DriftResult['parameters']): DriftResult {
  return { ...result, parameters: { ...result.parameters, ...parameters } };
}
