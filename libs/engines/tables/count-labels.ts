import { compareCodePoints } from '@countersign/statistics/ordering';
import { type ValueCount } from './table';

/** Rows by their labels; equal labels add up. Ordered column by column by code point, missing last. */
export function orderedCounts(counts: Iterable<ValueCount>): ValueCount[] {
  const merged = new Map<string, { values: readonly (string | null)[]; rows: number }>();
  for (const { values, rows } of counts) {
    const key = JSON.stringify(values);
    const same = merged.get(key);
    if (same) same.rows += rows;
    else merged.set(key, { values, rows });
  }
  return [...merged.values()].sort((a, b) => compareValues(a.values, b.values));
}

function compareValues(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? null;
    if (value === other) continue;
    if (value === null) return 1;
    return other === null ? -1 : compareCodePoints(value, other);
  }
  return 0;
}
