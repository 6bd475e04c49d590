import { compareCodePoints, sortByCodePoint } from '@countersign/statistics/ordering';
import { type ValueCount } from './table';

/** Adds up the rows of each label of one column; of many labels it holds the texts and a number each, nothing more. */
export class LabelCounts {
  private readonly rows = new Map<string, number>();
  private missing = 0;

  add(label: string | null, rows: number): void {
    if (label === null) this.missing += rows;
    else this.rows.set(label, (this.rows.get(label) ?? 0) + rows);
  }

  /** By code point, missing last. */
  ordered(): ValueCount[] {
    const labels = [...this.rows.keys()];
    sortByCodePoint(labels);
    const counts: ValueCount[] = labels.map((label) => ({ values: [label], rows: this.rows.get(label)! }));
    if (this.missing > 0) counts.push({ values: [null], rows: this.missing });
    return counts;
  }
}

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
