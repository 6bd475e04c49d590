import { type SqlQuery, type SqlSource } from './profile-sql';
import { type SqlDialect } from './sql-dialect';

const word = 2 ** 32;

/** The lower 32 bits of the product of a column of 32 bits and a constant, by halves, so that nothing leaves 64 bits. */
const product = (column: string, constant: number): string =>
  `(${column} * ${constant % 65536} + ${column} * ${constant >>> 16} % 65536 * 65536) % ${word}`;

/** The levels of a query that hash a column `w` of 32 bits, as `mix` of the distinct hash does, into `w` again. */
function mixLevels({ xor, shiftRight }: SqlDialect): string[] {
  const folded = (bits: number): string => xor('w', shiftRight('w', bits));
  return [folded(16), product('w', 0x85ebca6b), folded(13), product('w', 0xc2b2ae35), folded(16)];
}

/**
 * The hashes of the finite doubles of a column, the same as `numberHash` makes of each, by whole numbers of 64 bits
 * alone. `per: 'register'` answers with the least hash of each register of a distinct sketch, at most 4,096 rows, which
 * is the one of highest rank; `per: 'value'` with every different hash.
 *
 * @param column expression of the column; it stands in the text of the query, so it must never be a name from outside
 */
export function numberHashSql(
  dialect: SqlDialect,
  { from, parameters }: SqlSource,
  { column, per }: { column: string; per: 'register' | 'value' },
): SqlQuery {
  const { double, bits, isNaN, isInfinite, xor, shiftRight } = dialect;
  const numbers = `SELECT x FROM (SELECT ${double(column)} AS x FROM ${from}) AS numbers
    WHERE x IS NOT NULL AND NOT ${isNaN('x')} AND NOT ${isInfinite('x')}`;
  const wholes = `SELECT ${bits('abs(x)')} AS bits, CASE WHEN x < 0 THEN ${2 ** 31} ELSE 0 END AS sign FROM (${numbers}) AS finite`;
  let query = `SELECT ${shiftRight('bits', 32)} + sign AS a, bits % ${word} AS b FROM (${wholes}) AS wholes`;
  // Three rounds of a Feistel network: one half is mixed into the other, then the halves change roles.
  const rounds = [
    ['b', 'a', 0x9e3779b9],
    ['a', 'b', 0x3c6ef372],
    ['b', 'a', 0x5384540f],
  ] as const;
  for (const [source, target, key] of rounds) {
    query = `SELECT a, b, ${xor(source, String(key))} AS w FROM (${query}) AS keyed`;
    for (const level of mixLevels(dialect)) query = `SELECT a, b, ${level} AS w FROM (${query}) AS mixed`;
    query = `SELECT ${xor(target, 'w')} AS ${target}, ${source} FROM (${query}) AS round`;
  }
  const hashes = `SELECT a * ${2 ** 21} + ${shiftRight('b', 11)} AS hash FROM (${query}) AS halves`;
  return {
    sql:
      per === 'value'
        ? `SELECT DISTINCT hash FROM (${hashes}) AS hashes`
        : `SELECT min(hash) FROM (${hashes}) AS hashes GROUP BY ${shiftRight('hash', 41)}`,
    parameters,
  };
}
