import { type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import {
  addCategoryRows,
  addToBucket,
  bucketsPerOctave,
  type CategoricalProfile,
  emptyCategoricalProfile,
  emptyNumericProfile,
  type NumericProfile,
} from '@countersign/statistics/profile';
import { connectDuckDb, literalPath } from '../duckdb';
import { type FileSchema, readSchema, requestedColumns, unreadable } from '../files';
import { exactMoments, type OctaveSum } from './exact-moments';
import { type ProfileOptions } from './profile-table';
import { categoryCountSql, numericProfileSql, type SqlSource, valueClass } from './profile-sql';
import { duckDbDialect } from './sql-dialect';

/**
 * Profiles columns of a Parquet file inside DuckDB: one aggregate query a column, which answers with some hundred rows of
 * counts and exact sums. Counts, minimum, maximum, histogram, categories and the quantile sketch equal those of
 * `profileTable` to the last bit; mean and standard deviation within 1e-12 of |mean| + standard deviation, and they do
 * not depend on the engine's threads, since whole numbers are summed. What SQL cannot make is the distinct sketch of a
 * numeric column: it is null, "not kept". Columns of times are not profiled this way.
 *
 * @throws FileError for faults of the file, MISSING_COLUMN on an unknown name
 * @throws RangeError when a column of times is asked for
 */
export async function profileByQuery(
  path: string,
  { columns, edges, capacity }: Omit<ProfileOptions, 'progress'> = {},
): Promise<ReadonlyMap<string, NumericProfile | CategoricalProfile>> {
  const schema = await readSchema(path, 'parquet');
  const fitting = schema.columns.filter(({ kind }) => kind !== 'timestamp').map(({ name }) => name);
  const source = parquetSource(path, schema);
  const connection = await connectDuckDb();
  try {
    const profiles = new Map<string, NumericProfile | CategoricalProfile>();
    for (const { name, kind, position } of requestedColumns(schema.columns, columns ?? fitting)) {
      if (kind === 'timestamp') throw new RangeError(`column "${name}" holds times, which no query profiles`);
      const column = { connection, source, column: `c${position}` };
      const profile =
        kind === 'numeric'
          ? await numericProfile(column, edges?.get(name) ?? [])
          : await categoricalProfile(column, emptyCategoricalProfile(capacity));
      profiles.set(name, profile);
    }
    return profiles;
  } catch (cause) {
    throw cause instanceof RangeError ? cause : unreadable(cause);
  } finally {
    connection.closeSync();
  }
}

/** Columns are aliased by position, so no name of the file ever becomes SQL. */
function parquetSource(path: string, { columns }: FileSchema): SqlSource {
  const aliases = columns.map((_, position) => `c${position}`).join(', ');
  return {
    from: `read_parquet($1, hive_partitioning = false) AS file(${aliases})`,
    parameters: [literalPath(path)],
  };
}

interface QueriedColumn {
  readonly connection: DuckDBConnection;
  readonly source: SqlSource;
  readonly column: string;
}

async function categoricalProfile(
  { connection, source, column }: QueriedColumn,
  profile: CategoricalProfile,
): Promise<CategoricalProfile> {
  const { sql, parameters } = categoryCountSql(duckDbDialect, source, column);
  const result = await connection.stream(sql, [...parameters]);
  for await (const rows of result.yieldRows())
    for (const [category, count] of rows) {
      if (category === null) profile.missing += Number(count);
      else addCategoryRows(profile, String(category), Number(count));
    }
  return profile;
}

async function numericProfile(
  { connection, source, column }: QueriedColumn,
  edges: readonly number[],
): Promise<NumericProfile> {
  const { sql, parameters } = numericProfileSql(duckDbDialect, source, { column, edges });
  const rows = (await connection.runAndReadAll(sql, [...parameters])).getRows();
  const profile: NumericProfile = emptyNumericProfile(edges);
  const sums = rows.map((row) => addGroup(profile, row)).filter((sum) => sum !== null);
  Object.assign(profile, exactMoments(profile.n, sums));
  return profile.n === 0 ? profile : { ...profile, distinct: null };
}

/** Counts one row of the answer, in place; returns the sums of its values where they are no zeros. */
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
  if (kind === valueClass.zero) {
    sketch.zero += rows;
    return null;
  }
  const isNegative = kind === valueClass.negative;
  const bucket = Number(octave) * bucketsPerOctave + Number(step);
  addToBucket(isNegative ? sketch.negative : sketch.positive, bucket, rows);
  const [mantissas = 0n, high = 0n, cross = 0n, low = 0n] = parts.map((part) => BigInt(part as bigint));
  return { octave: Number(octave), isNegative, mantissas, squares: (high << 54n) + (cross << 28n) + low };
}
