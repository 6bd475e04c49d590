import { createHash } from 'node:crypto';
import { type CellValue, type ColumnSchema, type FileSchema, readColumns, requestedColumns } from '../files';
import { categoryVector, TextCodes } from './category-builder';
import { labelOf } from './label-of';
import { NumberBuilder } from './number-builder';
import { orderedCounts } from './count-labels';
import {
  type CategoryVector,
  type DistinctRows,
  type NumberBatch,
  type NumberVector,
  type Table,
  type TableBatch,
  type ValueCount,
} from './table';

/** A table read by our own record readers, once per question; the engine that speaks for itself is DuckDbTable. */
export class ScannedTable implements Table {
  readonly format: FileSchema['format'];
  readonly rowCount: number;
  readonly columns: readonly ColumnSchema[];

  constructor(
    private readonly path: string,
    schema: FileSchema,
  ) {
    ({ format: this.format, rowCount: this.rowCount, columns: this.columns } = schema);
  }

  async numbers(names: readonly string[]): Promise<ReadonlyMap<string, NumberVector>> {
    const columns = requestedColumns(this.columns, names);
    const builders = columns.map(() => new NumberBuilder(this.rowCount));
    for await (const parts of this.parts(columns, true))
      for (const [at, part] of parts.entries()) {
        const { values, isMissing } = numberBatch(part);
        builders[at]?.add(values, (row) => isMissing[row] === 1);
      }
    return new Map(columns.map(({ name }, at) => [name, builders[at]!.vector()]));
  }

  async categories(names: readonly string[]): Promise<ReadonlyMap<string, CategoryVector>> {
    const columns = requestedColumns(this.columns, names);
    const builders = columns.map(() => new TextCodes(this.rowCount));
    for await (const parts of this.parts(columns, false))
      for (const [at, part] of parts.entries())
        for (const value of part) builders[at]?.add(value === null ? null : String(value));
    return new Map(
      columns.map((column, at) => {
        const { codes, texts } = builders[at]!;
        return [
          column.name,
          categoryVector(
            codes,
            texts.map((text) => labelOf(text, column)),
          ),
        ];
      }),
    );
  }

  async countBy(names: readonly string[]): Promise<readonly ValueCount[]> {
    const columns = requestedColumns(this.columns, names);
    if (columns.length === 0) return [{ values: [], rows: this.rowCount }];
    const counts = new Map<string, { values: (string | null)[]; rows: number }>();
    for await (const parts of this.parts(columns, false)) {
      const length = parts[0]?.length ?? 0;
      for (let row = 0; row < length; row += 1) {
        const texts = parts.map((part) => (part[row] ?? null) as string | null);
        const key = JSON.stringify(texts);
        const group = counts.get(key);
        if (group) group.rows += 1;
        else counts.set(key, { values: texts.map((text, at) => labelOf(text, columns[at]!)), rows: 1 });
      }
    }
    return orderedCounts(counts.values());
  }

  async countDistinct(names: readonly string[]): Promise<DistinctRows> {
    const columns = requestedColumns(this.columns, names);
    const seen = new Set<string>();
    let rows = 0;
    for await (const parts of this.parts(columns, false))
      for (let row = 0; row < (parts[0]?.length ?? 0); row += 1) {
        const labels = columns.map((column, at) =>
          labelOf((parts[at]?.[row] ?? null) as string | null, column),
        );
        if (labels.every((label) => label === null)) continue;
        rows += 1;
        seen.add(createHash('md5').update(JSON.stringify(labels)).digest('base64'));
      }
    return { rows, distinct: seen.size };
  }

  async *batches(names: readonly string[]): AsyncGenerator<TableBatch> {
    const columns = requestedColumns(this.columns, names);
    for await (const batch of readColumns(this.path, this.format, columns))
      yield {
        length: batch.length,
        columns: new Map(
          columns.map(({ name, kind }) => {
            const values = batch.columns.get(name) ?? [];
            return [name, kind === 'numeric' ? numberBatch(values) : (values as (string | null)[])];
          }),
        ),
      };
  }

  async close(): Promise<void> {
    // Files are closed after each pass.
  }

  /** Runs of rows: per column its numbers, or its texts as they are written. */
  private async *parts(
    columns: readonly ColumnSchema[],
    asNumbers: boolean,
  ): AsyncGenerator<readonly CellValue[][]> {
    const requests = columns.map(({ name }) => ({
      name,
      kind: asNumbers ? ('numeric' as const) : ('categorical' as const),
      storageType: asNumbers ? 'DOUBLE' : 'VARCHAR',
    }));
    for await (const batch of readColumns(this.path, this.format, requests))
      yield columns.map(({ name }) => (batch.columns.get(name) ?? []) as CellValue[]);
  }
}

function numberBatch(values: readonly CellValue[]): NumberBatch {
  const numbers = new Float64Array(values.length);
  const isMissing = new Uint8Array(values.length);
  for (const [row, value] of values.entries()) {
    numbers[row] = typeof value === 'number' ? value : NaN;
    isMissing[row] = value === null ? 1 : 0;
  }
  return { values: numbers, isMissing };
}
