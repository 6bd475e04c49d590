import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { FileError, readSchema } from '../files';
import { csvTable } from './csv-table';
import { DuckDbTable } from './duckdb-table';
import { ScannedTable } from './scanned-table';
import { type Table } from './table';

const folder = mkdtempSync(join(tmpdir(), 'countersign-csv-table-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function contents(table: Table): Promise<unknown> {
  const names = table.columns.map(({ name }) => name);
  const numeric = table.columns.filter(({ kind }) => kind === 'numeric').map(({ name }) => name);
  return {
    numbers: await table.numbers(numeric),
    categories: await table.categories(names),
    counts: await table.countBy(names.slice(0, 2)),
    distinct: await table.countDistinct(names.filter((_, at) => table.columns[at]?.kind !== 'timestamp')),
  };
}

const plain = fc.constantFrom(
  '',
  '',
  '1',
  '-2.50',
  '\u00a07\u2003',
  '1e3',
  'NA',
  'NaN',
  'inf',
  'x',
  ' x ',
  'é😀',
  "it's",
  '#',
  '\\',
  '\\N',
  'a;b',
  '2026-01-01',
  '\t',
  'true',
);
const quoted = fc
  .array(fc.constantFrom('a', ',', '""', '\n', '\r\n', ' ', '1', "'", '\\', '#'), { maxLength: 5 })
  .map((pieces) => `"${pieces.join('')}"`);
const csv = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.array(fc.array(fc.oneof({ weight: 3, arbitrary: plain }, quoted), { minLength: 4, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    }),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', '\uFEFF'),
    fc.constantFrom('', '\n', '\n\n'),
  )
  .map(([width, rows, lineEnd, mark, end]) => {
    const header = ['"a ""1"""', 'b\\', '"c,c"', 'd'].slice(0, width).join(',');
    return `${mark}${[header, ...rows.map((row) => row.slice(0, width).join(','))].join(lineEnd)}${end}`;
  });

describe('a CSV table', () => {
  it('holds what our scanner reads, whoever reads it (seed 1)', async () => {
    const readers = { engine: 0, scanner: 0 };
    let file = 0;
    await fc.assert(
      fc.asyncProperty(csv, async (text) => {
        const path = join(folder, `${(file += 1)}.csv`);
        writeFileSync(path, text);
        const schema = await readSchema(path, 'csv').catch((error: unknown) => {
          if (error instanceof FileError) return undefined;
          throw error;
        });
        if (!schema) return;
        const table = await csvTable(path, schema);
        readers[table instanceof DuckDbTable ? 'engine' : 'scanner'] += 1;
        expect(await contents(table)).toEqual(await contents(new ScannedTable(path, schema)));
      }),
      { seed: 1, numRuns: 150 },
    );
    expect(readers.engine).toBeGreaterThan(75);
  }, 60_000);

  it('takes the spaces of every script from around a number, as our scanner does', async () => {
    const path = join(folder, 'spaces.csv');
    writeFileSync(path, 'a,b\n\u00a01,1.5\u2003\n\ufeff1,\u30001.5\n3,NA\n');
    const table = await csvTable(path, await readSchema(path, 'csv'));
    expect(table).toBeInstanceOf(DuckDbTable);
    expect((await table.numbers(['a'])).get('a')?.values).toEqual(Float64Array.of(1, 1, 3));
    expect((await table.numbers(['b'])).get('b')).toMatchObject({ missing: 1, notANumber: 0 });
    expect(await table.countDistinct(['a'])).toEqual({ rows: 3, distinct: 2 });
    expect(await table.countDistinct(['b'])).toEqual({ rows: 2, distinct: 1 });
  });

  it('falls back on the scanner where the engine reads other rows', async () => {
    const path = join(folder, 'blank.csv');
    writeFileSync(path, 'a\n1\n\n2\n\n');
    const table = await csvTable(path, await readSchema(path, 'csv'));
    expect((await table.numbers(['a'])).get('a')?.values).toEqual(Float64Array.of(1, NaN, 2));
  });
});
