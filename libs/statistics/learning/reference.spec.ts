import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { binSample } from './bin-sample';
import { type BoostingObjective, fitBoostedTrees, predictBoostedTrees } from './boosted-trees';
import { isotonicRegression, isotonicValues } from './isotonic-regression';
import { stratifiedTestRows } from './stratified-test-rows';

interface Case<I, E> {
  name: string;
  inputs: I;
  expected: E;
}

const { cases } = JSON.parse(readFileSync(join(__dirname, '../reference-tables/learning.json'), 'utf8')) as {
  cases: Case<unknown, unknown>[];
};

const casesOf = <I, E>(start: string): [string, Case<I, E>][] =>
  cases.filter(({ name }) => name.startsWith(start)).map((entry) => [entry.name, entry as Case<I, E>]);

/** The generator of tools/reference/learning.py. */
function uniform(seed: number, n: number): number[] {
  let x = seed;
  return Array.from({ length: n }, () => {
    x = (Math.imul(1664525, x) + 1013904223) >>> 0;
    return x / 2 ** 32;
  });
}

interface TreeRule {
  seed: number;
  rows: number;
  features: number;
  levels: number | null;
  shift: number;
  gap: number;
  objective: BoostingObjective;
}

function made(rule: TreeRule): { columns: Float64Array[]; target: number[] } {
  const { rows, features, levels, shift, gap, objective } = rule;
  const u = uniform(rule.seed, rows * (features + 1));
  const at = (row: number, place: number): number => u[row * (features + 1) + place]!;
  const feature = (row: number, place: number): number =>
    (levels === null ? at(row, place) : Math.floor(at(row, place) * levels)) - shift;
  const target = Array.from({ length: rows }, (_, row) => {
    const [first, second] = [feature(row, 0), feature(row, 1)];
    if (objective === 'binary') return at(row, features) < 1 / (1 + Math.exp(-first)) ? 1 : 0;
    return first * 2 + second * second + at(row, features);
  });
  const columns = Array.from({ length: features }, (_, place) =>
    Float64Array.from({ length: rows }, (__, row) =>
      gap > 0 && (row * features + place) % gap === 0 ? NaN : feature(row, place),
    ),
  );
  return { columns, target };
}

interface CategoryRule {
  levels: number;
  skew?: number;
  flip?: boolean;
  from?: number;
  gap?: number;
}

/** The rule of tools/reference/categories.py. */
function codes(
  u: readonly number[],
  { levels, skew = 0, flip, from = 0, gap = 0 }: CategoryRule,
): Float64Array {
  return Float64Array.from(u, (value, row) => {
    if (gap > 0 && row % gap === 0) return NaN;
    let skewed = value;
    for (let time = 0; time < skew; time += 1) skewed *= value;
    const code = Math.floor(skewed * levels);
    return (flip ? levels - 1 - code : code) + from;
  });
}

interface MixedRule {
  seed: number;
  rows: number;
  columns: (CategoryRule | null)[];
  objective: BoostingObjective;
  noise: number;
  middle: number;
}

/** The rule of tools/reference/learning.py. */
function mixed({ columns: rules, objective, noise, middle }: MixedRule, seed: number, n: number, more = 0) {
  const width = rules.length + 1;
  const u = uniform(seed, n * width);
  const column = (at: number): number[] => Array.from({ length: n }, (_, row) => u[row * width + at]!);
  const target = column(rules.length).map((value) => value * noise);
  const columns = rules.map((rule, at) => {
    const values = rule ? codes(column(at), { ...rule, levels: rule.levels + more }) : column(at);
    values.forEach((value, row) => {
      const effect = Number.isNaN(value) ? 2 : ((value * 37) % 11) / 4;
      target[row]! += rule ? effect : value;
    });
    return Float64Array.from(values);
  });
  return {
    columns,
    target: objective === 'binary' ? target.map((value) => Number(value > middle)) : target,
  };
}

const relative = (ours: number, theirs: number): number =>
  Math.abs(ours - theirs) / Math.max(1e-3, Math.abs(theirs));

describe('learning beside its references', () => {
  it.each(
    casesOf<TreeRule, { every: number; values: number[]; mean: number; square: number }>('boosted trees'),
  )('E-18 %s equals LightGBM 4.5 to 1e-12', (_, { inputs, expected }) => {
    const { columns, target } = made(inputs);
    const model = fitBoostedTrees({ columns, target, objective: inputs.objective });
    const ours = predictBoostedTrees(model, columns);
    const worst = Math.max(
      ...expected.values.map((value, at) => relative(ours[at * expected.every]!, value)),
    );
    expect(worst).toBeLessThan(1e-12);
    const mean = ours.reduce((sum, value) => sum + value, 0) / ours.length;
    const square = ours.reduce((sum, value) => sum + value * value, 0) / ours.length;
    expect(relative(mean, expected.mean)).toBeLessThan(1e-12);
    expect(relative(square, expected.square)).toBeLessThan(1e-12);
  });

  // 25 predictions for other rows, with categories that were not learnt, and the mean and mean square of the fitted ones.
  it.each(
    casesOf<MixedRule, { every: number; values: number[]; mean: number; square: number }>('categories'),
  )('E-18 %s: the trees equal LightGBM 4.5 to 1e-12', (_, { inputs, expected }) => {
    const { columns, target } = mixed(inputs, inputs.seed, inputs.rows);
    const categorical = inputs.columns.map((rule) => rule !== null);
    const model = fitBoostedTrees({ columns, categorical, target, objective: inputs.objective });
    const fresh = predictBoostedTrees(model, mixed(inputs, inputs.seed + 100, 200, 2).columns);
    expect(expected.values).toHaveLength(25);
    const gaps = expected.values.map((value, at) => relative(fresh[at * expected.every]!, value));
    const fitted = predictBoostedTrees(model, columns);
    const mean = fitted.reduce((sum, value) => sum + value, 0) / fitted.length;
    const square = fitted.reduce((sum, value) => sum + value * value, 0) / fitted.length;
    gaps.push(relative(mean, expected.mean), relative(square, expected.square));
    expect(Math.max(...gaps)).toBeLessThan(1e-12);
  });

  interface Drawn {
    count: number;
    first: number[];
    last: number[];
    sum: number;
    moment: number;
  }

  it.each(casesOf<{ rows: number }, Drawn>('bin sample'))(
    'E-18 %s: the rows are those that LightGBM draws',
    (_, { inputs, expected }) => {
      const rows = [...binSample(inputs.rows)!];
      expect({
        count: rows.length,
        first: rows.slice(0, 5),
        last: rows.slice(-5),
        sum: rows.reduce((sum, row) => sum + row, 0),
        moment: rows.reduce((sum, row, at) => sum + ((row * at) % 1009), 0),
      }).toEqual(expected);
      expect(binSample(200_000)).toBeNull();
    },
  );

  it.each(
    casesOf<{ seed: number; rows: number; levels: number | null; grid: number[] }, number[]>('isotonic'),
  )('%s equals scikit-learn to 1e-12', (_, { inputs, expected }) => {
    const u = uniform(inputs.seed, 2 * inputs.rows);
    const x = Array.from({ length: inputs.rows }, (__, row) =>
      inputs.levels === null ? u[2 * row]! : Math.floor(u[2 * row]! * inputs.levels) / inputs.levels,
    );
    const y = x.map((value, row) => (u[2 * row + 1]! < value ? 1 : 0));
    const distinct = [...new Set(x)].sort((a, b) => a - b);
    const sumOf = (value: number, what: (row: number) => number): number =>
      x.reduce((sum, other, row) => sum + (other === value ? what(row) : 0), 0);
    const line = isotonicRegression({
      x: Float64Array.from(distinct),
      sums: Float64Array.from(distinct, (value) => sumOf(value, (row) => y[row]!)),
      counts: Float64Array.from(distinct, (value) => sumOf(value, () => 1)),
    });
    const grid = Float64Array.from(inputs.grid);
    const values = isotonicValues(line, grid, Uint32Array.from(grid.keys()));
    const worst = Math.max(...expected.map((value, at) => Math.abs(value - values[at]!)));
    expect(worst).toBeLessThan(1e-12);
  });

  it.each(casesOf<{ rows: number; classes: number }, number[][]>('stratified splits'))(
    '%s equal scikit-learn',
    (_, { inputs, expected }) => {
      const classes = Array.from({ length: inputs.rows }, (__, row) => ((row * 7) % 11) % inputs.classes);
      const drawn = [...stratifiedTestRows(classes, { splits: 3, testShare: 0.1, seed: 42 })];
      expect(drawn.map((rows) => [...rows].sort((a, b) => a - b))).toEqual(expected);
    },
  );
});
