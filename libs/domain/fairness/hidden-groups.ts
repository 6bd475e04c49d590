import { predictedRows } from '@countersign/statistics/fairness';
import { type GroupResult } from './audit-results';
import { outcomeSides, sideSums } from './outcome-sides';

/** Positions of the groups of one attribute that are hidden. */
export type Positions = ReadonlySet<number>;

/**
 * The groups of which nothing is shown, so that neither those selected nor those rejected in a group are shown where they are
 * fewer than `smallCell`, and the sums that are shown leave a hidden number anywhere from 0 to `smallCell` − 1. Where such
 * groups are too few or too small to hide behind one another, the next smallest group is hidden with them. Null where hiding
 * all is not enough. What is 0 in every group is no number.
 */
export function hiddenSelections(groups: readonly GroupResult[], smallCell: number): Positions | null {
  const rows = groups.map(({ counts }) => sideSums(counts));
  return hideUntil(groups, smallIn(rows, smallCell), (hidden) => columnsHold(rows, hidden, smallCell));
}

/**
 * The groups, those of `whole` included, of which at most the selected are shown, so that the same holds for all outcomes and
 * for scores above and below the median. Null where hiding all is not enough.
 */
export function hiddenOutcomes(
  groups: readonly GroupResult[],
  whole: Positions,
  smallCell: number,
): Positions | null {
  const rows = groups.map(outcomeNumbers);
  const small = new Set([...whole, ...smallIn(rows, smallCell)]);
  return hideUntil(
    groups,
    small,
    (hidden) =>
      columnsHold(rows, hidden, smallCell) && rowsHold(groups, { whole, outcomes: hidden }, smallCell),
  );
}

/** Everything counted of a group that is no sum of the others. */
export function outcomeNumbers({ counts, scoring }: GroupResult): number[] {
  return [
    ...outcomeSides.flatMap((side) => side.map((cell) => counts[cell])),
    ...(scoring === null ? [] : [scoring.aboveMedian, scoring.scored - scoring.aboveMedian]),
  ];
}

/** The rows with a number below `smallCell` in a column that is not empty. */
function smallIn(rows: readonly (readonly number[])[], smallCell: number): Set<number> {
  const live = liveColumns(rows);
  return new Set(rows.flatMap((row, at) => (live.some((column) => row[column]! < smallCell) ? [at] : [])));
}

function liveColumns(rows: readonly (readonly number[])[]): number[] {
  return (rows[0] ?? []).flatMap((_, column) => (rows.some((row) => row[column]! > 0) ? [column] : []));
}

/** Hides the smallest of the groups shown, one after another, until all is well. */
function hideUntil(
  groups: readonly GroupResult[],
  hidden: Positions,
  isWell: (hidden: Positions) => boolean,
): Positions | null {
  const all = new Set(hidden);
  const shown = groups
    .map((_, at) => at)
    .filter((at) => !hidden.has(at))
    .sort((a, b) => predictedRows(groups[a]!.counts) - predictedRows(groups[b]!.counts));
  while (all.size > 0 && !isWell(all)) {
    const next = shown.shift();
    if (next === undefined) return null;
    all.add(next);
  }
  return all;
}

/** Of every column the total is known: at least two share what is hidden of it, and it is no small number. */
function columnsHold(rows: readonly (readonly number[])[], hidden: Positions, smallCell: number): boolean {
  if (hidden.size < 2) return false;
  return liveColumns(rows).every((column) => sumOver(hidden, (at) => rows[at]![column]!) >= smallCell);
}

/**
 * Where the number of those selected is shown and their outcomes are not, a cell is known to lie between what rows and columns
 * of the hidden table leave: r + c − all and the smaller of r and c (Fréchet's bounds, which are met).
 */
function rowsHold(
  groups: readonly GroupResult[],
  { whole, outcomes }: { whole: Positions; outcomes: Positions },
  smallCell: number,
): boolean {
  const rows = [...outcomes].filter((at) => !whole.has(at));
  return outcomeSides.every((cells, side) => {
    const all = sumOver(outcomes, (at) => sideSums(groups[at]!.counts)[side]!);
    return cells.every((cell) => {
      const column = sumOver(outcomes, (at) => groups[at]!.counts[cell]);
      return rows.every((at) => {
        const isSmall = column > 0 && groups[at]!.counts[cell] < smallCell;
        return !isSmall || sideSums(groups[at]!.counts)[side]! + column <= all;
      });
    });
  });
}

function sumOver(places: Positions, of: (at: number) => number): number {
  let sum = 0;
  for (const at of places) sum += of(at);
  return sum;
}
