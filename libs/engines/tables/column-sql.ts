import { type RequestedColumn } from '../files';
import { type DuckDbSource } from './duckdb-source';

const integerTypes = /^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/;

/** What `trim` of JavaScript takes off a text, as our own readers do around numbers; a cast of DuckDB knows the ASCII ones. */
const spaces =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';
const trimmed = (text: string): string => `trim(${text}, '${spaces}')`;

/** A column as DOUBLE, null where missing: of a CSV, a spelling of "no value" among numbers is missing. */
export function numberSql({ position }: RequestedColumn, { holdsTexts }: DuckDbSource): string {
  const number = `TRY_CAST(c${position} AS DOUBLE)`;
  return holdsTexts ? `coalesce(${number}, TRY_CAST(${trimmed(`c${position}`)} AS DOUBLE))` : number;
}

/** The stored text; integers keep every digit, stored fractions are the doubles that `numbers` gives. */
export function textSql({ position, kind, storageType }: RequestedColumn, source: DuckDbSource): string {
  const isFraction = kind === 'numeric' && !source.holdsTexts && !integerTypes.test(storageType);
  return `NULLIF(CAST(${isFraction ? `CAST(c${position} AS DOUBLE)` : `c${position}`} AS VARCHAR), '')`;
}

/** What tells two values apart as their labels do: numbers by value, truth values however they are written. */
export function identitySql(column: RequestedColumn, source: DuckDbSource): string {
  const { position, kind, storageType } = column;
  const text = textSql(column, source);
  if (kind === 'numeric' && !integerTypes.test(storageType)) {
    const number = numberSql(column, source);
    return `CASE WHEN isnan(${number}) THEN NULL ELSE ${number} END`;
  }
  if (!source.holdsTexts) return kind === 'numeric' ? `c${position}` : text;
  const bare = trimmed(text);
  if (kind === 'numeric')
    return `CASE WHEN length(${bare}) < 38 THEN CAST(TRY_CAST(${bare} AS HUGEINT) AS VARCHAR) ELSE ${bare} END`;
  return kind === 'categorical' && storageType === 'BOOLEAN' ? `TRY_CAST(${bare} AS BOOLEAN)` : text;
}
