import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDuckDb } from '../duckdb';
import { type CellValue, type ColumnRequest } from './file-schema';
import { readNumbers, readText } from './read-column';
import { readColumns } from './read-columns';
import { readSchema } from './read-schema';

const folder = mkdtempSync(join(tmpdir(), 'countersign-parquet-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes the rows of a query of fixed text to a Parquet file. */
async function parquet(name: string, query: string): Promise<string> {
  const path = join(folder, name);
  const connection = await connectDuckDb();
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  return path;
}

async function columns(
  path: string,
  requests?: readonly ColumnRequest[],
): Promise<Record<string, CellValue[]>> {
  const all: Record<string, CellValue[]> = {};
  for await (const batch of readColumns(path, 'parquet', requests))
    for (const [name, values] of batch.columns) (all[name] ??= []).push(...values);
  return all;
}

const typed = `SELECT 9007199254740993::BIGINT AS big, 1.25::DECIMAL(9,2) AS money, 'nan'::DOUBLE AS odd, true AS flag,
  'x' AS word, TIMESTAMP '2026-01-01 10:00:00.5' AS local, TIMESTAMPTZ '2026-01-01 10:00:00+02' AS zoned,
  DATE '2026-01-02' AS day, [1, 2] AS list, {'q': 1} AS nested
  UNION ALL SELECT NULL, NULL, 'inf'::DOUBLE, NULL, '', NULL, NULL, NULL, NULL, NULL`;

describe('a Parquet file', () => {
  it('gets its kinds from the stored types', async () => {
    const schema = await readSchema(await parquet('typed.parquet', typed), 'parquet');
    expect(schema).toMatchObject({ format: 'parquet', rowCount: 2 });
    expect(schema.columns.map(({ name, kind, storageType }) => `${name} ${kind} ${storageType}`)).toEqual([
      'big numeric BIGINT',
      'money numeric DECIMAL(9,2)',
      'odd numeric DOUBLE',
      'flag categorical BOOLEAN',
      'word categorical VARCHAR',
      'local timestamp TIMESTAMP',
      'zoned timestamp TIMESTAMP WITH TIME ZONE',
      'day timestamp DATE',
      'list categorical INTEGER[]',
      'nested categorical STRUCT("q" INTEGER)',
    ]);
  });

  it('gives values by kind', async () => {
    expect(await columns(await parquet('values.parquet', typed))).toEqual({
      big: [9007199254740992, null],
      money: [1.25, null],
      odd: [NaN, Infinity],
      flag: ['true', null],
      word: ['x', null],
      local: ['2026-01-01T10:00:00.5', null],
      zoned: ['2026-01-01T08:00:00+00:00', null],
      day: ['2026-01-02T00:00:00', null],
      list: ['[1, 2]', null],
      nested: ["{'q': 1}", null],
    });
  });

  it('keeps every digit of an identifier read as text, and refuses text as number', async () => {
    const path = await parquet(
      'ids.parquet',
      "SELECT 9007199254740993::BIGINT AS id, '7' AS word UNION ALL SELECT 2, 'seven'",
    );
    expect(await readText(path, 'parquet', 'id')).toEqual(['9007199254740993', '2']);
    await expect(readNumbers(path, 'parquet', 'word')).rejects.toMatchObject({
      code: 'NOT_A_NUMBER',
      line: 2,
      column: 'word',
    });
    await expect(columns(path, ['none'])).rejects.toMatchObject({ code: 'MISSING_COLUMN', column: 'none' });
  });

  it('keeps file order across row groups, and names that differ in case only', async () => {
    const path = await parquet(
      'order.parquet',
      'SELECT 299999 - i AS "a", i AS "b""; DROP" FROM range(300000) t(i)',
    );
    const { values } = await readNumbers(path, 'parquet', 'a');
    expect(values).toHaveLength(300_000);
    expect(values.every((value, at) => value === 299_999 - at)).toBe(true);
    expect(Object.keys(await columns(path))).toEqual(['a', 'b"; DROP']);
  });

  it('is read from a path that looks like a pattern or a partition', async () => {
    const odd = join(folder, 'year=2026', '[*]');
    mkdirSync(odd, { recursive: true });
    copyFileSync(await parquet('plain.parquet', 'SELECT 1 AS a'), join(odd, 'x?.parquet'));
    expect(await columns(join(odd, 'x?.parquet'))).toEqual({ a: [1] });
  });
});

describe('a bad Parquet file', () => {
  const unreadable = {
    code: 'UNREADABLE_FILE',
    message: 'The file cannot be read as Parquet: it is damaged, cut off, encrypted or of another format.',
  };

  it('cut off, of another format or empty is unreadable, and no path is said', async () => {
    const whole = readFileSync(await parquet('whole.parquet', 'SELECT i FROM range(9999) t(i)'));
    for (const bytes of [
      whole.subarray(0, whole.length >> 1),
      Buffer.from('PAR1 not really'),
      Buffer.alloc(0),
    ]) {
      const path = join(folder, 'bad.parquet');
      writeFileSync(path, bytes);
      await expect(readSchema(path, 'parquet')).rejects.toMatchObject(unreadable);
    }
  });

  it('with damaged pages is unreadable when they are read', async () => {
    const path = await parquet('pages.parquet', "SELECT repeat('ab', 20) || i AS s FROM range(9999) t(i)");
    const bytes = readFileSync(path);
    bytes.fill(0xff, 10, bytes.length >> 1);
    writeFileSync(path, bytes);
    await expect(columns(path)).rejects.toMatchObject(unreadable);
  });

  it('without rows is empty', async () => {
    const path = await parquet('none.parquet', 'SELECT 1 AS a WHERE false');
    await expect(readSchema(path, 'parquet')).rejects.toMatchObject({ code: 'EMPTY_FILE' });
  });
});
