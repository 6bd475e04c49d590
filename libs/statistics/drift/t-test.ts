import { studentUpperTail } from '../distributions';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { sampleMoments } from './sample-moments';
import { ascending, type Sample } from './sorted-sample';

/** Whether both sides are taken to have one variance. */
export interface TTestSettings {
  /** `pooled` (default) is Student's test, as in scipy and Evidently; `welch` lets the variances differ. */
  readonly variance?: 'pooled' | 'welch';
}

/** What the test needs to know of a side. */
export interface MeanAndSpread {
  readonly n: number;
  readonly mean: number;
  /** Sum of squared deviations from the mean. */
  readonly m2: number;
}

/**
 * Two-sample t-test of equal means: `value` is t = (mean of the reference − mean of the current side) / its standard
 * error, the p-value two-sided. It sees nothing but a shift of the mean. Values that are not finite take no part.
 * Two constant sides have no standard error (`zero_variance`); fewer than two values on a side no variance.
 * Source: Student (1908); Welch, Biometrika 34 (1947); scipy's ttest_ind.
 */
export function tTest(reference: Sample, current: Sample, settings: TTestSettings = {}): DriftResult {
  const sides = [ascending(reference), ascending(current)].map((values) => ({
    n: values.length,
    ...(values.length === 0 ? { mean: 0, m2: 0 } : sampleMoments(values)),
    ...(values.length > 0 && values[0] === values.at(-1) && { mean: values[0]!, m2: 0 }),
  }));
  return tTestOfMoments(sides[0]!, sides[1]!, settings);
}

/** The same test from n, mean and squared deviations, which profiles hold exactly. */
export function tTestOfMoments(
  reference: MeanAndSpread,
  current: MeanAndSpread,
  { variance = 'pooled' }: TTestSettings = {},
): DriftResult {
  const n = { reference: reference.n, current: current.n };
  const basis = { method: 't_test' as const, n, parameters: { mode: 'exact', variance } };
  const reason = emptySide(n) ?? (Math.min(n.reference, n.current) < 2 ? 'too_few_rows' : null);
  if (reason !== null) return noDrift(basis, reason);
  const { errorSquared, degreesOfFreedom } =
    variance === 'pooled' ? pooled(reference, current) : welch(reference, current);
  if (errorSquared === 0) return noDrift(basis, 'zero_variance');
  const t = (reference.mean - current.mean) / Math.sqrt(errorSquared);
  if (!Number.isFinite(t) || !Number.isFinite(errorSquared)) return noDrift(basis, 'out_of_range');
  const pValue = Math.min(1, 2 * studentUpperTail(Math.abs(t), degreesOfFreedom));
  return drift({ ...basis, parameters: { ...basis.parameters, degreesOfFreedom } }, t, pValue);
}

function pooled(a: MeanAndSpread, b: MeanAndSpread): { errorSquared: number; degreesOfFreedom: number } {
  const degreesOfFreedom = a.n + b.n - 2;
  return { errorSquared: ((a.m2 + b.m2) / degreesOfFreedom) * (1 / a.n + 1 / b.n), degreesOfFreedom };
}

/** Welch and Satterthwaite's degrees of freedom. */
function welch(a: MeanAndSpread, b: MeanAndSpread): { errorSquared: number; degreesOfFreedom: number } {
  const ofA = a.m2 / (a.n - 1) / a.n;
  const ofB = b.m2 / (b.n - 1) / b.n;
  const errorSquared = ofA + ofB;
  // Shares of the error, since squares of tiny variances would vanish.
  const shareA = ofA / errorSquared;
  const shareB = ofB / errorSquared;
  return { errorSquared, degreesOfFreedom: 1 / (shareA ** 2 / (a.n - 1) + shareB ** 2 / (b.n - 1)) };
}
