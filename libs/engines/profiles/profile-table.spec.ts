import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addCategory,
  addNumber,
  type CategoricalProfile,
  distinctCategories,
  distinctCount,
  emptyCategoricalProfile,
  emptyNumericProfile,
  mergeProfiles,
  type NumericProfile,
  profileToJson,
} from '@countersign/statistics/profile';
import { connectDuckDb } from '../duckdb';
import { FileError } from '../files';
import { type NumberBatch, openTable, type Table } from '../tables';
import { profileByQuery } from './profile-by-query';
import { type ColumnProfile, profileTable } from './profile-table';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'profiles-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const edges = [-1000, -2.5, 0, 2 ** -1022, 1, 7, 1e6];
const name = 'a "quoted"; name';
const columns = `
  CASE WHEN i % 11 = 0 THEN NULL WHEN i % 97 = 1 THEN 'NaN'::DOUBLE WHEN i % 97 = 2 THEN '-inf'::DOUBLE
    WHEN i % 97 = 3 THEN -0.0::DOUBLE WHEN i % 97 = 4 THEN 5e-324 WHEN i % 97 = 5 THEN -2.2250738585072014e-308
    ELSE (hash(i) % 2000001)::DOUBLE / 1000 - 700 END AS ${JSON.stringify(name).replaceAll('\\"', '""')},
  exp((hash(i * 7) % 100000)::DOUBLE / 2000 - 20) AS heavy,
  power(2.0, (hash(i * 5) % 2046)::DOUBLE - 1022) * (1 - 2 * (i % 2)) AS extreme,
  1e9 + (hash(i * 3) % 1000)::DOUBLE / 1000 AS far,
  (i % 40)::SMALLINT AS whole,
  NULL::DOUBLE AS nothing,
  CASE WHEN i % 5 = 0 THEN NULL WHEN i % 5 = 1 THEN '' ELSE 'name ' || (hash(i) % 900) END AS category,
  i % 3 = 0 AS truth,
  make_timestamp(1577836800000000 + (i * 977 % 100003) * 60000000) AS at`;
const rows = 30_011;

async function parquet(): Promise<string> {
  const path = join(folder, 'rows.parquet');
  const connection = await connectDuckDb();
  await connection.run(
    `COPY (SELECT ${columns} FROM range(${rows}) t(i)) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 4096)`,
  );
  connection.closeSync();
  return path;
}

const counted = [name, 'heavy', 'extreme', 'far', 'whole', 'nothing', 'category', 'truth'];
const options = {
  columns: counted,
  capacity: 300,
  edges: new Map(counted.slice(0, 6).map((column) => [column, edges])),
};
type Counted = NumericProfile | CategoricalProfile;

/** The table's rows dealt out to five profiles a column, counted one by one and merged in an order of its own. */
async function dealtAndMerged(table: Table, order: readonly number[]): Promise<Map<string, Counted>> {
  const parts = new Map(
    counted.map((column): [string, Counted[]] => [
      column,
      order.map(() =>
        options.edges.has(column) ? emptyNumericProfile(edges) : emptyCategoricalProfile(options.capacity),
      ),
    ]),
  );
  let row = 0;
  for await (const batch of table.batches(counted)) {
    for (const [column, values] of batch.columns) {
      const own = parts.get(column)!;
      for (let at = 0; at < batch.length; at += 1) {
        const part = own[((row + at) * 7919) % own.length]!;
        if (part.kind === 'categorical') addCategory(part, (values as readonly string[])[at]);
        else {
          const { values: numbers, isMissing } = values as NumberBatch;
          addNumber(part, isMissing[at] === 1 ? null : numbers[at]);
        }
      }
    }
    row += batch.length;
  }
  return new Map(
    [...parts].map(([column, own]) => [
      column,
      order.map((part) => own[part]!).reduce((a, b) => mergeProfiles(a, b)),
    ]),
  );
}

const textOf = (profile: ColumnProfile): string =>
  JSON.stringify(profile.kind === 'timestamp' ? profile : profileToJson(profile));
const exactText = (profile: Counted): string =>
  JSON.stringify({ ...profileToJson(profile), mean: undefined, m2: undefined });
const textsOf = (profiles: ReadonlyMap<string, ColumnProfile>): [string, string][] =>
  [...profiles].map(([column, profile]) => [column, textOf(profile)]);
const momentGap = (a: Counted, b: Counted): number => {
  if (a.kind === 'categorical' || b.kind === 'categorical' || a.n === 0) return 0;
  const [one, other] = [a, b].map(({ m2, n }) => Math.sqrt(m2 / n)) as [number, number];
  // Squares beyond the range of a double are so on both sides.
  const spread = one === other ? 0 : Math.abs(one - other);
  return Math.max(Math.abs(a.mean - b.mean), spread) / (Math.abs(a.mean) + Math.min(other, Number.MAX_VALUE));
};

describe('profileTable and profileByQuery', () => {
  it.each([[[0, 1, 2, 3, 4]], [[3, 0, 4, 2, 1]]])(
    'S-13: one pass gives what profiles of any split give, merged in the order %j',
    async (order) => {
      const table = await openTable(await parquet());
      const [found, merged] = [await profileTable(table, options), await dealtAndMerged(table, order)];
      for (const column of counted) {
        const [one, other] = [found.get(column) as Counted, merged.get(column)!];
        expect([column, exactText(one)]).toEqual([column, exactText(other)]);
        expect([column, momentGap(one, other)]).toEqual([column, expect.closeTo(0, 12)]);
      }
    },
  );

  it('S-14: the push-down gives the text of the pass, moments and distinct sketches included', async () => {
    const table = await openTable(await parquet());
    const inProcess = await profileTable(table, options);
    const pushedDown = await profileByQuery(table, options);
    expect(textsOf(pushedDown)).toEqual(textsOf(inProcess));
    expect(pushedDown.get('heavy')).toMatchObject({ distinct: { registers: expect.any(Uint8Array) } });
    expect(pushedDown.get('whole')).toMatchObject({ distinct: { registers: null } });
    expect((pushedDown.get('category') as CategoricalProfile).other.rows).toBeGreaterThan(0);
  });

  it('S-14: the push-down is the same text whatever the number of threads', async () => {
    const table = await openTable(await parquet());
    const expected = textsOf(await profileByQuery(table, options));
    const connection = await connectDuckDb();
    for (const threads of [1, 4]) {
      await connection.run(`SET threads = ${threads}`);
      expect(textsOf(await profileByQuery(table, options))).toEqual(expected);
    }
    await connection.run('SET threads = 2');
    connection.closeSync();
  });

  it('S-14: leaves times to our own reader, and refuses unknown columns', async () => {
    const table = await openTable(await parquet());
    await expect(profileByQuery(table, { columns: ['none'] })).rejects.toThrow(FileError);
    await expect(profileTable(table, { columns: ['none'] })).rejects.toThrow(FileError);
    const columns = ['at', 'whole'];
    const profiles = await profileByQuery(table, { columns });
    expect([...profiles.keys()]).toEqual(columns);
    expect(textsOf(profiles)).toEqual(textsOf(await profileTable(table, { columns })));
  });

  it('S-13: profiles a CSV and its Parquet copy alike, times included', async () => {
    const csv = join(folder, 'rows.csv');
    const connection = await connectDuckDb();
    await connection.run(`COPY (FROM read_parquet('${await parquet()}')) TO '${csv}' (HEADER)`);
    connection.closeSync();
    const own = { ...options, columns: ['far', 'whole', 'truth', 'at'] };
    const [fromCsv, fromParquet] = [
      await profileTable(await openTable(csv), own),
      await profileTable(await openTable(join(folder, 'rows.parquet')), own),
    ];
    expect(fromCsv).toEqual(fromParquet);
    expect(fromCsv.get('at')).toMatchObject({ kind: 'timestamp', n: rows, earliest: '2020-01-01T00:00:00' });
  });

  it('S-13: counts missing, NaN and infinite apart, and says how many rows it has read', async () => {
    const seen: number[] = [];
    const profiles = await profileTable(await openTable(await parquet()), {
      ...options,
      progress: (count) => seen.push(count),
    });
    const { n, missing, notANumber, infinite } = profiles.get(name) as NumericProfile;
    expect(n + missing + notANumber + infinite).toBe(rows);
    expect([missing, notANumber, infinite].every((count) => count > 200)).toBe(true);
    expect(seen.at(-1)).toBe(rows);
    const category = profiles.get('category') as CategoricalProfile;
    expect(distinctCategories(category)).toMatchObject({ method: 'hyperloglog' });
    const { distinct } = profiles.get('whole') as NumericProfile;
    expect(distinctCount(distinct!)).toEqual({ value: 40, method: 'exact', standardError: 0 });
  });

  it('profiles a file whose column holds nothing', async () => {
    const path = join(folder, 'empty.csv');
    writeFileSync(path, 'a,b\n1,\n2,\n');
    const profiles = await profileTable(await openTable(path));
    expect(profiles.get('a')).toMatchObject({ n: 2, mean: 1.5 });
    expect(profiles.get('b')).toMatchObject({ n: 0, missing: 2 });
  });
});
