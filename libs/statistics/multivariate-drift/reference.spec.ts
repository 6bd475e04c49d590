import { readRealCsv, withRealData } from '@countersign/testing/real-data';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { periodChunks, sizeChunks } from '../estimation';
import { type FeatureColumn, stratifiedFolds } from '../learning';
import { domainClassifier } from './domain-classifier';
import { pcaReconstruction } from './pca-reconstruction';

interface Case<I, E> {
  name: string;
  inputs: I;
  expected: E;
}

const { cases } = JSON.parse(
  readFileSync(join(__dirname, '../reference-tables/multivariate-drift.json'), 'utf8'),
) as { cases: Case<unknown, unknown>[] };

const casesOf = <I, E>(start: string): [string, Case<I, E>][] =>
  cases.filter(({ name }) => name.startsWith(start)).map((entry) => [entry.name, entry as Case<I, E>]);

interface Rule {
  seed: number;
  rows: number;
  columns: number;
  levels: number;
  gap: number;
  slope: number;
  categorical: string[];
}

/** The generator and rule of tools/reference/multivariate-drift.py. */
function made(rule: Rule): FeatureColumn[] {
  let x = rule.seed;
  const u = Array.from({ length: rule.rows * rule.columns }, () => {
    x = (Math.imul(1664525, x) + 1013904223) >>> 0;
    return x / 2 ** 32;
  });
  return Array.from({ length: rule.columns }, (_, column) => {
    const values = Float64Array.from({ length: rule.rows }, (__, row) => {
      const at = row * rule.columns + column;
      const value = column % 2 === 1 ? u[at]! * u[row * rule.columns]! * rule.slope : u[at]!;
      if (rule.gap > 0 && at % rule.gap === 0) return NaN;
      return rule.levels > 0 ? Math.floor(value * rule.levels) : value;
    });
    if (!rule.categorical.includes(`c${column}`)) return { values };
    const categories = [...new Set(values)]
      .filter((value) => !Number.isNaN(value))
      .map((value) => `v${value}`)
      .sort();
    return { categories, codes: Int32Array.from(values, (value) => categories.indexOf(`v${value}`)) };
  });
}

interface Reconstruction {
  keys: string[];
  components: number;
  threshold: [number | null, number | null];
  value: number[];
  samplingError: number[];
  lower: number[];
  upper: number[];
  alert: boolean[];
}

function compare(expected: Reconstruction, ours: ReturnType<typeof pcaReconstruction>): number {
  if (ours.status !== 'ok') throw new Error(ours.reason);
  const chunks = [...ours.reference, ...ours.current];
  expect(ours.components).toBe(expected.components);
  expect(chunks.map(({ key }) => key)).toEqual(expected.keys);
  expect(chunks.map(({ alert }) => alert)).toEqual(expected.alert);
  expect(ours.threshold.lower === null).toBe(expected.threshold[0] === null);
  expect(Math.abs((ours.threshold.lower ?? 0) - (expected.threshold[0] ?? 0))).toBeLessThan(1e-9);
  expect(Math.abs(ours.threshold.upper! - expected.threshold[1]!)).toBeLessThan(1e-9);
  for (const field of ['value', 'samplingError', 'lower', 'upper'] as const) {
    const gaps = chunks.map((chunk, at) => Math.abs(chunk[field]! - expected[field][at]!));
    expect(Math.max(...gaps)).toBeLessThan(1e-9);
  }
  return chunks.length;
}

describe('multivariate drift beside NannyML 0.13.1', () => {
  withRealData(() => {
    it('E-10 rebuilds 20 months of California housing as NannyML does, to 1e-9', () => {
      const [[, { inputs, expected }]] = casesOf<{ columns: string[] }, Reconstruction>(
        'pca: California',
      ) as [[string, Case<{ columns: string[] }, Reconstruction>]];
      const read = (name: string) => {
        const rows = readRealCsv(name);
        const times = Float64Array.from(rows, (row) => Date.parse(`${row.timestamp!.replace(' ', 'T')}Z`));
        const columns = inputs.columns.map((column) => ({
          values: Float64Array.from(rows, (row) => Number(row[column])),
        }));
        return { columns, chunks: periodChunks(times, 'month') };
      };
      const reference = read('california_housing_reference.csv');
      const current = read('california_housing_analysis.csv');
      const options = { referenceChunks: reference.chunks, currentChunks: current.chunks };
      const ours = pcaReconstruction(reference.columns, current.columns, options);
      expect(compare(expected, ours)).toBe(20);
    });
  });

  it.each(
    casesOf<{ reference: Rule; current: Rule; size: number }, Reconstruction>('pca:').filter(
      ([name]) => name !== 'pca: California',
    ),
  )('E-10 %s: the same to 1e-9', (_, { inputs, expected }) => {
    const { reference, current, size } = inputs;
    const options = {
      referenceChunks: sizeChunks(reference.rows, size),
      currentChunks: sizeChunks(current.rows, size),
    };
    expect(compare(expected, pcaReconstruction(made(reference), made(current), options))).toBe(11);
  });

  it.each(casesOf<{ reference: Rule; current: Rule }, { auc: number; alert: boolean }>('classifier:'))(
    'E-11 %s: the same to 1e-9',
    (_, { inputs, expected }) => {
      const { auc, alert } = domainClassifier(made(inputs.reference), made(inputs.current));
      expect(auc.status === 'ok' && Math.abs(auc.value - expected.auc)).toBeLessThan(1e-9);
      expect(alert).toBe(expected.alert);
    },
  );

  it.each(casesOf<{ zeros: number; ones: number }, number[]>('folds:'))(
    'E-11 %s are dealt as scikit-learn deals them',
    (_, { inputs, expected }) => {
      const classes = new Uint8Array(inputs.zeros + inputs.ones).fill(1, inputs.zeros);
      expect([...stratifiedFolds(classes, 5)]).toEqual(expected);
    },
  );
});
