import { type TestedComparison } from '@countersign/statistics/fairness';
import { type Interval } from '@countersign/statistics/inference';

/** The test of two groups; null where nothing is tested. */
export function testJson(comparison: TestedComparison | undefined) {
  const { p = null, pAdjusted = null, z = null } = comparison ?? {};
  return { ...{ p, pAdjusted, z }, test: comparison?.test.method ?? null };
}

/** An interval by its ends; null where there is none. */
export function ends(interval: Interval | null | undefined): [number, number] | null {
  return interval ? [interval.lower, interval.upper] : null;
}
