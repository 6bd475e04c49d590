import { type SectionResults } from '@countersign/domain/fairness';
import { sortByCodePoint } from '@countersign/statistics/ordering';
import type { GridPlace } from '../../../ui/grid-place';
import { nameOf } from './audit-evidence';
import { groupRows, type GroupRow } from './group-rows';
import type { ShownRate } from './shown-rate';

/** A crossing of two attributes as rows and columns; of several the others are held at a value each. */
export interface CrossingGrid {
  /** The attributes of the rows and of the columns. */
  names: readonly [rows: string, columns: string];
  rows: readonly string[];
  columns: readonly string[];
  /** Null where the crossing holds nobody. */
  at: (place: GridPlace) => GroupRow | null;
  cells: readonly GroupRow[];
  /** Places that hold nobody. */
  empty: number;
}

/** The values of the attributes beyond the first two, each in the order of the groups. */
export function otherValues({ attributes, groups }: SectionResults): { name: string; values: string[] }[] {
  return attributes.slice(2).map((name, at) => ({
    name,
    values: [...new Set(groups.map(({ group }) => group[at + 2] ?? ''))],
  }));
}

/** The first two attributes crossed, the one with more values down the side. */
export function crossingGrid(
  results: SectionResults,
  rate: ShownRate,
  others: readonly string[] = [],
): CrossingGrid {
  const byName = new Map(groupRows(results, rate).map((row) => [row.group, row]));
  const shown = results.groups.filter(({ group }) => others.every((value, at) => group[at + 2] === value));
  const valuesAt = (at: 0 | 1) =>
    sortByCodePoint([...new Set(results.groups.map(({ group }) => group[at] ?? ''))]);
  const [one, other] = [valuesAt(0), valuesAt(1)];
  const isTurned = other.length > one.length;
  const [rows, columns] = isTurned ? [other, one] : [one, other];
  const [first = '', second = ''] = results.attributes;
  const cells = shown.flatMap(({ group }) => byName.get(nameOf(group)) ?? []);
  return {
    ...{ rows, columns, cells, empty: rows.length * columns.length - cells.length },
    names: isTurned ? [second, first] : [first, second],
    at: ({ row, column }) => {
      const pair = isTurned ? [columns[column], rows[row]] : [rows[row], columns[column]];
      return byName.get(nameOf([...pair.map(String), ...others])) ?? null;
    },
  };
}

export type CellKind = 'shaded' | 'small' | 'nobody' | 'unknown';

/** How a cell is drawn: a group that is too small is hatched whatever its rate. */
export function kindOf(row: GroupRow | null, value: number | null | undefined): CellKind {
  if (row === null || row.n === 0) return 'nobody';
  if (!row.eligible) return 'small';
  return value == null ? 'unknown' : 'shaded';
}

/** The most that a colour takes of a cell, in per cent: its words have to be read on it. */
export const strongest = 45;

/** How strongly a rate colours its cell: from nothing at 0 to the most at 100 %. */
export const rateStrength = (rate: number): number => Math.round(3 + (strongest - 3) * rate);

/** How strongly a ratio colours its cell: not at all at 1, most at half or double and beyond. */
export function ratioStrength(ratio: number): number {
  if (ratio <= 0) return strongest;
  return Math.round(strongest * Math.min(1, Math.abs(Math.log2(ratio))));
}
