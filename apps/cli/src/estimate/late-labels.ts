import { type Table } from '@countersign/engines/tables';
import { columnError, requireColumns } from '../input/column-place';
import { openInput } from '../input/open-input';
import { UsageError } from '../usage-error';

interface LateLabels {
  readonly labels: string;
  readonly label: string;
  readonly analysis: string;
  /** Column that both files share; without it the rows go with one another in their order. */
  readonly id: string | undefined;
}

/**
 * Reads labels from their own file and gives each analysis row the row number there, −1 where it has none (yet).
 *
 * @throws UsageError when the files are of different lengths and there is no id, or an id stands for two labels
 */
export async function withLateLabels<T>(
  table: Table,
  { labels: path, label, analysis, id }: LateLabels,
  read: (labels: Table) => Promise<(rowOf: Int32Array) => T>,
): Promise<T> {
  const labels = await openInput(path);
  try {
    requireColumns(labels, path, [
      ['--label', label],
      ['--id', id],
    ]);
    requireColumns(table, analysis, [['--id', id]]);
    const column = await read(labels);
    if (id !== undefined) return column(await joinById(table, labels, { id, path }));
    if (labels.rowCount !== table.rowCount) {
      throw new UsageError(
        `${path} has ${labels.rowCount} rows and ${analysis} ${table.rowCount}: name the column that joins them with --id.`,
      );
    }
    return column(Int32Array.from({ length: table.rowCount }, (_, row) => row));
  } finally {
    await labels.close();
  }
}

async function joinById(
  table: Table,
  labels: Table,
  { id, path }: { id: string; path: string },
): Promise<Int32Array> {
  const theirs = (await labels.categories([id])).get(id)!;
  const rowOfCode = new Int32Array(theirs.categories.length).fill(-1);
  theirs.codes.forEach((code, row) => {
    if (code < 0) return;
    if (rowOfCode[code]! >= 0) {
      throw columnError(
        { path, name: id, option: '--id' },
        `it holds "${theirs.categories[code]}" in rows ${rowOfCode[code]! + 1} and ${row + 1}`,
      );
    }
    rowOfCode[code] = row;
  });
  const codeOf = new Map(theirs.categories.map((value, code) => [value, code]));
  const ours = (await table.categories([id])).get(id)!;
  const rowOf = ours.categories.map((value) => rowOfCode[codeOf.get(value) ?? -1] ?? -1);
  return Int32Array.from(ours.codes, (code) => (code < 0 ? -1 : rowOf[code]!));
}
