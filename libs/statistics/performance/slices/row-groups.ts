/** A column of categories: one index into `categories` a row, −1 where unknown. */
export interface GroupColumn {
  readonly codes: Int32Array;
  /** In the order in which groups are to be listed. */
  readonly categories: readonly string[];
}

/** Rows that share one value in every column. */
export interface RowGroup {
  readonly values: readonly string[];
  /** Row numbers, ascending. */
  readonly rows: Uint32Array;
}

export interface RowGroups {
  /** Only groups that hold a row, in the order of the columns' categories. */
  readonly groups: readonly RowGroup[];
  /** Rows left out because a value is unknown. */
  readonly missing: number;
}

/** Gathers the rows by the values of one column or of several crossed. Throws RangeError when the columns differ in length. */
export function rowGroups(columns: readonly GroupColumn[]): RowGroups {
  const rows = columns[0]?.codes.length ?? 0;
  if (columns.some(({ codes }) => codes.length !== rows))
    throw new RangeError('the columns of groups differ in length');
  const { groupOf, tuples } = numberGroups(columns, rows);
  const sizes = new Uint32Array(tuples.length);
  for (const group of groupOf) if (group >= 0) sizes[group]! += 1;
  const members = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(tuples.length);
  let missing = 0;
  groupOf.forEach((group, row) => {
    if (group < 0) missing += 1;
    else members[group]![filled[group]!++] = row;
  });
  const groups = tuples
    .map((codes, group) => ({ codes, rows: members[group]! }))
    .sort((a, b) => compareTuples(a.codes, b.codes))
    .map(({ codes, rows: own }) => ({
      values: codes.map((code, at) => columns[at]!.categories[code]!),
      rows: own,
    }));
  return { groups, missing };
}

/** Numbers the groups as they come, one column after the other, so that the numbers stay small. */
function numberGroups(columns: readonly GroupColumn[], rows: number) {
  let groupOf = new Int32Array(rows);
  let tuples: number[][] = [[]];
  for (const { codes, categories } of columns) {
    const numbers = new Map<number, number>();
    const next: number[][] = [];
    groupOf = groupOf.map((group, row) => {
      const code = codes[row]!;
      if (group < 0 || code < 0) return -1;
      const key = group * categories.length + code;
      let number = numbers.get(key);
      if (number === undefined) {
        number = next.push([...tuples[group]!, code]) - 1;
        numbers.set(key, number);
      }
      return number;
    });
    tuples = next;
  }
  return { groupOf, tuples };
}

function compareTuples(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((code, index) => code !== b[index]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
