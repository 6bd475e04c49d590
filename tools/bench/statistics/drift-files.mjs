import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connectDuckDb } from '@countersign/engines/duckdb';

const rows = 1_000_000;

/** A uniform number that depends on nothing but the row, the column and the seed. */
const uniform = (column, part) => `(hash(i * 4096 + ${column * 2 + part}, seed) / 18446744073709551616.0)`;
const normal = (column) =>
  `sqrt(-2 * ln(${uniform(column, 0)} + 1e-18)) * cos(2 * pi() * ${uniform(column, 1)})`;

/** Five sorts of numbers by turns: normal, skewed, two decimals, whole, with 5 % missing; every third one shifted. */
function numeric(column) {
  const shape = [
    (x) => x,
    (x) => `exp(${x})`,
    (x) => `round(${x}, 2)`,
    (x) => `floor(abs(${x}) * 20)`,
    (x) => `if(${uniform(column + 100, 0)} < 0.05, NULL, ${x})`,
  ][column % 5];
  const moved = column % 3 === 0 ? `(${normal(column)} + shift)` : normal(column);
  return `CAST(${shape(moved)} AS DOUBLE) AS n${column}`;
}

const category = (column) =>
  `'v' || CAST(floor(pow(${uniform(column + 200, 0)}, 1.5) * ${3 + column * 5}) AS INTEGER) AS c${column}`;

/**
 * Writes reference.parquet and current.parquet, a million rows of 30 numeric and 10 categorical columns each, the same
 * on every machine.
 */
export async function writeDriftFiles(folder) {
  mkdirSync(folder, { recursive: true });
  const connection = await connectDuckDb();
  const files = { reference: join(folder, 'reference.parquet'), current: join(folder, 'current.parquet') };
  const columns = [
    ...Array.from({ length: 30 }, (_, column) => numeric(column)),
    ...Array.from({ length: 10 }, (_, column) => category(column)),
  ].join(', ');
  for (const [seed, shift, file] of [
    [1, 0, files.reference],
    [2, 0.02, files.current],
  ]) {
    const source = `(SELECT i, ${seed} AS seed, ${shift} AS shift FROM range(${rows}) AS r(i))`;
    await connection.run(`COPY (SELECT ${columns} FROM ${source}) TO '${file}' (FORMAT parquet)`);
  }
  connection.closeSync();
  return files;
}
