import { DuckDBInstance } from '@duckdb/node-api';

const shape = { rows: 5_000_000, columns: 20 };
/** The quantiles and the histogram's edges that both sides answer with. */
const probabilities = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];
const edges = Array.from({ length: 20 }, (_, at) => at / 4);
const names = Array.from({ length: shape.columns }, (_, column) => `c${column}`);

/** A uniform number that depends on nothing but the row and the column. */
const uniform = (column) => `((hash(i * 31 + ${column}) >> 11)::DOUBLE / 9007199254740992.0)`;

/** Five sorts of columns by turns: uniform, with a long tail, normal, with 2 % missing, whole numbers. */
const values = (column) =>
  [
    uniform(column),
    `exp(6 * ${uniform(column)} - 3)`,
    `sqrt(-2 * ln(1 - ${uniform(column)})) * cos(2 * pi() * ${uniform(column + 100)})`,
    `CASE WHEN hash(i * 17 + ${column}) % 50 = 0 THEN NULL ELSE 1000 * ${uniform(column)} - 500 END`,
    `floor(100 * ${uniform(column)})`,
  ][column % 5];

async function connect() {
  return (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
}

const sides = {
  /** Writes the file, the same on every machine. */
  write: async (file) => {
    const columns = names.map((name, column) => `${values(column)} AS ${name}`).join(', ');
    await (
      await connect()
    ).run(
      `COPY (SELECT ${columns} FROM range(${shape.rows}) AS r(i)) TO '${file}' (FORMAT parquet, COMPRESSION zstd)`,
    );
  },
  ours: async (file) => {
    const [{ openTable }, { profileTable }] = await Promise.all([
      import('@countersign/engines/tables'),
      import('@countersign/engines/profiles'),
    ]);
    const table = await openTable(file);
    const profiles = await profileTable(table, { edges: new Map(names.map((name) => [name, edges])) });
    if (profiles.get('c2').n !== shape.rows) throw new Error('rows went missing');
  },
  /** The same figures by the engine's own aggregates. */
  sql: async (file) => {
    const aggregates = names.map(
      (c) => `count(${c}), count(*) - count(${c}), min(${c}), max(${c}), avg(${c}), stddev(${c}),
        approx_quantile(${c}, [${probabilities}]), approx_count_distinct(${c}), histogram(${c}, [${edges}]::DOUBLE[])`,
    );
    await (await connect()).runAndReadAll(`SELECT count(*), ${aggregates} FROM read_parquet('${file}')`);
  },
};

const [, , side, file] = process.argv;
const begin = performance.now();
await sides[side](file);
const seconds = (performance.now() - begin) / 1000;
process.stdout.write(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1000 }));
process.exit();
