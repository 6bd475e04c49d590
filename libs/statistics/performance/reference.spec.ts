import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Estimate } from '../inference';
import { binaryMetrics } from './binary-metrics';
import { calibrationCurve } from './calibration-curve';
import { type ConfusionMatrix } from './confusion-matrix';
import { expectedCalibrationError } from './expected-calibration-error';
import { type ClassMetricName } from './multiclass/class-average';
import { classConfusion } from './multiclass/class-confusion';
import { classMetrics } from './multiclass/class-metrics';
import { scoredClassRows } from './multiclass/class-scores';
import { mergeClasses } from './multiclass/merge-classes';
import { multiclassLogLoss } from './multiclass/multiclass-log-loss';
import { multiclassMetrics } from './multiclass/multiclass-metrics';
import { oneVersusRestAuc } from './multiclass/one-versus-rest-auc';
import { precisionRecallCurve } from './precision-recall-curve';
import { rankedQueries } from './ranking/ranked-queries';
import { rankingMetrics } from './ranking/ranking-metrics';
import { type RegressionMetricName, regressionMetrics } from './regression/regression-metrics';
import { targetPairs } from './regression/target-pairs';
import { rocCurve } from './roc-curve';
import { scoreCounts } from './score-counts';
import { scoreMetrics } from './score-metrics';
import { weakSlices } from './slices/weak-slices';

const table = JSON.parse(readFileSync(join(__dirname, '../reference-tables/performance.json'), 'utf8')) as {
  cases: { name: string }[];
};

/** A value of the peer, null where it has none. */
type Known = number | null;

interface Case<Inputs, Expected> {
  readonly inputs: Inputs;
  readonly expected: Expected;
}

const casesOf = <Inputs, Expected>(family: string): [string, Case<Inputs, Expected>][] =>
  table.cases
    .filter(({ name }) => name.startsWith(`${family}:`))
    .map((one) => [one.name.slice(family.length + 2), one as unknown as Case<Inputs, Expected>]);

interface DrawnRows {
  readonly seed: number;
  readonly count: number;
}

interface ScoreInputs extends DrawnRows {
  readonly scores?: number[];
  readonly labels: number[];
  readonly share: number;
  readonly digits: number;
}

interface ScoreExpected extends Record<string, unknown> {
  readonly roc_auc_interval?: [number, number] | null;
  readonly average_precision_interval?: [number, number];
  readonly roc_curve?: { fpr: number[]; tpr: number[] };
  readonly precision_recall_curve: { precision: number[]; recall: number[] };
}

const scoreCases = casesOf<ScoreInputs, ScoreExpected>('score');

interface Calibration {
  readonly observed: number[];
  readonly mean_score: number[];
}

interface ClassInputs {
  readonly actual: string[];
  readonly predicted: string[];
}

interface ClassExpected {
  readonly classes: string[];
  readonly confusion: number[][];
  readonly per_class: Record<ClassMetricName, Known[]>;
  readonly intervals: Record<string, [number, number] | null>;
}

interface Query {
  readonly scores: number[];
  readonly relevance: number[];
}

interface SliceExpected {
  readonly examined: number;
  readonly n: number[];
  readonly difference: number[];
  readonly lower: number[];
  readonly upper: number[];
  readonly pAdjusted: number[];
}

let compared = 0;

/** Relative, zeros to 1e-12; `digits` is 9 unless the peer's own value is a numerical derivative (6). */
function expectNumber(actual: number | null | undefined, expected: number, digits = 9): void {
  compared += 1;
  expect(typeof actual).toBe('number');
  expect(Math.abs(actual! - expected)).toBeLessThan(10 ** -digits * Math.abs(expected) + 1e-12);
}

function expectEstimate(actual: Estimate | undefined, expected: unknown): void {
  if (expected === null) {
    compared += 1;
    expect(actual?.status).toBe('not_computable');
  } else expectNumber(actual?.value, expected as number);
}

function expectNumbers(actual: ArrayLike<number>, expected: number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, at) => expectNumber(actual[at], value));
}

function intervalOf(estimate: Estimate | undefined) {
  if (estimate?.status !== 'ok' || estimate.interval === undefined) throw new Error('no interval');
  return estimate.interval;
}

function expectInterval(
  estimate: Estimate | undefined,
  bounds: readonly [number, number] | null,
  digits = 9,
): void {
  if (bounds === null) return expect(estimate).not.toHaveProperty('interval');
  const [lower, upper] = bounds;
  const interval = intervalOf(estimate);
  expectNumber(interval.lower, lower, digits);
  expectNumber(interval.upper, upper, digits);
}

/** The rule of tools/reference/performance.py. */
function lcg(seed: number, count: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(1103515245, state) + 12345) & 0x7fffffff;
    return state / 2 ** 31;
  });
}

function scoredRows({ scores, labels, seed, count, share, digits }: ScoreInputs) {
  if (scores) return { scores: Float64Array.from(scores), labels: Int8Array.from(labels) };
  const drawn = lcg(seed, count).map((value) => Math.floor(value * 10 ** digits) / 10 ** digits);
  const other = lcg(seed + 1, count);
  const truth = drawn.map((value, row) => Number((value + other[row]!) / 2 > 1 - share));
  return { scores: Float64Array.from(drawn), labels: Int8Array.from(truth) };
}

describe('performance beside scikit-learn 1.5.2', () => {
  it.each(scoreCases)('PF-4 scores: %s', (_, { inputs, expected }) => {
    expect.hasAssertions();
    const { scores, labels } = scoredRows(inputs);
    const counts = scoreCounts(scores, labels);
    const metrics = scoreMetrics(counts);
    for (const name of ['roc_auc', 'average_precision', 'log_loss', 'brier'] as const) {
      expectEstimate(metrics[name], expected[name]);
    }
    for (const bins of [10, 4]) {
      for (const strategy of ['equal_width', 'equal_count'] as const) {
        const method = `ece_${bins}_${strategy}_bins`;
        const ours = expectedCalibrationError(counts, { strategy, bins });
        expect(ours.method).toBe(method);
        expectEstimate(ours, expected[method]);
        const curve =
          bins === 4 ? (expected[`calibration_${strategy}`] as Calibration | undefined) : undefined;
        if (curve === undefined) continue;
        const points = calibrationCurve(counts, { strategy, bins });
        expectNumbers(
          points.map(({ meanScore }) => meanScore),
          curve.mean_score,
        );
        expectNumbers(
          points.map(({ observed }) => observed.value!),
          curve.observed,
        );
      }
    }
  });

  it.each(scoreCases.filter(([, { expected }]) => expected.roc_auc_interval !== undefined))(
    'PF-5 intervals of scores: %s',
    (_, { inputs, expected }) => {
      expect.hasAssertions();
      const { scores, labels } = scoredRows(inputs);
      const metrics = scoreMetrics(scoreCounts(scores, labels));
      expectInterval(metrics.roc_auc, expected.roc_auc_interval!);
      if (!expected.average_precision_interval) return;
      // A numerical derivative: six digits.
      expectInterval(metrics.average_precision, expected.average_precision_interval, 6);
    },
  );

  it.each(scoreCases.filter(([, { expected }]) => expected.roc_curve))(
    'PF-6 curves of scores: %s',
    (_, { inputs, expected }) => {
      expect.hasAssertions();
      const { scores, labels } = scoredRows(inputs);
      const counts = scoreCounts(scores, labels);
      // Points on a straight line are left out even when every point is allowed; they must lie on the kept ones.
      const roc = rocCurve(counts, 1000);
      expect(roc.areaBound).toBe(0);
      expected.roc_curve!.fpr.forEach((x, at) => {
        expectNumber(
          distanceToPath(
            roc.points.map((point) => [point.falsePositiveRate, point.truePositiveRate]),
            [x, expected.roc_curve!.tpr[at]!],
          ),
          0,
        );
      });
      const curve = precisionRecallCurve(counts, 1000);
      expect(curve.areaBound).toBe(0);
      // scikit-learn leaves out what follows full recall.
      expected.precision_recall_curve.recall.forEach((x, at) => {
        expectNumber(
          distanceToPath(
            curve.points.map((point) => [point.recall, point.precision]),
            [x, expected.precision_recall_curve.precision[at]!],
          ),
          0,
        );
      });
    },
  );

  it.each(
    casesOf<ConfusionMatrix, Record<string, Known> & { mcc_interval?: [number, number] | null }>('counts'),
  )('PF-4 counts: %s', (_, { inputs, expected }) => {
    expect.hasAssertions();
    const metrics = binaryMetrics(inputs);
    for (const name of ['accuracy', 'precision', 'recall', 'specificity', 'f1', 'balanced_accuracy', 'mcc']) {
      expectEstimate(metrics[name as keyof typeof metrics], expected[name]);
    }
    if (expected.mcc_interval !== undefined) expectInterval(metrics.mcc, expected.mcc_interval);
  });

  it.each(casesOf<ClassInputs, ClassExpected>('classes'))('PF-4 classes: %s', (_, { inputs, expected }) => {
    expect.hasAssertions();
    const column = (values: string[]) => {
      const classes = [...new Set(values)];
      return { classes, codes: Int32Array.from(values, (value) => classes.indexOf(value)) };
    };
    const rows = mergeClasses(column(inputs.predicted), column(inputs.actual));
    expect(rows.classes).toEqual(expected.classes);
    const confusion = classConfusion(rows);
    expectNumbers(confusion.counts, expected.confusion.flat());
    const metrics = multiclassMetrics(confusion);
    for (const [name, estimate] of metrics) {
      if (name !== 'specificity_micro')
        expectEstimate(estimate, (expected as unknown as Record<string, Known>)[name]);
    }
    for (const name of ['precision', 'recall', 'specificity', 'f1'] as ClassMetricName[]) {
      classMetrics(confusion).forEach((own, at) =>
        expectEstimate(own.metrics[name], expected.per_class[name][at]),
      );
    }
    for (const [name, bounds] of Object.entries(expected.intervals))
      expectInterval(metrics.get(name), bounds);
  });

  it.each(
    casesOf<
      DrawnRows & { size: number },
      Record<string, number> & { roc_auc_ovr_interval: [number, number] }
    >('class scores'),
  )('PF-4 scores of classes: %s', (_, { inputs, expected }) => {
    expect.hasAssertions();
    const { seed, count, size } = inputs;
    const raw = Array.from({ length: size }, (_none, at) => lcg(seed + at, count).map((x) => x + 0.05));
    const noise = Array.from({ length: size }, (_none, at) => lcg(seed + 100 + at, count));
    const sums = raw[0]!.map((_none, row) => raw.reduce((sum, one) => sum + one[row]!, 0));
    const labels = Int32Array.from(sums, (_none, row) => {
      const strengths = raw.map((one, at) => one[row]! + 0.8 * noise[at]![row]!);
      return strengths.indexOf(Math.max(...strengths));
    });
    const scores = raw.map((one) => Float64Array.from(one, (value, row) => value / sums[row]!));
    const classes = scores.map((_none, at) => String(at));
    const rows = scoredClassRows({ classes, labels, scores });
    const auc = oneVersusRestAuc(rows);
    expectEstimate(auc, expected.roc_auc_ovr);
    // A numerical derivative: six digits.
    expectInterval(auc, expected.roc_auc_ovr_interval, 6);
    expectEstimate(multiclassLogLoss(rows), expected.log_loss);
  });

  it.each(
    casesOf<
      { actual: number[]; predicted: number[] },
      Record<string, Known> & { intervals?: Record<string, [number, number] | null> }
    >('numbers'),
  )('PF-4 numbers: %s', (_, { inputs, expected }) => {
    expect.hasAssertions();
    const pairs = targetPairs(Float64Array.from(inputs.predicted), Float64Array.from(inputs.actual));
    const metrics = regressionMetrics(pairs);
    for (const [name, estimate] of metrics) expectEstimate(estimate, expected[name]);
    for (const [name, bounds] of Object.entries(expected.intervals ?? {}))
      expectInterval(metrics.get(name as RegressionMetricName), bounds);
  });

  it.each(casesOf<{ queries: Query[] }, Record<string, number>>('ranking'))(
    'PF-4 ranking: %s',
    (_, { inputs, expected }) => {
      expect.hasAssertions();
      const rows = inputs.queries.flatMap(({ scores, relevance }, query) =>
        scores.map((score, row) => [query, score, relevance[row]!] as const),
      );
      const ranked = rankedQueries({
        queries: Int32Array.from(rows, ([query]) => query),
        scores: Float64Array.from(rows, ([, score]) => score),
        relevances: Float64Array.from(rows, ([, , relevance]) => relevance),
      });
      expect(ranked.withoutRelevant).toBe(expected.without_relevant);
      for (const k of [1, 2, 3, 5, 10]) {
        for (const [name, estimate] of rankingMetrics(ranked, k)) expectEstimate(estimate, expected[name]);
      }
      if (expected.label_ranking !== undefined) {
        expectEstimate(rankingMetrics(ranked, 100).get('map@100'), expected.label_ranking);
      }
    },
  );

  it.each(casesOf<DrawnRows, SliceExpected>('slices'))('PF-4 weak slices: %s', (_, { inputs, expected }) => {
    expect.hasAssertions();
    const { seed, count } = inputs;
    const cut = (values: number[], parts: number) => ({
      codes: Int32Array.from(values, (value) => Math.floor(value * parts)),
      categories: Array.from({ length: parts }, (_none, at) => String(at)),
    });
    const first = { name: 'a', ...cut(lcg(seed, count), 4) };
    const second = { name: 'b', ...cut(lcg(seed + 1, count), 3) };
    const values = Float64Array.from(
      lcg(seed + 2, count),
      (value, row) => value + 0.5 * Number(first.codes[row] === 1 && second.codes[row] === 2),
    );
    const { slices, examined } = weakSlices({
      columns: [second, first],
      values,
      isLoss: true,
      minimumRows: 2,
    });
    expectNumber(examined, expected.examined);
    expectNumbers(
      slices.map(({ n }) => n),
      expected.n,
    );
    expectNumbers(
      slices.map(({ difference }) => difference.value!),
      expected.difference,
    );
    slices.forEach(({ difference }, at) =>
      expectInterval(difference, [expected.lower[at]!, expected.upper[at]!]),
    );
    expectNumbers(
      slices.map(({ pAdjusted }) => pAdjusted),
      expected.pAdjusted,
    );
  });

  it('compared more than a thousand values', () => {
    expect(compared).toBeGreaterThan(1000);
  });
});

/** How far a point lies from a path of straight lines. */
function distanceToPath(path: number[][], [x, y]: number[]): number {
  const distances = path.slice(1).map(([right, top], at) => {
    const [left, bottom] = path[at]!;
    const [dx, dy] = [right! - left!, top! - bottom!];
    const along = dx === 0 && dy === 0 ? 0 : ((x! - left!) * dx + (y! - bottom!) * dy) / (dx * dx + dy * dy);
    const share = Math.min(1, Math.max(0, along));
    return Math.hypot(x! - left! - share * dx, y! - bottom! - share * dy);
  });
  return Math.min(...distances);
}
