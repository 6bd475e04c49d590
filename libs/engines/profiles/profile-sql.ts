import { bucketsPerOctave } from '@countersign/statistics/profile';
import { type SqlDialect } from './sql-dialect';

/** Where rows stand: what comes after FROM, and the values of the parameters it names, from the first on. */
export interface SqlSource {
  readonly from: string;
  readonly parameters: readonly (string | number)[];
}

export interface SqlQuery {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** What a row of a numeric column is, as `numericProfileSql` numbers it. */
export const valueClass = {
  missing: 0,
  notANumber: 1,
  infinite: 2,
  zero: 3,
  negative: 4,
  positive: 5,
} as const;

const mantissaUnit = 2 ** 52;
const half = 2 ** 27;

/**
 * Counts of a numeric column by class, octave, bucket of the quantile sketch and histogram bin: a few hundred rows whatever
 * the size of the table. Columns: class, octave, step, bin, rows, min, max, then the sums of the mantissas (negative for
 * negative numbers; denormals are of the octave −1022) and of their squares in three parts. Mantissas are whole numbers, so their sums are exact and no thread's timing shows in them.
 *
 * @param column expression of the column; it stands in the text of the query, so it must never be a name from outside
 */
export function numericProfileSql(
  dialect: SqlDialect,
  source: SqlSource,
  { column, edges }: { column: string; edges: readonly number[] },
): SqlQuery {
  const { double, bits, isNaN, isInfinite, wideInteger } = dialect;
  const first = source.parameters.length + 1;
  const edge = (at: number) => double(dialect.parameter(first + at));
  const sum = (expression: string) => `sum(CAST(${expression} AS ${wideInteger}))`;
  const sql = `
SELECT class, octave, step, bin, CAST(count(*) AS BIGINT), min(x), max(x),
  ${sum('CASE WHEN x < 0 THEN -mantissa ELSE mantissa END')}, ${sum('high * high')}, ${sum('high * low')}, ${sum('low * low')}
FROM (
  SELECT class, x, bin, octave, mantissa, mantissa % ${half} AS low,
    CAST((mantissa - mantissa % ${half}) / ${half} AS BIGINT) AS high,
    CASE WHEN class >= ${valueClass.negative} THEN least(${bucketsPerOctave - 1}, CAST(floor(s * (50 + s * (6 * s - 21))) AS INTEGER)) END AS step
  FROM (
    SELECT class, x, bin, greatest(1, CAST((word - fraction) / ${mantissaUnit} AS INTEGER)) - 1023 AS octave,
      CASE WHEN word < ${mantissaUnit} THEN fraction ELSE fraction + ${mantissaUnit} END AS mantissa, ${double('fraction')} / ${mantissaUnit} AS s
    FROM (
      SELECT class, x, bin, word, word % ${mantissaUnit} AS fraction
      FROM (
        SELECT class, CASE WHEN class >= ${valueClass.zero} THEN x END AS x,
          CASE WHEN class >= ${valueClass.zero} THEN ${bits('abs(x)')} END AS word,
          CASE WHEN class >= ${valueClass.zero} THEN ${binSql('x', edges.length, edge)} END AS bin
        FROM (
          SELECT x, CASE
            WHEN x IS NULL THEN ${valueClass.missing}
            WHEN ${isNaN('x')} THEN ${valueClass.notANumber}
            WHEN ${isInfinite('x')} THEN ${valueClass.infinite}
            WHEN abs(x) < ${double(String(2 ** -1022))} THEN ${valueClass.zero}
            WHEN x < 0 THEN ${valueClass.negative}
            ELSE ${valueClass.positive} END AS class
          FROM (SELECT ${double(column)} AS x FROM ${source.from}) AS numbers
        ) AS classified
      ) AS words
    ) AS fractions
  ) AS mantissas
) AS buckets
GROUP BY class, octave, step, bin
ORDER BY class, octave, step, bin`;
  return { sql, parameters: [...source.parameters, ...edges] };
}

/** The bin of x by a search tree of comparisons: the number of edges at or below it. */
function binSql(x: string, edges: number, edge: (at: number) => string): string {
  const search = (from: number, to: number): string => {
    if (from === to) return String(from);
    const middle = (from + to) >>> 1;
    return `CASE WHEN ${x} < ${edge(middle)} THEN ${search(from, middle)} ELSE ${search(middle + 1, to)} END`;
  };
  return search(0, edges);
}

/** Rows of each text of a column, null where missing; the empty text is missing too. */
export function categoryCountSql(dialect: SqlDialect, source: SqlSource, column: string): SqlQuery {
  const sql = `SELECT NULLIF(${dialect.text(column)}, '') AS category, CAST(count(*) AS BIGINT) FROM ${source.from} GROUP BY 1`;
  return { sql, parameters: source.parameters };
}
