import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { FileError } from './file-error';
import { type CellValue, type ColumnRequest } from './file-schema';
import { readNumbers, readText } from './read-column';
import { readColumns } from './read-columns';
import { readSchema } from './read-schema';

const folder = mkdtempSync(join(tmpdir(), 'countersign-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
const file = (content: string | Buffer): string => {
  count += 1;
  const path = join(folder, `${count}.csv`);
  writeFileSync(path, content);
  return path;
};

async function table(path: string, requests?: readonly ColumnRequest[]) {
  const columns: Record<string, CellValue[]> = {};
  const lines: number[] = [];
  for await (const batch of readColumns(path, 'csv', requests)) {
    expect(batch.firstRow).toBe(lines.length);
    expect(batch.lines).toHaveLength(batch.length);
    lines.push(...batch.lines);
    for (const [name, values] of batch.columns) (columns[name] ??= []).push(...values);
  }
  return { columns, lines };
}

async function refusal(content: string | Buffer): Promise<FileError> {
  const error: unknown = await readSchema(file(content), 'csv').catch((caught: unknown) => caught);
  if (!(error instanceof FileError)) throw new Error(`expected a FileError, got ${String(error)}`);
  expect(error.message).not.toContain(folder);
  return error;
}

describe('a CSV file', () => {
  it('gets its schema from every value', async () => {
    const schema = await readSchema(
      file(
        'n,i,d,t,z,c,b,e\n1.5,1,2026-01-01,2026-01-01 10:00,2026-01-01T10:00Z,x,true,\n,2,,,,7,false,\nNaN,3,2026-01-02,2026-01-02,2026-01-02T10:00+01,y,true,\n',
      ),
      'csv',
    );
    expect(schema.rowCount).toBe(3);
    expect(schema.columns.map(({ name, kind, storageType }) => [name, kind, storageType])).toEqual([
      ['n', 'numeric', 'DOUBLE'],
      ['i', 'numeric', 'BIGINT'],
      ['d', 'timestamp', 'DATE'],
      ['t', 'timestamp', 'TIMESTAMP'],
      ['z', 'timestamp', 'TIMESTAMP WITH TIME ZONE'],
      ['c', 'categorical', 'VARCHAR'],
      ['b', 'categorical', 'BOOLEAN'],
      ['e', 'categorical', 'VARCHAR'],
    ]);
  });

  it('gives truth values as Parquet has them, whoever wrote them, and only where every value is one', async () => {
    const path = file('python,sheet,mixed\nTrue,FALSE,True\n,TRUE,x\nFalse,FALSE,\n');
    const asRequested = [{ name: 'mixed', kind: 'categorical', storageType: 'BOOLEAN' }] as const;
    expect((await readSchema(path, 'csv')).columns.map(({ storageType }) => storageType)).toEqual([
      'BOOLEAN',
      'BOOLEAN',
      'VARCHAR',
    ]);
    expect((await table(path)).columns).toEqual({
      python: ['true', null, 'false'],
      sheet: ['false', 'true', 'false'],
      mixed: ['True', 'x', null],
    });
    expect((await table(path, asRequested)).columns).toEqual({ mixed: ['true', 'x', null] });
  });

  it('takes the usual spellings of no value as missing where everything else is of one kind', async () => {
    const path = file(
      'n,i,t,b,text,none\n1.5,1,2026-01-01,True,NA,NA\nNA,N/A,NaT,NA,Oslo,null\nnull,<NA>,NA,None,None,NA\n',
    );
    expect(
      (await readSchema(path, 'csv')).columns.map(({ kind, storageType }) => [kind, storageType]),
    ).toEqual([
      ['numeric', 'DOUBLE'],
      ['numeric', 'BIGINT'],
      ['timestamp', 'DATE'],
      ['categorical', 'BOOLEAN'],
      ['categorical', 'VARCHAR'],
      ['categorical', 'VARCHAR'],
    ]);
    expect((await table(path)).columns).toEqual({
      n: [1.5, null, null],
      i: [1, null, null],
      t: ['2026-01-01T00:00:00', null, null],
      b: ['true', null, null],
      text: ['NA', 'Oslo', 'None'],
      none: ['NA', 'null', 'NA'],
    });
  });

  it('is not numeric when a single value far down is text', async () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `${i},${i}`).join('\n');
    const schema = await readSchema(file(`a,b\n${rows}\nx,1\n`), 'csv');
    expect(schema.rowCount).toBe(200_001);
    expect(schema.columns.map((column) => column.kind)).toEqual(['categorical', 'numeric']);
  });

  it('gives values by kind, in file order, with physical lines', async () => {
    const path = file(
      '\uFEFFid,x,note,at\r\n1,NaN,"two\r\nlines",2026-01-01 10:00\r\n2,,"",2026-01-02T10:00:00Z\r\n3,-inf,"say ""hi""",\r\n\r\n',
    );
    expect(await table(path)).toEqual({
      columns: {
        id: [1, 2, 3],
        x: [NaN, null, -Infinity],
        note: ['two\r\nlines', null, 'say "hi"'],
        at: ['2026-01-01T10:00:00', '2026-01-02T10:00:00Z', null],
      },
      lines: [2, 4, 5],
    });
  });

  it('reads chosen columns only, in the kind the caller wants', async () => {
    const path = file('id,a\n00000000000000000007,1\n12345678901234567890,2');
    expect((await table(path, [{ name: 'id', kind: 'categorical' }, 'a'])).columns).toEqual({
      id: ['00000000000000000007', '12345678901234567890'],
      a: [1, 2],
    });
    expect(await readText(path, 'csv', 'id')).toEqual(['00000000000000000007', '12345678901234567890']);
  });

  it('counts what is not a finite number', async () => {
    const numbers = await readNumbers(file('a,b\n1,\n,\nnan,\ninf,\n-2.5,\n'), 'csv', 'a');
    expect(numbers).toEqual({ values: Float64Array.of(1, -2.5), missing: 1, notANumber: 1, infinite: 1 });
  });

  it('takes a blank line of a one-column file as missing, at the end as nothing', async () => {
    expect((await table(file('a\n1\n\n2\n\n\n'))).columns).toEqual({ a: [1, null, 2] });
  });

  it('reads rows whose quoted field crosses the blocks it is read in', async () => {
    const long = `${'x'.repeat(700_000)}\n`.repeat(5);
    const { columns, lines } = await table(file(`a,b\n1,"${long}"\n2,z\n`));
    expect(columns).toEqual({ a: [1, 2], b: [long, 'z'] });
    expect(lines).toEqual([2, 8]);
  });
});

describe('a bad CSV file', () => {
  it.each([
    ['', 'EMPTY_FILE', undefined, 'The file is empty.'],
    ['\uFEFF', 'EMPTY_FILE', undefined, 'The file is empty.'],
    ['\n\n', 'EMPTY_FILE', 1, 'The file does not begin with a header row.'],
    ['a,b\n', 'EMPTY_FILE', undefined, 'The file has a header but no rows.'],
    ['a;b\n1;2\n', 'WRONG_DELIMITER', 1, 'separated by semicolons (;)'],
    ['a\tb\n1\t2\n', 'WRONG_DELIMITER', 1, 'separated by tabs'],
    ['a|b\n1|2\n', 'WRONG_DELIMITER', 1, 'separated by vertical bars (|)'],
    ['a,b,a\n1,2,3\n', 'DUPLICATE_COLUMN', 1, 'Column "a" appears more than once.'],
    [',a\n0,1\n', 'MALFORMED_ROW', 1, 'Column 1 has no name'],
    ['a,b\n1,2\n1,2,3\n', 'MALFORMED_ROW', 3, 'Line 3 has 3 fields, the header has 2.'],
    ['a,b\n"x\ny",2\n1\n', 'MALFORMED_ROW', 4, 'Line 4 has 1 field, the header has 2.'],
    ['a,b\n1,2\n\n3,4\n', 'MALFORMED_ROW', 3, 'Line 3 has 1 field'],
    ['a,b\n1,2\n3,"4\n5,6\n', 'MALFORMED_ROW', 3, 'never closed'],
    ['a,b\n1,2\n3,\0\n', 'UNREADABLE_FILE', 3, 'Line 3 holds a NUL byte'],
    [Buffer.from('a,b\n1,é\n2,caf\xe9\n', 'latin1'), 'UNREADABLE_FILE', 2, 'Line 2 is not valid UTF-8'],
    [Buffer.from('\uFEFFa,b\n1,2\n', 'utf16le'), 'UNREADABLE_FILE', 1, 'Line 1 is not valid UTF-8'],
  ])('%j is refused as %s', async (...[content, code, line, message]) => {
    expect(await refusal(content)).toMatchObject({ code, line, message: expect.stringContaining(message) });
  });

  it('names the duplicate column', async () => {
    expect((await refusal('a,"b",b\n1,2,3\n')).column).toBe('b');
  });

  it('with a header of a million columns is refused at once', async () => {
    const start = performance.now();
    const error = await refusal(`${Array.from({ length: 1_000_000 }, (_, i) => `c${i}`).join(',')}\n1\n`);
    expect(error).toMatchObject({
      code: 'MALFORMED_ROW',
      message: 'The file has 1000000 columns; at most 10000 are accepted.',
    });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('without line breaks is refused before it fills the memory', async () => {
    expect(await refusal(Buffer.alloc(20 << 20, 'x'))).toMatchObject({ code: 'MALFORMED_ROW', line: 1 });
    expect(await refusal(`a,b\n1,"${'x\n'.repeat(9 << 20)}`)).toMatchObject({
      code: 'MALFORMED_ROW',
      line: 2,
    });
  });

  it('that does not exist is unreadable, its path unsaid', async () => {
    await expect(readSchema(join(folder, 'none.csv'), 'csv')).rejects.toMatchObject({
      code: 'UNREADABLE_FILE',
      message: 'The file cannot be opened.',
    });
  });

  it('says which column is missing and which value does not fit', async () => {
    const path = file('id,at\n1,2026-01-01\nx,soon\n');
    await expect(readNumbers(path, 'csv', 'age')).rejects.toMatchObject({
      code: 'MISSING_COLUMN',
      column: 'age',
    });
    await expect(readNumbers(path, 'csv', 'id')).rejects.toMatchObject({
      code: 'NOT_A_NUMBER',
      line: 3,
      column: 'id',
      message: 'Row at line 3, column "id": "x" is not a number.',
    });
    await expect(table(path, [{ name: 'at', kind: 'timestamp' }])).rejects.toMatchObject({
      code: 'NOT_A_TIME',
      line: 3,
      column: 'at',
    });
  });

  it('is refused or read, whatever its bytes: never another error (seed 26)', async () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      ',',
      ',',
      '\n',
      '\n',
      '\r',
      '"',
      ';',
      '1',
      '-2.5',
      ' ',
      'é',
      '\0',
      '2026-01-01',
    );
    const path = file('');
    let read = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        writeFileSync(path, pieces.join(''));
        try {
          const { rowCount, columns } = await readSchema(path, 'csv');
          const rows = await table(path);
          expect(rows.lines).toHaveLength(rowCount);
          expect(Object.keys(rows.columns).sort()).toEqual(columns.map((column) => column.name).sort());
          read += 1;
        } catch (error) {
          if (!(error instanceof FileError)) throw error;
        }
      }),
      { seed: 26, numRuns: 1500 },
    );
    expect(read).toBeGreaterThan(20);
  });
});
