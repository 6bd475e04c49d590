import { fisherExact, normalCdf, type TestResult } from '../inference';
import { type GroupMeasure } from './group-measure';

/** Whether a measure is equal in two groups. */
export interface MeasureTest {
  /** Standard deviations that `first` lies above `second`, with the pooled standard error; null where there is no spread. */
  readonly z: number | null;
  /** Two-sided. Fisher's exact test where an expected cell is below 5, else the pooled z. */
  readonly test: TestResult;
}

/**
 * Tests that the measure of two groups is the same: the pooled z of two proportions, or Fisher's exact test where rows are
 * not weighted and a cell of the table is expected to hold fewer than 5. A mean of two rates is tested by the sum of the
 * differences over the root of the sum of their pooled variances. Not computable where everybody or nobody is a success.
 */
export function testMeasures(first: GroupMeasure, second: GroupMeasure): MeasureTest {
  let difference = 0;
  let variance = 0;
  first.parts.forEach((a, index) => {
    const b = second.parts[index]!;
    const pooled = (a.successes + b.successes) / (a.n + b.n);
    difference += a.successes / a.n - b.successes / b.n;
    // Rounding may leave a share of everybody a hair above 1.
    variance += Math.max(0, pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
  });
  const method = 'pooled_z';
  if (variance === 0) return { z: null, test: { status: 'not_computable', reason: 'zero_variance', method } };
  const z = difference / Math.sqrt(variance);
  if (isExact(first, second)) {
    const exact = fisherExact(first.parts[0]!, second.parts[0]!);
    if (exact.status === 'ok')
      return { z, test: { status: 'ok', statistic: z, pValue: exact.pValue, method: exact.method } };
  }
  return { z, test: { status: 'ok', statistic: z, pValue: 2 * normalCdf(-Math.abs(z)), method } };
}

function isExact(first: GroupMeasure, second: GroupMeasure): boolean {
  if (first.parts.length > 1 || first.isWeighted || second.isWeighted) return false;
  const [a, b] = [first.parts[0]!, second.parts[0]!];
  const successes = a.successes + b.successes;
  const fewest = Math.min(successes, a.n + b.n - successes);
  return (fewest * Math.min(a.n, b.n)) / (a.n + b.n) < 5;
}

/**
 * Cohen's effect size h of two proportions: 2·asin √p₁ − 2·asin √p₂; 0.2 counts as small, 0.5 as medium, 0.8 as large.
 * Source: Cohen, Statistical Power Analysis for the Behavioral Sciences (1988). Null where the measure is no proportion.
 */
export function cohenH(first: GroupMeasure, second: GroupMeasure): number | null {
  if (first.interval !== null) return null;
  return 2 * Math.asin(Math.sqrt(first.value)) - 2 * Math.asin(Math.sqrt(second.value));
}
