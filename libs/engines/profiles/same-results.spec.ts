import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  addCategory,
  addNumber,
  emptyCategoricalProfile,
  emptyNumericProfile,
  mergeProfiles,
  type NumericProfile,
  type Profile,
  profileToJson,
} from '@countersign/statistics/profile';
import { connectDuckDb } from '../duckdb';
import { readSchema } from '../files';
import { openTable, type Table } from '../tables';
import { csvTable } from '../tables/csv-table';
import { type ColumnProfile, profileTable } from './profile-table';
import { profileByQuery } from './profile-by-query';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'same-results-'))));
afterAll(() => rmSync(folder, { recursive: true }));

interface Row {
  readonly number: number | null;
  readonly whole: number | null;
  readonly category: string | null;
  readonly truth: boolean | null;
}

const names = ['number', 'whole', 'category', 'truth'] as const;
const edges = [-1000, -1, 0, 2 ** -1022, 0.5, 3, 1e300];
const options = {
  edges: new Map([
    ['number', edges],
    ['whole', edges],
  ]),
  capacity: 4,
};

/** The first row settles the kinds, whatever else a file holds. */
const firstRow: Row = { number: 0.5, whole: 7, category: 'text', truth: true };
const row: fc.Arbitrary<Row> = fc.record({
  number: fc.oneof(
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.double({ min: -1000, max: 1000, noNaN: true }),
    fc.constantFrom(
      null,
      NaN,
      Infinity,
      -Infinity,
      0,
      -0,
      5e-324,
      -5e-324,
      2 ** -1022,
      Number.MAX_VALUE,
      0.1,
    ),
  ),
  whole: fc.oneof(fc.integer(), fc.constantFrom(null, 0, Number.MAX_SAFE_INTEGER)),
  category: fc.oneof(
    fc.constantFrom(null, 'NA', 'null', 'é😀', '1', 'true', '__proto__', "'", '#', '\\N', '2026-01-01'),
    fc
      .array(fc.constantFrom('a', ',', '"', '\n', '\r\n', ' ', '\u00a0', 'ß', '{', '\\'), {
        minLength: 1,
        maxLength: 4,
      })
      .map((pieces) => pieces.join('')),
  ),
  truth: fc.constantFrom(true, false, null),
});
/** Many different values, of every size, where a few rows would never fill the registers of a sketch. */
function spreadRows(count: number): Row[] {
  const words = new Uint32Array(2);
  const double = new Float64Array(words.buffer);
  let seed = 1;
  const next = (): number => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0);
  return Array.from({ length: count }, (_, at) => {
    words.set([next(), next()]);
    return { ...firstRow, number: double[0]!, whole: next(), category: `name ${at % 700}` };
  });
}
const rows = fc
  .tuple(fc.array(row, { maxLength: 30 }), fc.constantFrom(0, 0, 0, 300, 1500))
  .map(([own, more]) => [firstRow, ...own, ...spreadRows(more)]);

const numberText = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

const writers: Record<string, (path: string, table: readonly Row[]) => Promise<void> | void> = {
  csv: (path, table) => {
    const cell = (value: Row[keyof Row]): string => {
      if (value === null) return '';
      if (typeof value !== 'string') return typeof value === 'number' ? numberText(value) : String(value);
      return /["\n\r,]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
    };
    const lines = table.map((values) => names.map((name) => cell(values[name])).join(','));
    writeFileSync(path, `\uFEFF${[names.join(','), ...lines].join('\n')}\n`);
  },
  ndjson: (path, table) => {
    const cell = (value: Row[keyof Row]): string =>
      typeof value !== 'number'
        ? JSON.stringify(value)
        : Number.isFinite(value)
          ? numberText(value)
          : JSON.stringify(String(value));
    const lines = table.map(
      (values) => `{${names.map((name) => `"${name}":${cell(values[name])}`).join(',')}}`,
    );
    writeFileSync(path, lines.join('\n'));
  },
  parquet: async (path, table) => {
    const connection = await connectDuckDb();
    await connection.run(
      'CREATE TEMP TABLE t (number DOUBLE, whole BIGINT, category VARCHAR, truth BOOLEAN)',
    );
    const appender = await connection.createAppender('t');
    for (const { number, whole, category, truth } of table) {
      if (number === null) appender.appendNull();
      else appender.appendDouble(number);
      if (whole === null) appender.appendNull();
      else appender.appendBigInt(BigInt(whole));
      if (category === null) appender.appendNull();
      else appender.appendVarchar(category);
      if (truth === null) appender.appendNull();
      else appender.appendBoolean(truth);
      appender.endRow();
    }
    appender.closeSync();
    await connection.run(`COPY t TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
  },
};

let file = 0;
async function opened(format: string, table: readonly Row[]): Promise<Table> {
  const path = join(folder, `${(file += 1)}.${format}`);
  await writers[format]!(path, table);
  return format === 'csv' ? csvTable(path, await readSchema(path, 'csv')) : openTable(path);
}

const textsOf = (profiles: ReadonlyMap<string, ColumnProfile>): [string, unknown][] =>
  [...profiles].map(([name, profile]) => [name, JSON.stringify(profileToJson(profile as Profile))]);
const exactTexts = (profiles: ReadonlyMap<string, ColumnProfile>): [string, unknown][] =>
  [...profiles].map(([name, profile]) => [
    name,
    JSON.stringify({ ...profileToJson(profile as Profile), mean: undefined, m2: undefined }),
  ]);

/** Profiles of the rows dealt out to as many as there are ranks, merged in the order of the ranks. */
function merged(table: readonly Row[], ranks: readonly number[]): Map<string, Profile> {
  const order = ranks.map((_, part) => part).sort((a, b) => ranks[a]! - ranks[b]! || a - b);
  return new Map(
    names.map((name) => {
      const parts = ranks.map((): Profile => {
        const own = options.edges.get(name);
        return own ? emptyNumericProfile(own) : emptyCategoricalProfile(options.capacity);
      });
      for (const [at, values] of table.entries()) {
        const part = parts[(at * 7919 + ranks[0]!) % parts.length]!;
        if (part.kind === 'numeric') addNumber(part, values[name]);
        else addCategory(part, values[name]);
      }
      return [name, order.map((part) => parts[part]!).reduce((a, b) => mergeProfiles(a, b))];
    }),
  );
}

/** How far mean and deviation are apart, of |mean| + deviation; what leaves the range of a double has no deviation. */
function momentGap(a: NumericProfile, b: NumericProfile): number {
  const [one, other] = [a, b].map(({ m2, n }) => Math.sqrt(m2 / n)) as [number, number];
  const spread = one === other || !Number.isFinite(one * other) ? 0 : Math.abs(one - other);
  return Math.max(Math.abs(a.mean - b.mean), spread) / (Math.abs(a.mean) + Math.min(other, Number.MAX_VALUE));
}

describe('the same results', () => {
  it('S-14: of one pass, of any split and order, and of the push-down, from CSV, NDJSON and Parquet (seed 14)', async () => {
    let pushed = 0;
    const ranks = fc.array(fc.nat(), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, ranks, async (own, order) => {
        const split = merged(own, order);
        let expected: [string, unknown][] | undefined;
        for (const format of ['parquet', 'csv', 'ndjson']) {
          const table = await opened(format, own);
          const profiles = await profileTable(table, options);
          expected ??= textsOf(profiles);
          expect([format, textsOf(profiles)]).toEqual([format, expected]);
          expect([format, textsOf(await profileByQuery(table, options))]).toEqual([format, expected]);
          if (format === 'csv' && table.source) pushed += 1;
          expect([format, exactTexts(profiles)]).toEqual([format, exactTexts(split)]);
          for (const name of ['number', 'whole'])
            expect(
              momentGap(profiles.get(name) as NumericProfile, split.get(name) as NumericProfile),
            ).toBeLessThan(1e-12);
        }
      }),
      { seed: 14, numRuns: 60 },
    );
    expect(pushed).toBeGreaterThan(20);
  }, 120_000);

  it('S-14: of the reader where the engine would count other rows, and of no file that changed meanwhile', async () => {
    const path = join(folder, 'blank.csv');
    writeFileSync(path, 'whole\n1\n\n2\n\n');
    const table = await csvTable(path, await readSchema(path, 'csv'));
    expect(table.source).toBeUndefined();
    expect(textsOf(await profileByQuery(table))).toEqual(textsOf(await profileTable(table)));
    const changing = await opened('csv', [firstRow, firstRow]);
    const { file: written } = changing.source!;
    appendFileSync(written, '1,1,text,true\n');
    await expect(profileByQuery(changing)).rejects.toMatchObject({
      code: 'UNREADABLE_FILE',
      message: expect.stringContaining('The file has 2 rows, of which the engine reads 3'),
    });
    appendFileSync(written, 'torn,"\n');
    await expect(profileByQuery(changing)).rejects.toMatchObject({
      code: 'UNREADABLE_FILE',
      message: expect.stringContaining('The file cannot be read again'),
    });
  });

  it('S-13: of the rows in any order, to the last bit (seed 13)', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.nat(), async (own, rank) => {
        // A prime that does not divide their number deals out every row once.
        const other = own.map((_, at) => own[(at * 7919 + rank) % own.length]!);
        const [a, b] = [await opened('parquet', own), await opened('parquet', other)];
        expect(textsOf(await profileTable(a, options))).toEqual(textsOf(await profileTable(b, options)));
      }),
      { seed: 13, numRuns: 30 },
    );
  }, 60_000);
});
