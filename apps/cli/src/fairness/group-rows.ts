import { type SectionPositions } from '@countersign/domain/fairness';
import { type GroupCounts } from '@countersign/statistics/fairness';
import { type ScoredColumns } from './scored-columns';

/**
 * The group of every row as an index into the groups of a section; −1 where a value is missing or no row of the group takes
 * part.
 */
export function groupOfRows(
  groups: readonly GroupCounts[],
  positions: SectionPositions,
  columns: ScoredColumns,
): Int32Array {
  const vectors = positions.map((at) => columns.groups[at]!);
  const byKey = new Map<number, number>();
  groups.forEach(({ group }, index) => {
    const codes = group.map((value, at) => vectors[at]!.categories.indexOf(value));
    byKey.set(
      codes.reduce((key, code, at) => key * vectors[at]!.categories.length + code, 0),
      index,
    );
  });
  return Int32Array.from({ length: columns.scores!.length }, (_, row) => {
    let key = 0;
    for (const { codes, categories } of vectors) {
      if (codes[row]! < 0) return -1;
      key = key * categories.length + codes[row]!;
    }
    return byKey.get(key) ?? -1;
  });
}
