import { readRealCsv, withRealData } from '@countersign/testing/real-data';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BinaryEstimateName, binaryPerformance, type ChunkedBinaryRows } from './binary-performance';
import { type BinaryRows } from './binary-rows';
import { fitCalibrator } from './calibrator';
import { periodChunks, sizeChunks } from './chunks';
import { type EstimatedMetric } from './estimated-chunk';
import {
  type ChunkedMulticlassRows,
  type MulticlassEstimateName,
  multiclassPerformance,
} from './multiclass-performance';
import { type RegressionEstimateName } from './regression-loss';
import { type ChunkedRegressionRows, regressionPerformance } from './regression-performance';
import { labelledGroups } from './scored-outcomes';

interface MetricAnswer {
  threshold: (number | null)[];
  [field: string]: (number | boolean | null)[];
}

interface BinaryAnswer {
  calibrated: boolean;
  keys: string[];
  metrics: Record<string, MetricAnswer>;
}

interface Rule {
  seed: number;
  n: number;
  power: number;
  threshold: number;
  decimals?: number;
  separated?: boolean;
  one_class?: boolean;
}

interface Case<I = unknown, E = unknown> {
  name: string;
  inputs: I;
  expected: E;
}

const table = JSON.parse(readFileSync(join(__dirname, '../reference-tables/estimation.json'), 'utf8')) as {
  cases: Case[];
};
const caseOf = <I, E>(name: string): Case<I, E> =>
  table.cases.find((entry) => entry.name === name) as Case<I, E>;

/** The generator of tools/reference/estimation.py. */
function uniform(seed: number, n: number): number[] {
  let x = seed;
  return Array.from({ length: n }, () => {
    x = (Math.imul(1664525, x) + 1013904223) >>> 0;
    return x / 2 ** 32;
  });
}

function made(rule: Rule): BinaryRows {
  const u = uniform(rule.seed, 2 * rule.n);
  const scores = Float64Array.from({ length: rule.n }, (_, row) => {
    const scale = 10 ** (rule.decimals ?? 0);
    return rule.decimals === undefined ? u[2 * row]! : Math.floor(u[2 * row]! * scale) / scale;
  });
  const labels = Int8Array.from(scores, (score, row) => {
    if (rule.one_class) return 0;
    const isPositive = rule.separated ? score > 0.5 : u[2 * row + 1]! < score ** rule.power;
    return isPositive ? 1 : 0;
  });
  return {
    scores,
    labels,
    predictions: Int8Array.from(scores, (score) => (score >= rule.threshold ? 1 : 0)),
  };
}

function california(name: string, labels: readonly string[]): ChunkedBinaryRows {
  const rows = readRealCsv(name);
  const times = Float64Array.from(rows, (row) => Date.parse(`${row.timestamp!.replace(' ', 'T')}Z`));
  return {
    rows: {
      scores: Float64Array.from(rows, (row) => Number(row.y_pred_proba)),
      predictions: Int8Array.from(rows, (row) => Number(row.y_pred)),
      labels: Int8Array.from(labels, Number),
    },
    chunks: periodChunks(times, 'month'),
  };
}

/** The greatest difference, relative above 1 and absolute below; infinite where only one side has a value. */
function difference(ours: number | null, theirs: number | null): number {
  if (ours === null || theirs === null) return ours === theirs ? 0 : Infinity;
  return Math.abs(ours - theirs) / Math.max(1, Math.abs(theirs));
}

/** Whether the reference scores are all different: only then does NannyML's error of the area not hang on the sort. */
const hasTies = ({ scores }: BinaryRows): boolean => new Set(scores).size < scores.length;

function compare(expected: BinaryAnswer, reference: ChunkedBinaryRows, analysis: ChunkedBinaryRows): number {
  const metrics = Object.keys(expected.metrics) as BinaryEstimateName[];
  const values = { tp: 3, fp: -2, fn: -5, tn: 1 };
  const ours = binaryPerformance({ reference, analysis, metrics, values });
  expect(ours.calibrated).toBe(expected.calibrated);
  // Ties among the scores: NannyML's error of the area moves by parts in a thousand with the processor's sort.
  const areaError = hasTies(reference.rows) ? 5e-3 : 1e-9;
  return compareMetrics(expected, ours.metrics, (metric, field) =>
    metric === 'roc_auc' && field !== 'estimated' && field !== 'realised' ? areaError : 1e-9,
  );
}

/** How many values agree; throws at the first that does not. */
function compareMetrics(
  expected: Pick<BinaryAnswer, 'keys' | 'metrics'>,
  ours: readonly EstimatedMetric[],
  toleranceOf: (metric: string, field: string) => number,
): number {
  let compared = 0;
  for (const { metric, threshold, chunks } of ours) {
    const answer = expected.metrics[metric]!;
    expect(chunks.map(({ key }) => key)).toEqual(expected.keys);
    expect(difference(threshold.lower, answer.threshold[0]!)).toBeLessThan(1e-9);
    expect(difference(threshold.upper, answer.threshold[1]!)).toBeLessThan(1e-9);
    expect(chunks.map(({ alert }) => alert)).toEqual(answer.alert);
    compared += 2 + 2 * chunks.length;
    for (const field of ['estimated', 'realised', 'samplingError', 'lower', 'upper'] as const) {
      if (answer[field] === undefined) continue;
      const tolerance = toleranceOf(metric, field);
      chunks.forEach((chunk, index) => {
        const gap = difference(chunk[field], answer[field]![index] as number | null);
        if (!(gap < tolerance)) throw new Error(`${metric} ${field} of ${chunk.key} is off by ${gap}`);
        compared += 1;
      });
    }
  }
  return compared;
}

describe('binary performance beside NannyML 0.13.1', () => {
  withRealData(() => {
    it('E-1 equals 20 months of California housing, 12 metrics, to 1e-9', () => {
      const late = readRealCsv('california_housing_analysis_gt.csv').map((row) => row.clf_target!);
      const early = readRealCsv('california_housing_reference.csv').map((row) => row.clf_target!);
      const { expected } = caseOf<unknown, BinaryAnswer>('California, months');
      const reference = california('california_housing_reference.csv', early);
      const analysis = california('california_housing_analysis.csv', late);
      expect(compare(expected, reference, analysis)).toBeGreaterThan(1600);
    });
  });

  it.each([
    'overconfident scores',
    'calibrated scores',
    'nearly calibrated scores',
    'scores of one decimal',
    'rare positives',
    'perfect separation',
    'one class in the analysis',
    'nobody predicted positive',
  ])('E-1 equals the made rows "%s", 12 metrics, to 1e-9', (name) => {
    const { inputs, expected } = caseOf<{ reference: Rule; analysis: Rule; size: number }, BinaryAnswer>(
      name,
    );
    const cut = (rule: Rule): ChunkedBinaryRows => ({
      rows: made(rule),
      chunks: sizeChunks(rule.n, inputs.size),
    });
    expect(compare(expected, cut(inputs.reference), cut(inputs.analysis))).toBeGreaterThan(800);
  });

  interface ClassRule {
    seed: number;
    n: number;
    power: number;
  }

  const classified = (rule: ClassRule, size: number): ChunkedMulticlassRows => {
    const u = uniform(rule.seed, 4 * rule.n);
    const scores = [0, 1, 2].map(() => new Float64Array(rule.n));
    const labels = new Int32Array(rule.n);
    const predictions = new Int32Array(rule.n);
    for (let row = 0; row < rule.n; row += 1) {
      const [a, b, c, draw] = u.slice(4 * row, 4 * row + 4) as [number, number, number, number];
      const shares = [a, b, c].map((value) => value / (a + b + c));
      shares.forEach((value, of) => (scores[of]![row] = value));
      predictions[row] = shares.indexOf(Math.max(...shares));
      const chances = shares.map((value) => value ** rule.power);
      const total = chances.reduce((sum, value) => sum + value, 0);
      const [first, second] = [chances[0]! / total, (chances[0]! + chances[1]!) / total];
      labels[row] = Number(draw >= first) + Number(draw >= second);
    }
    return {
      rows: { classes: ['a', 'b', 'c'], scores, predictions, labels },
      chunks: sizeChunks(rule.n, size),
    };
  };

  it.each(['sharper truth', 'duller truth', 'truth that gets duller'])(
    'E-17 equals three classes, "%s", 7 metrics, to 1e-9',
    (name) => {
      const { inputs, expected } = caseOf<
        { reference: ClassRule; analysis: ClassRule; size: number },
        Pick<BinaryAnswer, 'keys' | 'metrics'>
      >(`multiclass: ${name}`);
      const ours = multiclassPerformance({
        reference: classified(inputs.reference, inputs.size),
        analysis: classified(inputs.analysis, inputs.size),
        metrics: Object.keys(expected.metrics) as MulticlassEstimateName[],
      });
      expect(compareMetrics(expected, ours, () => 1e-9)).toBeGreaterThan(350);
    },
  );

  interface RegressionRule {
    seed: number;
    n: number;
    features: number;
    levels: number;
    shift: number;
    spread: number;
  }

  const regressed = (rule: RegressionRule, size: number): ChunkedRegressionRows => {
    const width = rule.features + 1;
    const u = uniform(rule.seed, rule.n * width);
    const features = Array.from({ length: rule.features }, (_, at) =>
      Float64Array.from(
        { length: rule.n },
        (__, row) => Math.floor(u[row * width + at]! * rule.levels) + rule.shift,
      ),
    );
    const predictions = features[0]!.map((first, row) => first * 2 + features[1]![row]! + 1);
    const targets = predictions.map(
      (value, row) =>
        value + (u[row * width + rule.features]! - 0.4) * (0.5 + features[1]![row]!) * rule.spread,
    );
    return {
      rows: { predictions, targets },
      features: features.map((values) => ({ values })),
      chunks: sizeChunks(rule.n, size),
    };
  };

  it.each(['errors grow with a feature', 'inputs shift', 'errors grow beyond what was seen'])(
    'E-9 equals the regression "%s", 6 metrics, to 1e-9',
    (name) => {
      const { inputs, expected } = caseOf<
        { reference: RegressionRule; analysis: RegressionRule; size: number },
        Pick<BinaryAnswer, 'keys' | 'metrics'>
      >(`regression: ${name}`);
      const ours = regressionPerformance({
        reference: regressed(inputs.reference, inputs.size),
        analysis: regressed(inputs.analysis, inputs.size),
        metrics: Object.keys(expected.metrics) as RegressionEstimateName[],
      });
      expect(compareMetrics(expected, ours, () => 1e-9)).toBeGreaterThan(350);
    },
  );

  interface TextRule {
    levels: number;
    skew?: number;
    flip?: boolean;
    from?: number;
    gap?: number;
  }

  interface TextsRule {
    seed: number;
    n: number;
    texts: TextRule[];
    spread: number;
  }

  /** The rule of tools/reference/categories.py; −1 where missing. */
  const codes = (u: number[], { levels, skew = 0, flip, from = 0, gap = 0 }: TextRule): Int32Array =>
    Int32Array.from(u, (value, row) => {
      if (gap > 0 && row % gap === 0) return -1;
      let skewed = value;
      for (let time = 0; time < skew; time += 1) skewed *= value;
      const code = Math.floor(skewed * levels);
      return (flip ? levels - 1 - code : code) + from;
    });

  const texted = ({ seed, n, texts, spread }: TextsRule, size: number): ChunkedRegressionRows => {
    const width = texts.length + 3;
    const u = uniform(seed, n * width);
    const column = (at: number): number[] => Array.from({ length: n }, (_, row) => u[row * width + at]!);
    const errors = new Float64Array(n).fill(0.5);
    const categories = Array.from({ length: 1000 }, (_, code) => `t${code}`);
    const features = texts.map((text, at) => {
      const coded = codes(column(at), text);
      coded.forEach((code, row) => (errors[row]! += code < 0 ? 2 : ((code * 37) % 11) / 4));
      return { codes: coded, categories };
    });
    const number = Float64Array.from(column(texts.length));
    const predictions = Float64Array.from(column(texts.length + 1), (value) => 10 * value + 3);
    const chance = column(texts.length + 2);
    const targets = predictions.map(
      (value, row) => value + (chance[row]! - 0.4) * errors[row]! * (1 + number[row]!) * spread,
    );
    return {
      rows: { predictions, targets },
      features: [...features, { values: number }],
      chunks: sizeChunks(n, size),
    };
  };

  const direct = JSON.parse(
    readFileSync(join(__dirname, '../reference-tables/direct-loss.json'), 'utf8'),
  ) as { cases: Case<{ reference: TextsRule; analysis: TextsRule; size: number }, BinaryAnswer>[] };

  it.each(direct.cases.map((entry) => [entry.name, entry] as const))(
    'E-9 equals the regression on "%s", 6 metrics, to 1e-9',
    (_, { inputs, expected }) => {
      const ours = regressionPerformance({
        reference: texted(inputs.reference, inputs.size),
        analysis: texted(inputs.analysis, inputs.size),
        metrics: Object.keys(expected.metrics) as RegressionEstimateName[],
      });
      // Two thresholds, and seven values of each of eight chunks.
      expect(compareMetrics(expected, ours, () => 1e-9)).toBe(6 * (2 + 7 * 8));
    },
  );

  it('E-2 decides 60 times as NannyML does whether to calibrate', () => {
    const { inputs } = caseOf<{ rules: (Rule & { calibrated: boolean })[] }, unknown>(
      'decisions to calibrate',
    );
    const ours = inputs.rules.map((rule) => fitCalibrator(labelledGroups(made(rule))) !== null);
    expect(ours).toEqual(inputs.rules.map(({ calibrated }) => calibrated));
    expect(new Set(ours).size).toBe(2);
  });

  it('E-5 names periods as pandas does', () => {
    const { inputs, expected } = caseOf<{ times: number[] }, Record<'day' | 'week' | 'month', string[]>>(
      'period keys',
    );
    for (const period of ['day', 'week', 'month'] as const) {
      const keys = inputs.times.map((time) => periodChunks(Float64Array.of(time), period)[0]!.key);
      expect(keys).toEqual(expected[period]);
    }
  });
});
