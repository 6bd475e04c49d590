import fc from 'fast-check';
import { seededRandom } from '../random';
import { unmeasuredColumn } from './column-measure';
import { categoricalSide, type ColumnPair, type NumericSide } from './column-pair';
import { type DriftOptions } from './drift-options';
import { type ColumnDrift, type DriftReport } from './drift-report';
import { judgeColumns } from './judge-columns';
import { measureColumn } from './measure-column';

const random = seededRandom(21);
const numbers = (n: number, draw: () => number): NumericSide => ({
  values: Float64Array.from({ length: n }, draw),
});
const normal = (n: number, mean = 0): NumericSide => numbers(n, () => random.gaussian() + mean);
const numeric = (column: string, reference: NumericSide, current: NumericSide): ColumnPair => ({
  column,
  kind: 'numeric',
  reference,
  current,
});
const texts = (values: readonly string[]): ReturnType<typeof categoricalSide> => {
  const categories = [...new Set(values)];
  return categoricalSide({
    codes: Int32Array.from(values, (value) => categories.indexOf(value)),
    categories,
  });
};
const categorical = (
  column: string,
  reference: readonly string[],
  current: readonly string[],
): ColumnPair => ({
  column,
  kind: 'categorical',
  reference: texts(reference),
  current: texts(current),
});
const report = (pairs: readonly ColumnPair[], options: DriftOptions = {}): DriftReport =>
  judgeColumns(
    pairs.map((pair) => measureColumn(pair, options)),
    options,
  );
const repeat = (text: string, times: number): string[] => new Array<string>(times).fill(text);
const only = (pair: ColumnPair, options: DriftOptions = {}): ColumnDrift =>
  report([pair], options).columns[0]!;

describe('the countersign preset', () => {
  it('D-1 measures numbers by ks and categories by tvd, which are the same for two values', () => {
    const flags = only(
      numeric(
        'flag',
        numbers(200, () => Number(random.next() < 0.5)),
        numbers(100, () => Number(random.next() < 0.7)),
      ),
    );
    const names = only({
      column: 'flag',
      kind: 'categorical',
      reference: { categories: ['no', 'yes'], counts: [120, 80] },
      current: { categories: ['yes', 'no'], counts: [70, 30] },
    });
    expect(flags).toMatchObject({ method: 'ks', status: 'ok' });
    expect(names).toMatchObject({ method: 'tvd', value: 0.3 });
    const asNumbers = only(
      numeric(
        'flag',
        numbers(
          200,
          (
            (i) => () =>
              Number(i++ < 80)
          )(0),
        ),
        numbers(
          100,
          (
            (i) => () =>
              Number(i++ < 70)
          )(0),
        ),
      ),
    );
    expect(asNumbers).toMatchObject({
      method: 'ks',
      value: 0.3,
      pValue: names.pValue,
      threshold: names.threshold,
    });
  });

  it('D-3 shares its level among the columns: ten quiet columns make the line of the eleventh higher', () => {
    const moved = numeric('moved', normal(400), normal(400, 0.24));
    const quiet = Array.from({ length: 10 }, (_, index) =>
      numeric(`quiet ${index}`, normal(400), normal(400)),
    );
    const alone = report([moved]).columns[0]!;
    const among = report([moved, ...quiet]).columns[0]!;
    expect(among.threshold!).toBeGreaterThan(alone.threshold!);
    expect(among.parameters).toMatchObject({ columnsTested: 11, level: 0.05 });
    expect(among.parameters.pAdjusted).toBeGreaterThan(alone.parameters.pAdjusted as number);
  });

  it('D-4 needs both the level and the material share, which one line on the value says', () => {
    // A shift of .08 standard deviations moves 3 of a hundred rows: plain in 20,000 rows, and not material.
    const pair = numeric('shift', normal(20_000), normal(20_000, 0.08));
    const report20000 = only(pair);
    expect(report20000).toMatchObject({ drifted: false, threshold: 0.05 });
    expect(report20000.parameters.pAdjusted).toBeLessThan(0.001);
    expect(report20000.parameters).toMatchObject({ thresholdRule: 'material_share' });
    expect(only(pair, { threshold: 0.01 })).toMatchObject({ drifted: true });
    const few = only(numeric('shift', normal(60), normal(60)));
    expect(few.threshold!).toBeGreaterThan(0.2);
    expect(few.parameters).toMatchObject({
      thresholdRule: 'smallest_significant_effect',
      materialShare: 0.05,
    });
  });

  it('D-4 has drifted exactly where the value reaches the line, and the adjusted p-value agrees (seed 4)', () => {
    const sample = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(fc.tuple(sample, sample), { minLength: 1, maxLength: 4 }), (samples) => {
        const pairs = samples.map(([a, b], index) =>
          numeric(String(index), { values: Float64Array.from(a) }, { values: Float64Array.from(b) }),
        );
        for (const column of report(pairs).columns) {
          if (column.status !== 'ok') continue;
          expect(column.drifted).toBe(column.value >= column.threshold!);
          const adjusted = column.parameters.pAdjusted;
          if (adjusted !== undefined)
            expect(column.drifted).toBe(Number(adjusted) <= 0.05 && column.value >= 0.05);
        }
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it('D-5 states the false alarms of its line and the change that it finds in 80 of 100 cases', () => {
    const { columns, dataset } = report([
      numeric('a', normal(1000), normal(1000)),
      numeric('b', normal(300), normal(700)),
    ]);
    for (const { parameters, threshold } of columns) {
      expect(parameters.falseAlarm).toBeGreaterThan(0.02);
      expect(parameters.falseAlarm).toBeLessThan(0.03);
      expect(parameters.minimumDetectable).toBeGreaterThan(threshold!);
    }
    expect(dataset.falseAlarm).toBeGreaterThan(0.045);
    expect(dataset.falseAlarm).toBeLessThan(0.055);
    const large = report([numeric('a', normal(50_000), normal(50_000))]).dataset;
    expect(large.falseAlarm).toBeLessThan(1e-20);
  });

  it('D-5 finds the change it calls detectable in at least 80 of 100 cases (100 draws)', () => {
    const line = only(
      numeric(
        'x',
        numbers(300, () => random.next()),
        numbers(300, () => random.next()),
      ),
    );
    const change = Number(line.parameters.minimumDetectable);
    // Moving that share from below one half to above moves the cumulative share at one half by as much.
    const moved = (): number => {
      const value = random.next();
      return value < 0.5 && random.next() < 2 * change ? value + 0.5 : value;
    };
    let found = 0;
    for (let draw = 0; draw < 100; draw += 1) {
      const pair = numeric(
        'x',
        numbers(300, () => random.next()),
        numbers(300, moved),
      );
      if (only(pair).drifted === true) found += 1;
    }
    expect(found).toBeGreaterThanOrEqual(80);
  });

  it('D-8 finds no drift in a constant column and spends no test on it', () => {
    const constant = numeric(
      'constant',
      numbers(50, () => 7),
      numbers(80, () => 7),
    );
    const { columns } = report([constant, numeric('a', normal(200), normal(200))]);
    expect(columns[0]).toMatchObject({ value: 0, pValue: 1, drifted: false });
    expect(columns[1]!.parameters).toMatchObject({ columnsTested: 1 });
    const moved = only(
      numeric(
        'moved',
        numbers(50, () => 7),
        numbers(80, () => 8),
      ),
    );
    expect(moved).toMatchObject({ value: 1, drifted: true });
  });

  it('D-8 cannot judge so few rows that not even a complete change could be told from chance', () => {
    const tiny = numeric('tiny', { values: Float64Array.of(1, 2) }, { values: Float64Array.of(3, 4) });
    expect(only(tiny)).toMatchObject({ status: 'not_computable', reason: 'too_few_rows', drifted: null });
    // Given these ties the effect cannot be larger than it is, and yet it is no evidence.
    const tied = numeric(
      'tied',
      { values: Float64Array.of(0) },
      numbers(6, () => 1),
    );
    expect(only(tied)).toMatchObject({ status: 'not_computable', reason: 'too_few_rows' });
    // One row more of a rare value among 400: as small a change as there is, and no reason to know nothing.
    const rare = numeric(
      'rare',
      numbers(200, () => 0),
      numbers(
        200,
        (
          (i) => () =>
            Number(i++ === 0)
        )(0),
      ),
    );
    expect(only(rare)).toMatchObject({ status: 'ok', value: 0.005, drifted: false });
  });

  it('D-15 gives the same for any order of rows and categories, and for swapped sides (seed 15)', () => {
    const sample = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const told = only(categorical('x', a, b));
        expect(only(categorical('x', [...a].reverse(), [...b].sort()))).toEqual(told);
        const swapped = only(categorical('x', b, a));
        expect(swapped).toMatchObject({ value: told.value, drifted: told.drifted, status: told.status });
        expect(swapped.pValue ?? -1).toBeCloseTo(told.pValue ?? -1, 12);
      }),
      { seed: 15, numRuns: 100 },
    );
  });
});

describe('reports', () => {
  it('D-6 calls the dataset drifted by one column, under Evidently by half of them', () => {
    const pairs = [
      categorical('moved', repeat('a', 200), repeat('b', 200)),
      numeric('b', normal(200), normal(200)),
      numeric('c', normal(200), normal(200)),
    ];
    expect(report(pairs).dataset).toMatchObject({
      drifted: true,
      count: 1,
      of: 3,
      share: 1 / 3,
      threshold: 1 / 3,
    });
    expect(report(pairs, { preset: 'evidently' }).dataset).toMatchObject({
      drifted: false,
      count: 1,
      threshold: 0.5,
    });
    expect(report(pairs.slice(0, 2), { preset: 'evidently' }).dataset).toMatchObject({
      drifted: true,
      share: 0.5,
    });
    expect(report([pairs[1]!], { preset: 'azure' }).dataset).toMatchObject({
      drifted: false,
      falseAlarm: null,
    });
  });

  it('D-7 names the columns that were not judged, and has no verdict where none was', () => {
    const n = { reference: 10, current: 0 };
    const gone = unmeasuredColumn('gone', 'numeric', { method: 'ks', reason: 'missing_column', n });
    const empty = measureColumn(
      numeric(
        'empty',
        normal(10),
        numbers(5, () => NaN),
      ),
    );
    const { columns, dataset } = judgeColumns([gone, empty]);
    expect(columns).toMatchObject([
      { column: 'gone', status: 'not_computable', reason: 'missing_column', drifted: null, threshold: null },
      { column: 'empty', status: 'not_computable', reason: 'empty_current', drifted: null, value: null },
    ]);
    expect(dataset).toEqual({
      drifted: null,
      share: null,
      count: 0,
      of: 0,
      threshold: null,
      notComputable: ['gone', 'empty'],
      falseAlarm: null,
    });
    const values = normal(100);
    const fine = measureColumn(numeric('fine', values, values));
    expect(judgeColumns([gone, fine]).dataset).toMatchObject({
      drifted: false,
      of: 1,
      notComputable: ['gone'],
    });
  });

  it('D-9 takes what is said about a column before what is said about all, and both before the preset', () => {
    const pair = numeric('x', normal(300), normal(300, 1));
    const columns = new Map([['x', { method: 'psi' as const, threshold: 99 }]]);
    expect(only(pair, { method: 'js_distance', columns })).toMatchObject({
      method: 'psi',
      threshold: 99,
      drifted: false,
    });
    expect(only(pair, { method: 'js_distance', threshold: 0.9 })).toMatchObject({
      method: 'js_distance',
      threshold: 0.9,
    });
    expect(
      only(pair, { method: 'js_distance', columns: new Map([['x', { threshold: 0.8 }]]) }),
    ).toMatchObject({
      method: 'js_distance',
      threshold: 0.8,
    });
    expect(only(pair, { preset: 'evidently', threshold: 1e-300 })).toMatchObject({
      method: 'ks',
      drifted: false,
    });
  });

  it('D-9 lets a test without a line of its own share the level', () => {
    const pairs = [numeric('x', normal(300), normal(300, 1)), numeric('y', normal(300), normal(300))];
    const { columns } = report(pairs, { method: 't_test' });
    expect(columns[0]).toMatchObject({ method: 't_test', drifted: true, threshold: 0.025 });
    expect(columns[0]!.parameters).toMatchObject({ decidesBy: 'pValue', comparison: '<=' });
    expect(report(pairs, { method: 't_test', threshold: 0.2 }).columns[1]).toMatchObject({ threshold: 0.2 });
  });

  it('D-9 answers as the reference implementation does where ks or tvd is asked for by name', () => {
    const pair = numeric('x', normal(300), normal(300, 0.2));
    const named = only(pair, { method: 'ks' });
    // SciPy's ks_2samp counts the observed distance in full; the default's mid-p counts it by half.
    expect(named.parameters).not.toHaveProperty('effect');
    expect(named.parameters).toMatchObject({ decidesBy: 'pValue' });
    expect(named.pValue!).toBeGreaterThan(only(pair, {}).pValue!);
    expect(only(categorical('c', ['a', 'b'], ['a', 'a']), { method: 'tvd' })).toMatchObject({ pValue: null });
  });

  it('D-10 gives a reason where the method does not fit or nothing says what is too much', () => {
    const text = categorical('x', ['a', 'b'], ['a', 'a']);
    expect(only(text, { method: 'wasserstein' })).toMatchObject({
      status: 'not_computable',
      reason: 'method_does_not_fit',
    });
    const length = numeric('y', normal(50), normal(50));
    for (const preset of ['countersign', 'evidently', 'azure', 'deequ'] as const) {
      expect(only(length, { preset, method: 'wasserstein' })).toMatchObject({
        status: 'ok',
        threshold: null,
        drifted: null,
        reason: 'no_limit',
      });
    }
    expect(only(length, { preset: 'nannyml', method: 'wasserstein' }).threshold).toBeGreaterThan(0);
  });

  it('throws on a level that is none', () => {
    expect(() => judgeColumns([], { level: 0 })).toThrow(RangeError);
  });
});

describe('the azure preset', () => {
  it('D-13 divides the Wasserstein distance of numbers by the sample standard deviation and compares with .5', () => {
    const pair = numeric(
      'x',
      { values: Float64Array.of(1, 2, 3, 4) },
      { values: Float64Array.of(2, 3, 4, 5) },
    );
    const drift = only(pair, { preset: 'azure' });
    expect(drift).toMatchObject({ method: 'wasserstein_normed', threshold: 0.5, drifted: true });
    expect(drift.value).toBeCloseTo(1 / Math.sqrt(5 / 3), 12);
    expect(drift.parameters).toMatchObject({ unit: 'sample_std', comparison: '>' });
  });

  it('D-13 compares categories by js_distance with base 2, psi with one more a bin, and refuses ks from 10,000 rows', () => {
    const apart = categorical('x', repeat('a', 4), repeat('b', 4));
    expect(only(apart, { preset: 'azure' })).toMatchObject({
      method: 'js_distance',
      value: 1,
      drifted: true,
    });
    // The public vector: eight categories of 100 against three new ones.
    const baseline = 'abcdefgh'.split('').flatMap((letter) => repeat(letter, 100));
    const psi = only(categorical('x', baseline, ['i', 'j', 'k', 'k']), { preset: 'azure', method: 'psi' });
    expect(psi.value).toBeCloseTo(2.538, 3);
    const many = numeric('y', normal(10_000), normal(100));
    expect(only(many, { preset: 'azure', method: 'ks' })).toMatchObject({ reason: 'too_many_rows' });
    const bins = only(numeric('z', normal(100), normal(400)), { preset: 'azure', method: 'js_distance' });
    expect(bins.parameters).toMatchObject({ bins: 8, base: 2 });
  });
});

describe('the deequ preset', () => {
  it('D-14 takes 1.8·√((n + m)/(nm)) off the largest difference, of shares or of cumulative shares', () => {
    const counts = categorical(
      'x',
      [...repeat('a', 500), ...repeat('b', 500)],
      [...repeat('a', 300), ...repeat('b', 700)],
    );
    const drift = only(counts, { preset: 'deequ' });
    expect(drift).toMatchObject({ method: 'l_infinity_robust', threshold: 0.1, drifted: true });
    expect(drift.value).toBeCloseTo(0.2 - 1.8 * Math.sqrt(2 / 1000), 12);
    const steps = numeric(
      'y',
      numbers(
        1000,
        (
          (i) => () =>
            i++
        )(0),
      ),
      numbers(
        1000,
        (
          (i) => () =>
            i++
        )(150),
      ),
    );
    const gap = only(steps, { preset: 'deequ' });
    expect(gap.value).toBeCloseTo(0.15 - 1.8 * Math.sqrt(2 / 1000), 12);
    expect(gap).toMatchObject({ drifted: false });
  });
});
