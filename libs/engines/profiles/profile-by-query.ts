import { DOUBLE, type DuckDBConnection, type DuckDBValue, VARCHAR } from '@duckdb/node-api';
import {
  addCategoryRows,
  addHash,
  addToBucket,
  bucketsPerOctave,
  type CategoricalProfile,
  type DistinctSketch,
  emptyCategoricalProfile,
  emptyDistinctSketch,
  emptyNumericProfile,
  type NumericProfile,
  profileRows,
} from '@countersign/statistics/profile';
import { connectDuckDb } from '../duckdb';
import { FileError, requestedColumns, type RequestedColumn } from '../files';
import { type DuckDbSource, labelOf, numberSql, type Table, textSql } from '../tables';
import { exactMoments, type OctaveSum } from './exact-moments';
import { numberHashSql } from './number-hash-sql';
import { type ColumnProfile, type ProfileOptions, profileTable } from './profile-table';
import { categoryCountSql, numericProfileSql, type SqlQuery, valueClass } from './profile-sql';
import { duckDbDialect } from './sql-dialect';

/**
 * Profiles columns of a table inside DuckDB, by aggregate queries that answer with some thousand rows of counts, exact sums
 * and hashes, whatever the size of the table. The result equals that of `profileTable` to the last bit, whatever the
 * engine's threads.
 *
 * Pushed down are the numbers and categories of a Parquet file, and of a CSV file that the engine was found to read as
 * our own reader does. All else goes to `profileTable`: NDJSON, small CSV files, those of which the engine counts other
 * rows, and columns of times.
 *
 * @throws FileError MISSING_COLUMN on an unknown name; UNREADABLE_FILE where the engine fails, or counts other rows than
 *   the table has
 */
export async function profileByQuery(
  table: Table,
  options: Omit<ProfileOptions, 'progress'> = {},
): Promise<ReadonlyMap<string, ColumnProfile>> {
  const columns = requestedColumns(table.columns, options.columns);
  const { source } = table;
  const pushed = source ? columns.filter(({ kind }) => kind !== 'timestamp') : [];
  const others = columns.filter((column) => !pushed.includes(column)).map(({ name }) => name);
  const read = others.length > 0 ? await profileTable(table, { ...options, columns: others }) : [];
  const queried = source ? await queriedProfiles(source, pushed, options) : [];
  const profiles = new Map<string, ColumnProfile>([...read, ...queried]);
  return new Map(columns.map(({ name }) => [name, profiles.get(name)!]));
}

async function queriedProfiles(
  source: DuckDbSource,
  columns: readonly RequestedColumn[],
  { edges, capacity }: ProfileOptions,
): Promise<Map<string, NumericProfile | CategoricalProfile>> {
  const connection = await connectDuckDb();
  const profiles = new Map<string, NumericProfile | CategoricalProfile>();
  try {
    for (const column of columns) {
      const queried = { connection, source, column };
      const profile =
        column.kind === 'numeric'
          ? await numericProfile(queried, edges?.get(column.name) ?? [])
          : await categoricalProfile(queried, emptyCategoricalProfile(capacity));
      checkRows(profileRows(profile), source.schema.rowCount);
      profiles.set(column.name, profile);
    }
    return profiles;
  } catch (cause) {
    throw cause instanceof RangeError ? cause : source.explain(cause);
  } finally {
    connection.closeSync();
  }
}

/** What was counted in other rows would be the profile of another file. */
function checkRows(counted: number, expected: number): void {
  if (counted === expected) return;
  throw new FileError(
    'UNREADABLE_FILE',
    `The file has ${expected} rows, of which the engine reads ${counted}: it was changed meanwhile, or is damaged.`,
  );
}

interface QueriedColumn {
  readonly connection: DuckDBConnection;
  readonly source: DuckDbSource;
  readonly column: RequestedColumn;
}

async function categoricalProfile(
  { connection, source, column }: QueriedColumn,
  profile: CategoricalProfile,
): Promise<CategoricalProfile> {
  const from = { from: source.from, parameters: [source.file] };
  const { sql, parameters } = categoryCountSql(duckDbDialect, from, textSql(column, source));
  const result = await connection.stream(sql, [...parameters]);
  for await (const rows of result.yieldRows())
    for (const [text, count] of rows) {
      const category = labelOf(text === null ? null : String(text), column);
      if (category === null) profile.missing += Number(count);
      else addCategoryRows(profile, category, Number(count));
    }
  return profile;
}

async function numericProfile(
  { connection, source, column }: QueriedColumn,
  edges: readonly number[],
): Promise<NumericProfile> {
  const from = { from: source.from, parameters: [source.file] };
  const number = numberSql(column, source);
  const rowsOf = async ({ sql, parameters }: SqlQuery): Promise<DuckDBValue[][]> => {
    // Left to itself the client binds a whole number as BIGINT, which an edge may leave.
    const types = parameters.map((parameter) => (typeof parameter === 'number' ? DOUBLE : VARCHAR));
    return (await connection.runAndReadAll(sql, [...parameters], types)).getRows();
  };
  const profile = emptyNumericProfile(edges);
  const groups = await rowsOf(numericProfileSql(duckDbDialect, from, { column: number, edges }));
  const sums = groups.map((row) => addGroup(profile, row)).filter((sum) => sum !== null);
  Object.assign(profile, exactMoments(profile.n, sums));
  const distinct = await distinctSketch(async (per) => {
    const hashes = await rowsOf(numberHashSql(duckDbDialect, from, { column: number, per }));
    return hashes.map(([hash]) => Number(hash));
  });
  return { ...profile, distinct };
}

/** The least hashes of the registers make the registers; where these are too few for that, all hashes are asked for. */
async function distinctSketch(
  hashesPer: (per: 'register' | 'value') => Promise<number[]>,
): Promise<DistinctSketch> {
  const sketch = emptyDistinctSketch();
  for (const hash of await hashesPer('register')) addHash(sketch, hash);
  if (sketch.registers === null && sketch.hashes.size > 0)
    for (const hash of await hashesPer('value')) addHash(sketch, hash);
  return sketch;
}

/** Counts one row of the answer, in place; returns the sums of its values where they are finite. */
function addGroup(profile: NumericProfile, row: readonly DuckDBValue[]): OctaveSum | null {
  const [kind, octave, step, bin, count, min, max, ...parts] = row;
  const rows = Number(count);
  if (kind === valueClass.missing) profile.missing += rows;
  else if (kind === valueClass.notANumber) profile.notANumber += rows;
  else if (kind === valueClass.infinite) profile.infinite += rows;
  if (Number(kind) < valueClass.zero) return null;
  profile.n += rows;
  profile.counts[Number(bin)]! += rows;
  // Adding 0 turns -0 into 0.
  profile.min = Math.min(profile.min ?? Infinity, Number(min) + 0);
  profile.max = Math.max(profile.max ?? -Infinity, Number(max) + 0);
  const sketch = profile.quantiles!;
  const bucket = Number(octave) * bucketsPerOctave + Number(step);
  if (kind === valueClass.zero) sketch.zero += rows;
  else addToBucket(kind === valueClass.negative ? sketch.negative : sketch.positive, bucket, rows);
  const [mantissas = 0n, high = 0n, cross = 0n, low = 0n] = parts.map((part) => BigInt(part as bigint));
  return { octave: Number(octave), mantissas, squares: (high << 54n) + (cross << 28n) + low };
}
