import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realDataPath, withRealData } from '@countersign/testing/real-data';

const register = join(__dirname, '../../../../tools/swc-register.cjs');
const folder = mkdtempSync(join(tmpdir(), 'countersign-profile-'));
afterAll(() => rmSync(folder, { recursive: true }));

function countersign(...args: string[]) {
  const node = ['-C', '@countersign/source', '-r', register, join(__dirname, '../main.ts')];
  return spawnSync(process.execPath, [...node, 'profile', ...args], { cwd: folder, encoding: 'utf8' });
}

interface Column {
  column: string;
  distinct: number;
  quantiles: { probability: number; value: number }[];
  [field: string]: unknown;
}

function profileOf(...args: string[]): { schema: string; rows: number; columns: Column[] } {
  const { status, stdout, stderr } = countersign(...args, '--json');
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};

withRealData(() => {
  describe('countersign profile on public data', () => {
    // pandas 2.2.3: count, isna, nunique, min, max, mean, std and quantile of each column.
    const adult = {
      age: {
        figures: { n: 48842, missing: 0, min: 17, max: 90 },
        distinct: 74,
        moments: [38.64358543876172, 13.710509934443557],
        quantiles: [17, 19, 22, 28, 37, 48, 58, 63, 74],
      },
      fnlwgt: {
        figures: { n: 48842, missing: 0, min: 12285, max: 1490400 },
        distinct: 28523,
        moments: [189664.13459727284, 105604.02542315728],
        quantiles: [27166, 39615.4, 65738.2, 117550.5, 178144.5, 237642, 328466, 379481.65, 509484.42],
      },
    };
    const california = {
      MedInc: {
        figures: { n: 8232, missing: 0, min: 0.4999, max: 15.0001 },
        distinct: 6339,
        moments: [3.8689971331389703, 1.8206127747890224],
        quantiles: [1.073136, 1.61937, 1.93866, 2.6023, 3.58205, 4.74685, 6.08072, 7.060225, 10.363378],
      },
      AveOccup: {
        figures: { n: 8232, missing: 0, min: 0.9705882352941176, max: 1243.3333333333333 },
        distinct: 7845,
        moments: [3.1137472345625197, 14.988422333111618],
        quantiles: [
          1.5369218766959731, 1.86478920600227, 2.054050004973145, 2.4028458961710792, 2.7685339738631276,
          3.187529315196998, 3.6808528892863186, 4.076629768653286, 5.198008316992358,
        ],
      },
      Longitude: {
        figures: { n: 8232, missing: 0, min: -123.53, max: -114.31 },
        distinct: 611,
        moments: [-120.1387609329446, 2.175691114613413],
        quantiles: [-122.85, -122.49, -122.43, -122.01, -121.25, -117.33, -117.09, -117.0255, -116.3131],
      },
    };

    it.each([
      ['adult.parquet', 48842, adult],
      ['california_housing_analysis.csv', 8232, california],
    ])(
      'S-15: equals pandas on %s: counts and extremes, moments to 1e-12, quantiles to 1 %%',
      (file, rows, expected) => {
        const names = Object.keys(expected);
        const found = profileOf(realDataPath(file), '--columns', names.join(','));
        expect(found).toMatchObject({ schema: 'countersign.profile/1', rows });
        expect(found.columns.map(({ column }) => column)).toEqual(names);
        for (const column of found.columns) {
          const { figures, distinct, moments, quantiles } = (expected as typeof adult)[
            column.column as 'age'
          ];
          expect(column).toMatchObject({ kind: 'numeric', ...figures, status: 'ok', quantileError: 0.01 });
          [column['mean'], column['std']].forEach((value, at) =>
            expect(Math.abs(Number(value) / moments[at]! - 1)).toBeLessThan(1e-12),
          );
          const error = column['distinctMethod'] === 'exact' ? 0 : Number(column['distinctError']);
          expect(Math.abs(column.distinct - distinct)).toBeLessThanOrEqual(3 * error * distinct);
          expect(column.quantiles.map(({ probability }) => probability)).toEqual([
            0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99,
          ]);
          for (const [at, { value }] of column.quantiles.entries())
            expect(Math.abs(value / quantiles[at]! - 1)).toBeLessThanOrEqual(0.01);
        }
      },
    );

    it('S-15: counts categories and times as pandas does', () => {
      const [workclass] = profileOf(realDataPath('adult.parquet'), '--columns', 'workclass').columns;
      expect(workclass).toMatchObject({
        kind: 'categorical',
        n: 46043,
        missing: 2799,
        distinct: 8,
        other: null,
      });
      expect((workclass!['top'] as unknown[]).slice(0, 3)).toEqual([
        { value: 'Private', count: 33906 },
        { value: 'Self-emp-not-inc', count: 3862 },
        { value: 'Local-gov', count: 3136 },
      ]);
      const [at] = profileOf(
        realDataPath('california_housing_analysis.csv'),
        '--columns',
        'timestamp',
      ).columns;
      expect(at).toMatchObject({
        ...{ kind: 'timestamp', n: 8232, missing: 0, min: '2021-06-01T00:00:00', max: '2022-05-09T23:00:00' },
        ...{ mean: null, quantiles: [], status: 'ok' },
      });
      expect(Math.abs(at!.distinct - 8232)).toBeLessThan(3 * 0.01625 * 8232);
    });

    it('prints one table for each kind of column, and a page', () => {
      const page = join(folder, 'page.html');
      const { status, stdout } = countersign(realDataPath('adult.parquet'), '--html', page);
      expect(status).toBe(0);
      expect(stdout).toContain('48,842 rows, 15 columns.');
      expect(stdout).toMatch(/workclass\s+46,043\s+2,799 \(5.73 %\)\s+8\s+Private \(73.64 %\)/);
      expect(stdout).toContain('Quantiles lie within 1 %');
      expect(readFileSync(page, 'utf8')).toContain('>fnlwgt</th>');
    });
  });
});

describe('countersign profile', () => {
  it('S-15: tells missing, NaN and infinite apart, and says why a column has no figures', () => {
    const lines = [
      'number,nothing,word,at',
      '1,,a,2026-01-02',
      'NaN,,b,',
      'inf,,a,2026-01-01T05:00:00',
      ',,,',
    ];
    const { rows, columns } = profileOf(written('kinds.csv', `${lines.join('\n')}\n`));
    const [number, nothing, word, at] = columns;
    expect(rows).toBe(4);
    expect(number).toMatchObject({
      n: 1,
      missing: 1,
      notANumber: 1,
      infinite: 1,
      mean: 1,
      std: null,
      min: 1,
    });
    expect(nothing).toMatchObject({
      ...{ n: 0, missing: 4, distinct: 0, min: null, mean: null, quantiles: [] },
      ...{ status: 'not_computable', reason: 'no_rows' },
    });
    expect(word).toMatchObject({
      n: 3,
      missing: 1,
      distinct: 2,
      top: [{ value: 'a', count: 2 }, { value: 'b' }],
    });
    expect(at).toMatchObject({ n: 2, missing: 2, min: '2026-01-01T05:00:00', max: '2026-01-02T00:00:00' });
  });

  it('S-15: names no most frequent ones among more categories than it counts by name', () => {
    const names = Array.from({ length: 12_000 }, (_, row) => `{"id":"name ${row}"}`);
    const [column] = profileOf(written('ids.ndjson', `${names.join('\n')}\n`)).columns;
    expect(column).toMatchObject({
      n: 12_000,
      distinctMethod: 'hyperloglog',
      top: [],
      other: { rows: 2000 },
    });
    expect(Math.abs(column!.distinct - 12_000)).toBeLessThanOrEqual(3 * 0.01625 * 12_000);
  });

  it('S-15: is the same text from one run to the next', () => {
    const file = written(
      'again.csv',
      `a,b\n${Array.from({ length: 3000 }, (_, row) => `${row / 7},${row % 11}`).join('\n')}\n`,
    );
    expect(countersign(file, '--json').stdout).toBe(countersign(file, '--json').stdout);
  });

  it.each([
    [['none.csv'], 'none.csv: There is no such file.'],
    [[], 'FILE is missing.'],
    [['a.csv', 'b.csv'], 'one word too many: "b.csv"'],
    [['kinds.csv', '--columns', 'age'], 'kinds.csv: The file has no column "age".'],
    [['kinds.csv', '--columns', 'word,word'], '--columns names "word" twice.'],
    [['kinds.csv', '--edges', '3'], "Unknown option '--edges'"],
    [['broken.csv'], 'broken.csv:3: '],
  ])('answers %j with exit code 2 and one reason', (args, reason) => {
    written('broken.csv', 'a,b\n1,2\n3,4,5\n');
    written('kinds.csv', 'number,word\n1,a\n');
    const { status, stdout, stderr } = countersign(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(reason);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
