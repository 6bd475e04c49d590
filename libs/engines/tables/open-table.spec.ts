import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDuckDb } from '../duckdb';
import { FileError } from '../files';
import { openTable } from './open-table';
import { type Table, type TableBatch } from './table';

const folder = mkdtempSync(join(tmpdir(), 'countersign-tables-'));
const tables: Table[] = [];
afterAll(async () => {
  for (const table of tables) await table.close();
  rmSync(folder, { recursive: true });
});

const at = (name: string): string => join(folder, name);

function written(name: string, content: string | Buffer): string {
  writeFileSync(at(name), content);
  return at(name);
}

async function open(path: string): Promise<Table> {
  const table = await openTable(path);
  tables.push(table);
  return table;
}

async function parquet(name: string, query: string): Promise<string> {
  const connection = await connectDuckDb();
  await connection.run(`COPY (${query}) TO '${at(name)}' (FORMAT parquet)`);
  connection.closeSync();
  return at(name);
}

async function refusal(path: string, read?: (table: Table) => Promise<unknown>): Promise<FileError> {
  const error: unknown = await open(path)
    .then((table) => read?.(table))
    .catch((caught: unknown) => caught);
  if (!(error instanceof FileError)) throw new Error(`expected a FileError, got ${String(error)}`);
  return error;
}

function rowOf({ columns }: TableBatch, row: number): unknown[] {
  return [...columns.values()].map((column) =>
    'isMissing' in column ? [column.values[row], column.isMissing[row]] : column[row],
  );
}

const csv = [
  'x,n,label,city,seen,flag',
  '1.5,1,1,Bern,2026-01-01,True',
  ',2,0,"Zürich, ZH",2026-01-02 10:00,False',
  'NaN,NA,1,,NA,',
  '-inf,007,1.0,Bern,2026-01-01T00:00:00,TRUE',
  '1e400,4,0,NA,,NA',
].join('\n');

const ndjson = [
  '{"x":1.5,"n":1,"label":1,"city":"Bern","seen":"2026-01-01","flag":true}',
  '{"x":null,"n":2,"label":0,"city":"Zürich, ZH","seen":"2026-01-02 10:00","flag":false}',
  '{"x":"NaN","n":"NA","label":1,"city":"","seen":"NA"}',
  '{"x":"-Infinity","n":7,"label":1.0,"city":"Bern","seen":"2026-01-01T00:00:00","flag":true}',
  '{"x":1e400,"n":4,"label":0,"city":"NA"}',
].join('\r\n');

const query = `SELECT * FROM (VALUES
  (1.5::DOUBLE, 1::BIGINT, 1::TINYINT, 'Bern', TIMESTAMP '2026-01-01', true),
  (NULL, 2, 0, 'Zürich, ZH', TIMESTAMP '2026-01-02 10:00', false),
  ('NaN'::DOUBLE, NULL, 1, '', NULL, NULL),
  ('-inf'::DOUBLE, 7, 1, 'Bern', TIMESTAMP '2026-01-01', true),
  ('inf'::DOUBLE, 4, 0, 'NA', NULL, NULL)) t(x, n, label, city, seen, flag)`;

const files = {
  csv: () => written('five.csv', csv),
  ndjson: () => written('five.ndjson', ndjson),
  parquet: () => parquet('five.parquet', query),
};

describe.each(['csv', 'ndjson', 'parquet'] as const)('a table of a %s file', (format) => {
  const table = async () => open(await files[format]());

  it('has kinds by value', async () => {
    const { rowCount, columns, ...rest } = await table();
    expect([rest.format, rowCount]).toEqual([format, 5]);
    expect(columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['x', 'numeric'],
      ['n', 'numeric'],
      ['label', 'numeric'],
      ['city', 'categorical'],
      ['seen', 'timestamp'],
      ['flag', 'categorical'],
    ]);
  });

  it('gives numbers in file order and tells missing from NaN', async () => {
    const numbers = await (await table()).numbers(['n', 'x']);
    expect([...numbers]).toEqual([
      ['n', { values: Float64Array.of(1, 2, NaN, 7, 4), missing: 1, notANumber: 0, infinite: 0 }],
      [
        'x',
        {
          values: Float64Array.of(1.5, NaN, NaN, -Infinity, Infinity),
          missing: 1,
          notANumber: 1,
          infinite: 2,
        },
      ],
    ]);
  });

  it('gives categories that do not depend on the writer', async () => {
    const categories = await (await table()).categories(['label', 'city', 'seen', 'flag', 'x']);
    expect([...categories]).toEqual([
      ['label', { codes: Int32Array.of(1, 0, 1, 1, 0), categories: ['0', '1'], missing: 0 }],
      [
        'city',
        { codes: Int32Array.of(0, 2, -1, 0, 1), categories: ['Bern', 'NA', 'Zürich, ZH'], missing: 1 },
      ],
      [
        'seen',
        {
          codes: Int32Array.of(0, 1, -1, 0, -1),
          categories: ['2026-01-01T00:00:00', '2026-01-02T10:00:00'],
          missing: 2,
        },
      ],
      ['flag', { codes: Int32Array.of(1, 0, -1, 1, -1), categories: ['false', 'true'], missing: 2 }],
      [
        'x',
        { codes: Int32Array.of(1, -1, -1, 0, 2), categories: ['-Infinity', '1.5', 'Infinity'], missing: 2 },
      ],
    ]);
  });

  it('counts rows by values, missing last', async () => {
    const opened = await table();
    expect(await opened.countBy(['label', 'city'])).toEqual([
      { values: ['0', 'NA'], rows: 1 },
      { values: ['0', 'Zürich, ZH'], rows: 1 },
      { values: ['1', 'Bern'], rows: 2 },
      { values: ['1', null], rows: 1 },
    ]);
    expect(await opened.countBy([])).toEqual([{ values: [], rows: 5 }]);
  });

  it('counts different rows, by value', async () => {
    const opened = await table();
    expect(await opened.countDistinct(['label', 'city'])).toEqual({ rows: 5, distinct: 4 });
    expect(await opened.countDistinct(['city'])).toEqual({ rows: 4, distinct: 3 });
    expect(await opened.countDistinct(['flag'])).toEqual({ rows: 3, distinct: 2 });
    expect(await opened.countDistinct(['n'])).toEqual({ rows: 4, distinct: 4 });
    expect(await opened.countDistinct(['x'])).toEqual({ rows: 3, distinct: 3 });
    expect(await opened.countDistinct(['x', 'n', 'label', 'city', 'flag'])).toEqual({ rows: 5, distinct: 5 });
  });

  it('gives all rows once in batches', async () => {
    const values: unknown[] = [];
    for await (const batch of (await table()).batches(['seen', 'x', 'flag']))
      for (let row = 0; row < batch.length; row += 1) values.push(rowOf(batch, row));
    expect(values).toEqual([
      ['2026-01-01T00:00:00', [1.5, 0], 'true'],
      ['2026-01-02T10:00:00', [NaN, 1], 'false'],
      [null, [NaN, 0], null],
      ['2026-01-01T00:00:00', [-Infinity, 0], 'true'],
      [null, [Infinity, 0], null],
    ]);
  });

  it('answers several questions at once', async () => {
    const opened = await table();
    const answers = await Promise.all([
      opened.numbers(['n']),
      opened.categories(['city']),
      opened.categories(['label']),
      opened.countBy(['flag']),
    ]);
    expect(answers.map((answer) => ('size' in answer ? answer.size : answer.length))).toEqual([1, 1, 1, 3]);
  });

  it('names the column it does not have, and the value that is no number', async () => {
    const path = await files[format]();
    for (const read of ['numbers', 'categories', 'countBy'] as const)
      expect(await refusal(path, (opened) => opened[read](['label', 'age']))).toMatchObject({
        code: 'MISSING_COLUMN',
        column: 'age',
      });
    expect(await refusal(path, (opened) => opened.numbers(['x', 'city']))).toMatchObject({
      code: 'NOT_A_NUMBER',
      column: 'city',
      line: format === 'csv' ? 2 : 1,
    });
  });
});

describe('openTable', () => {
  it('keeps every digit of long identifiers, and reads the nearest doubles as numbers', async () => {
    const digits = [
      '9007199254740993',
      '9007199254740992',
      '1152921504606846976',
      '1152921504606846977',
      '12345678901234567890',
    ];
    const paths = [
      written('ids.csv', `id\n${digits.join('\n')}\n`),
      written('ids.ndjson', digits.map((id) => `{"id":${id}}`).join('\n')),
      await parquet('ids.parquet', `SELECT CAST(unnest(['${digits.join("', '")}']) AS UBIGINT) AS id`),
    ];
    for (const path of paths) {
      const table = await open(path);
      expect(table.columns).toMatchObject([{ name: 'id', kind: 'numeric' }]);
      expect((await table.categories(['id'])).get('id')?.categories).toEqual([...digits].sort());
      expect(await table.countDistinct(['id'])).toEqual({ rows: 5, distinct: 5 });
      expect((await table.countBy(['id'])).map(({ values }) => values[0])).toEqual([...digits].sort());
      expect((await table.numbers(['id'])).get('id')).toEqual({
        values: Float64Array.from(digits, Number),
        missing: 0,
        notANumber: 0,
        infinite: 0,
      });
      const rows: unknown[] = [];
      for await (const batch of table.batches(['id']))
        for (let row = 0; row < batch.length; row += 1) rows.push(...rowOf(batch, row));
      expect(rows).toEqual(digits.map((id) => [Number(id), 0]));
    }
  });

  it('keeps the digits of an identifier among texts, whatever the file', async () => {
    const paths = [
      written('mixed.csv', 'id\nA1\n9007199254740993\n1000000000000000000000'),
      written('mixed.ndjson', '{"id":"A1"}\n{"id":9007199254740993}\n{"id":1000000000000000000000}'),
    ];
    for (const path of paths) {
      const table = await open(path);
      expect(table.columns).toMatchObject([{ kind: 'categorical' }]);
      expect((await table.categories(['id'])).get('id')?.categories).toEqual([
        '1000000000000000000000',
        '9007199254740993',
        'A1',
      ]);
    }
  });

  it('tells more texts apart than the engine enumerates', async () => {
    const path = await parquet('many.parquet', `SELECT 'id' || (i % 7000) AS id FROM range(70000) t(i)`);
    const ids = (await (await open(path)).categories(['id'])).get('id');
    expect(ids?.categories).toHaveLength(7000);
    expect([0, 6999, 7000, 19999].map((row) => ids?.categories[ids.codes[row] ?? -1])).toEqual([
      'id0',
      'id6999',
      'id0',
      'id5999',
    ]);
  });

  it('names the same categories of a long table as of a short one', async () => {
    const query = (rows: number) =>
      `SELECT (i % 3)::DOUBLE AS n, CASE i % 4 WHEN 0 THEN '' WHEN 1 THEN NULL ELSE 'é' || i % 4 END AS c FROM range(${rows}) t(i)`;
    const [short, long] = [
      await parquet('short.parquet', query(12)),
      await parquet('long.parquet', query(60_000)),
    ];
    const first = async (path: string) =>
      [...(await (await open(path)).categories(['n', 'c'])).values()].map(({ codes, categories }) => [
        [...codes.subarray(0, 12)],
        categories,
      ]);
    expect(await first(long)).toEqual(await first(short));
    expect((await first(long))[1]).toEqual([
      [-1, -1, 0, 1, -1, -1, 0, 1, -1, -1, 0, 1],
      ['é2', 'é3'],
    ]);
  });

  it('reads a file whose name holds patterns and quotes', async () => {
    const path = await parquet(`plain.parquet`, 'SELECT 1 AS a');
    copyFileSync(path, at(`o'[b]*?.parquet`));
    expect((await (await open(at(`o'[b]*?.parquet`))).numbers(['a'])).get('a')?.values).toEqual(
      Float64Array.of(1),
    );
  });

  it.each([
    ['nowhere.csv', undefined, 'UNREADABLE_FILE', undefined, 'There is no such file.'],
    ['.', undefined, 'UNREADABLE_FILE', undefined, 'This is a directory, not a file.'],
    ['empty.csv', '', 'EMPTY_FILE', undefined, 'The file is empty.'],
    ['header.csv', 'a,b\n', 'EMPTY_FILE', undefined, 'The file has a header but no rows.'],
    ['empty.ndjson', '\n\n', 'EMPTY_FILE', undefined, 'The file is empty.'],
    ['latin.csv', Buffer.from('a\ncaf\xe9\n', 'latin1'), 'UNREADABLE_FILE', 2, 'Line 2 is not valid UTF-8'],
    ['torn.parquet', 'PAR1 and no more', 'UNREADABLE_FILE', undefined, 'cannot be read as Parquet'],
    ['ragged.csv', 'a,b\n1,2\n3\n', 'MALFORMED_ROW', 3, 'Line 3 has 1 field, the header has 2.'],
    ['twice.csv', 'a,a\n1,2\n', 'DUPLICATE_COLUMN', 1, 'Column "a" appears more than once.'],
    ['open.ndjson', '{"a":1}\n{"a":', 'MALFORMED_ROW', 2, 'Line 2 is not JSON.'],
    ['nan.ndjson', '{"a":1}\n{"a":NaN}', 'MALFORMED_ROW', 2, 'JSON has no NaN'],
    ['list.ndjson', '[1]\n', 'MALFORMED_ROW', 1, 'Line 1 is not a JSON object.'],
    ['nested.ndjson', '{"a":1}\n{"a":{"b":1}}', 'MALFORMED_ROW', 2, 'field "a" holds an object'],
    ['gap.ndjson', '{"a":1}\n\n{"a":2}', 'MALFORMED_ROW', 2, 'Line 2 is blank.'],
    ['names.ndjson', '{"a":1}\n{" ":2}', 'MALFORMED_ROW', undefined, 'Column 2 has no name'],
  ])('refuses %s', async (name, content, code, line, message) => {
    if (content !== undefined) written(name, content);
    expect(await refusal(at(name))).toMatchObject({ code, line, message: expect.stringContaining(message) });
  });

  it('refuses what cannot be read twice, without waiting for it', async () => {
    expect(await refusal('/dev/null')).toMatchObject({
      code: 'UNREADABLE_FILE',
      message: expect.stringContaining('This is a pipe or a device'),
    });
  });
});
