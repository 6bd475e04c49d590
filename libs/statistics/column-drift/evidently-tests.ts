import { chiSquareGoodnessOfFit, type DriftResult, zProportion } from '../drift';

/**
 * Evidently's chi-square test. A category that the reference lacks has an expected count of 0 there, which makes the
 * statistic infinite and the p-value 0; here the value is the statistic over the categories that the reference has.
 */
export function evidentlyChiSquare(reference: readonly number[], current: readonly number[]): DriftResult {
  const result = chiSquareGoodnessOfFit(reference, current);
  if (result.status === 'ok' || result.reason !== 'zero_reference') return result;
  const scale = result.n.current / result.n.reference;
  let value = 0;
  let unseen = 0;
  reference.forEach((count, index) => {
    if (count === 0) unseen += current[index]!;
    else value += (current[index]! - count * scale) ** 2 / (count * scale);
  });
  const { method, n, parameters } = result;
  return { method, n, parameters: { ...parameters, unseenRows: unseen }, status: 'ok', value, pValue: 0 };
}

/** Evidently's z-test, which takes one value on both sides for the same share. */
export function evidentlyZ(reference: readonly number[], current: readonly number[]): DriftResult {
  const result = zProportion(reference, current);
  if (result.status === 'ok' || result.reason !== 'single_category') return result;
  return {
    method: result.method,
    n: result.n,
    parameters: result.parameters,
    status: 'ok',
    value: 0,
    pValue: 1,
  };
}
