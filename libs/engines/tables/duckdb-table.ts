import { type DuckDBConnection, type DuckDBDataChunk } from '@duckdb/node-api';
import { connectDuckDb } from '../duckdb';
import { type ColumnSchema, type FileSchema, requestedColumns, type RequestedColumn } from '../files';
import { categoryVector, TextCodes } from './category-builder';
import { doubleVector, integerVector } from './chunk-vectors';
import { identitySql, numberSql, textSql } from './column-sql';
import { LabelCounts, orderedCounts } from './count-labels';
import { type DuckDbSource } from './duckdb-source';
import { labelOf } from './label-of';
import { NumberBuilder } from './number-builder';
import { ScannedTable } from './scanned-table';
import {
  type CategoryVector,
  type DistinctRows,
  type NumberBatch,
  type NumberVector,
  type Table,
  type TableBatch,
  type ValueCount,
} from './table';

/** More distinct texts than this are told apart here instead of in the engine, which is slow at naming them all. */
const mostEnumerated = 5000;

/** Up to here, one pass over all columns is faster than three queries a column; wide files are of this kind. */
const fewRows = 50_000;

/** A table that DuckDB reads: each question is a query over the columns asked for, on a connection of its own. */
export class DuckDbTable implements Table {
  readonly format: FileSchema['format'];
  readonly rowCount: number;
  readonly columns: readonly ColumnSchema[];

  constructor(readonly source: DuckDbSource) {
    ({ format: this.format, rowCount: this.rowCount, columns: this.columns } = source.schema);
  }

  async numbers(names: readonly string[]): Promise<ReadonlyMap<string, NumberVector>> {
    const columns = requestedColumns(this.columns, names);
    const stored = columns.filter(({ kind }) => kind === 'numeric');
    const builders = stored.map(() => new NumberBuilder(this.rowCount));
    if (stored.length > 0)
      for await (const chunk of this.rows(
        `SELECT ${stored.map((column) => numberSql(column, this.source)).join(', ')}`,
      ))
        for (const [at, builder] of builders.entries()) {
          const { values, isMissing } = doubleVector(chunk, at);
          builder.add(values, isMissing);
        }
    const vectors = new Map(stored.map(({ name }, at) => [name, builders[at]!.vector()]));
    // Texts that may be numbers are read where a fault has its line.
    const texts = columns.filter(({ kind }) => kind !== 'numeric').map(({ name }) => name);
    for (const [name, vector] of texts.length > 0 ? await this.scanned().numbers(texts) : [])
      vectors.set(name, vector);
    return new Map(names.map((name) => [name, vectors.get(name)!]));
  }

  async categories(names: readonly string[]): Promise<ReadonlyMap<string, CategoryVector>> {
    const columns = requestedColumns(this.columns, names);
    if (this.rowCount <= fewRows) return this.listed(columns);
    const vectors = new Map<string, CategoryVector>();
    for (const column of columns) {
      const vector = await this.enumerated(column);
      vectors.set(column.name, vector ?? (await this.listed([column])).get(column.name)!);
    }
    return vectors;
  }

  async countBy(names: readonly string[]): Promise<readonly ValueCount[]> {
    const columns = requestedColumns(this.columns, names);
    const [only] = columns.length === 1 ? columns : [];
    const labels = new LabelCounts();
    const counts: ValueCount[] = [];
    const select = `SELECT ${[...columns.map((column) => textSql(column, this.source)), 'CAST(count(*) AS DOUBLE)'].join(', ')}`;
    const groups = columns.map((_, at) => at + 1).join(', ');
    for await (const chunk of this.rows(select, groups === '' ? '' : `GROUP BY ${groups}`)) {
      const texts = columns.map((_, at) => chunk.getColumnValues(at) as (string | null)[]);
      for (const [row, rows] of doubleVector(chunk, columns.length).values.entries())
        if (only) labels.add(labelOf(texts[0]![row]!, only), rows);
        else counts.push({ values: columns.map((column, at) => labelOf(texts[at]![row]!, column)), rows });
    }
    return only ? labels.ordered() : orderedCounts(counts);
  }

  async countDistinct(names: readonly string[]): Promise<DistinctRows> {
    const columns = requestedColumns(this.columns, names);
    if (columns.length === 0) return { rows: 0, distinct: 0 };
    const values = columns.map((column) => identitySql(column, this.source));
    const isThere = values.map((value) => `(${value}) IS NOT NULL`).join(' OR ');
    // Two hashes of 64 bits: one alone would find equals among some hundred million rows that are none.
    const hashes = `SELECT hash(${values.join(', ')}) AS a, hash('again', ${values.join(', ')}) AS b, count(*) AS rows
      FROM ${this.source.from} WHERE ${isThere} GROUP BY ALL`;
    return this.ask(async (connection) => {
      const counted = `SELECT CAST(coalesce(sum(rows), 0) AS DOUBLE), CAST(count(*) AS DOUBLE) FROM (${hashes})`;
      const [rows, distinct] =
        (await connection.runAndReadAll(counted, [this.source.file])).getRows()[0] ?? [];
      return { rows: Number(rows), distinct: Number(distinct) };
    });
  }

  async *batches(names: readonly string[]): AsyncGenerator<TableBatch> {
    const columns = requestedColumns(this.columns, names);
    const cells = columns.map((column) =>
      column.kind === 'numeric' ? numberSql(column, this.source) : textSql(column, this.source),
    );
    for await (const chunk of this.rows(`SELECT ${cells.length > 0 ? cells.join(', ') : 'NULL'}`))
      yield {
        length: chunk.rowCount,
        columns: new Map(columns.map((column, at) => [column.name, batchColumn(chunk, column, at)])),
      };
  }

  async close(): Promise<void> {
    // Every question closes its own connection.
  }

  private scanned(): ScannedTable {
    return new ScannedTable(this.source.path, this.source.schema);
  }

  /** Codes made by the engine; undefined when there are too many distinct texts. */
  private enumerated(column: RequestedColumn): Promise<CategoryVector | undefined> {
    const { from, file } = this.source;
    return this.ask(async (connection) => {
      await connection.run(
        `CREATE TEMP TABLE labels AS SELECT DISTINCT ${textSql(column, this.source)} AS label FROM ${from} LIMIT ${mostEnumerated + 2}`,
        [file],
      );
      const listed = 'SELECT label FROM labels WHERE label IS NOT NULL ORDER BY label';
      const texts = (await connection.runAndReadAll(listed)).getRows().map(([text]) => String(text));
      if (texts.length > mostEnumerated) return undefined;
      const codes = new Int32Array(this.rowCount).fill(-1);
      if (texts.length > 0) {
        await connection.run(`CREATE TEMP TYPE label AS ENUM (${listed})`);
        const code = `CAST(coalesce(enum_code(CAST(${textSql(column, this.source)} AS label)), -1) AS INTEGER)`;
        let row = 0;
        for await (const chunk of chunksOf(connection, `SELECT ${code} FROM ${from}`, [file])) {
          codes.set(integerVector(chunk, 0).values, row);
          row += chunk.rowCount;
        }
      }
      return categoryVector(
        codes,
        texts.map((text) => labelOf(text, column)),
      );
    });
  }

  /** Codes made here, of all the columns in one pass. */
  private async listed(columns: readonly RequestedColumn[]): Promise<Map<string, CategoryVector>> {
    const builders = columns.map(() => new TextCodes(this.rowCount));
    if (columns.length > 0)
      for await (const chunk of this.rows(
        `SELECT ${columns.map((column) => textSql(column, this.source)).join(', ')}`,
      ))
        for (const [at, builder] of builders.entries())
          for (const text of chunk.getColumnValues(at)) builder.add(text as string | null);
    return new Map(
      columns.map((column, at) => {
        const { codes, texts } = builders[at]!;
        const labels = texts.map((text) => labelOf(text, column));
        return [column.name, categoryVector(codes, labels)];
      }),
    );
  }

  private async *rows(select: string, rest = ''): AsyncGenerator<DuckDBDataChunk> {
    const { from, file, explain } = this.source;
    const connection = await connectDuckDb();
    try {
      yield* chunksOf(connection, `${select} FROM ${from} ${rest}`, [file]);
    } catch (cause) {
      throw explain(cause);
    } finally {
      connection.closeSync();
    }
  }

  private async ask<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await connectDuckDb();
    try {
      return await work(connection);
    } catch (cause) {
      throw this.source.explain(cause);
    } finally {
      connection.closeSync();
    }
  }
}

async function* chunksOf(
  connection: DuckDBConnection,
  sql: string,
  file: string[],
): AsyncGenerator<DuckDBDataChunk> {
  const result = await connection.stream(sql, file);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    yield chunk;
  }
}

function batchColumn(
  chunk: DuckDBDataChunk,
  column: ColumnSchema,
  at: number,
): NumberBatch | readonly (string | null)[] {
  if (column.kind !== 'numeric')
    return chunk.getColumnValues(at).map((text) => labelOf(text as string | null, column));
  const { values, isMissing } = doubleVector(chunk, at);
  const missing = new Uint8Array(values.length);
  const own = Float64Array.from(values);
  if (isMissing)
    for (let row = 0; row < own.length; row += 1)
      if (isMissing(row)) {
        own[row] = NaN;
        missing[row] = 1;
      }
  return { values: own, isMissing: missing };
}
