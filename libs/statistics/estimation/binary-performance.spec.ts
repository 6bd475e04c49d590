import fc from 'fast-check';
import { type BinaryEstimateName, binaryPerformance } from './binary-performance';
import { type BinaryRows } from './binary-rows';
import { sizeChunks } from './chunks';

const rowsOf = (rows: [score: number, prediction: number, label: number][]): BinaryRows => ({
  scores: Float64Array.from(rows, ([score]) => score),
  predictions: Int8Array.from(rows, ([, prediction]) => prediction),
  labels: Int8Array.from(rows, ([, , label]) => label),
});

const whole = (rows: BinaryRows) => ({
  rows,
  chunks: sizeChunks(rows.scores.length, rows.scores.length || 1),
});

const estimate = (reference: BinaryRows, analysis: BinaryRows, metrics: BinaryEstimateName[]) =>
  binaryPerformance({
    reference: whole(reference),
    analysis: whole(analysis),
    metrics,
    values: { tp: 1, fp: -1, fn: -2, tn: 0 },
  });

/** The public vector: probabilities .9 .8 .3 .1, the first two predicted positive. */
const vector = rowsOf([
  [0.9, 1, 1],
  [0.8, 1, 1],
  [0.3, 0, 0],
  [0.1, 0, 0],
]);

const all: BinaryEstimateName[] = [
  'roc_auc',
  'average_precision',
  'accuracy',
  'precision',
  'recall',
  'specificity',
  'f1',
  'tp',
  'fp',
  'fn',
  'tn',
  'business_value',
];

describe('binaryPerformance', () => {
  it('E-1 equals the public vector', () => {
    const { calibrated, metrics } = estimate(vector, vector, all);
    const found = Object.fromEntries(metrics.map(({ metric, chunks }) => [metric, chunks[1]!.estimated]));
    expect(calibrated).toBe(false);
    const expected = {
      roc_auc: 0.8634085213,
      average_precision: 0.8297619048,
      accuracy: 0.825,
      f1: 0.829268,
      tp: 1.7,
      fp: 0.3,
      fn: 0.4,
      tn: 1.6,
      business_value: 0.6,
    };
    for (const [metric, value] of Object.entries(expected)) expect(found[metric]).toBeCloseTo(value, 6);
  });

  it('E-4 draws a band of three sampling errors within what the metric can be', () => {
    const chunk = estimate(vector, vector, ['roc_auc']).metrics[0]!.chunks[1]!;
    expect(chunk.lower).toBeCloseTo(chunk.estimated! - 3 * chunk.samplingError!, 12);
    expect(chunk.upper).toBeLessThanOrEqual(1);
  });

  it('E-6 says why a chunk has no estimate', () => {
    const noScores = rowsOf([[NaN, 1, -1]]);
    const outside = rowsOf([
      [1.2, 1, -1],
      [0.2, 0, -1],
    ]);
    const certain = rowsOf([[1, 1, -1]]);
    const reasonOf = (rows: BinaryRows, metric: BinaryEstimateName) => {
      const chunk = estimate(vector, rows, [metric]).metrics[0]!.chunks.at(-1)!;
      return [chunk.status, chunk.reason, chunk.estimated, chunk.alert];
    };
    expect(reasonOf(noScores, 'roc_auc')).toEqual(['not_computable', 'no_scores', null, null]);
    expect(reasonOf(noScores, 'f1')).toEqual(['not_computable', 'no_rows', null, null]);
    expect(reasonOf(outside, 'accuracy')).toEqual(['not_computable', 'score_out_of_range', null, null]);
    expect(reasonOf(certain, 'roc_auc')).toEqual(['not_computable', 'no_negatives', null, null]);
  });

  it('E-6 gives 0 with the reason where a ratio has nothing to divide by, as NannyML gives 0', () => {
    const chunk = estimate(vector, rowsOf([[0.4, 0, -1]]), ['precision']).metrics[0]!.chunks[1]!;
    expect(chunk).toMatchObject({
      status: 'ok',
      estimated: 0,
      reason: 'no_predicted_positives',
      alert: true,
    });
  });

  it('E-3 raises no alert over the last digit of a constant score, nor does NannyML', () => {
    const constant = rowsOf(Array.from({ length: 400 }, (_, row) => [0.3, 1, row % 5 < 2 ? 1 : 0]));
    const judged = Array.from({ length: 80 }, (_, fives) => {
      const chunks = sizeChunks(400, 5 * (fives + 1));
      const side = { rows: constant, chunks };
      const [rocAuc] = binaryPerformance({ reference: side, analysis: side, metrics: ['roc_auc'] }).metrics;
      expect(rocAuc!.threshold).toEqual({ lower: 0.5, upper: 0.5 });
      return rocAuc!.chunks;
    }).flat();
    expect(judged.some(({ estimated }) => estimated !== 0.5)).toBe(true);
    expect(judged.some(({ alert }) => alert)).toBe(false);
  });

  it('E-8 realises what the labels that have arrived allow', () => {
    const partly = rowsOf([
      [0.9, 1, 1],
      [0.8, 1, 0],
      [0.2, 0, -1],
    ]);
    const { metrics } = estimate(vector, partly, ['accuracy', 'roc_auc']);
    expect(metrics.map(({ chunks }) => chunks[1]!.realised)).toEqual([0.5, 1]);
    const never = rowsOf([[0.9, 1, -1]]);
    expect(estimate(vector, never, ['accuracy']).metrics[0]!.chunks[1]!.realised).toBeNull();
  });

  it('throws for lists of different lengths and for a business value without values', () => {
    const short = { ...vector, labels: new Int8Array(2) };
    expect(() => estimate(vector, short, ['accuracy'])).toThrow(RangeError);
    const both = { reference: whole(vector), analysis: whole(vector) };
    expect(() => binaryPerformance({ ...both, metrics: ['business_value'] })).toThrow(RangeError);
  });

  const row = fc.tuple(
    fc.integer({ min: 0, max: 20 }).map((tenth) => tenth / 20),
    fc.integer({ min: -1, max: 1 }),
    fc.integer({ min: 0, max: 1 }),
  );
  const rows = fc.array(row, { minLength: 1, maxLength: 40 });

  it('E-7 does not depend on the order of the rows in a chunk (seed 1)', () => {
    fc.assert(
      fc.property(rows, rows, (reference, analysis) => {
        const first = estimate(
          rowsOf(vectorLike(reference)),
          rowsOf(analysis),
          all.filter((name) => name !== 'average_precision'),
        );
        const second = estimate(
          rowsOf(vectorLike(reference)),
          rowsOf([...analysis].reverse()),
          all.filter((name) => name !== 'average_precision'),
        );
        for (const [index, { chunks }] of first.metrics.entries()) {
          const other = second.metrics[index]!.chunks[1]!;
          expect(chunks[1]!.n).toBe(other.n);
          if (chunks[1]!.estimated === null) expect(other.estimated).toBeNull();
          else expect(other.estimated).toBeCloseTo(chunks[1]!.estimated, 10);
        }
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('E-4 keeps shares within [0, 1] and the estimate inside its band (seed 1)', () => {
    fc.assert(
      fc.property(rows, rows, (reference, analysis) => {
        for (const { metric, chunks } of estimate(rowsOf(reference), rowsOf(analysis), all).metrics) {
          const isShare = !['tp', 'fp', 'fn', 'tn', 'business_value'].includes(metric);
          for (const { estimated, lower, upper, alert } of chunks) {
            if (estimated === null || lower === null || upper === null) continue;
            expect(lower <= estimated + 1e-12 && estimated <= upper + 1e-12).toBe(true);
            expect(typeof alert).toBe('boolean');
            if (isShare) expect(estimated >= 0 && estimated <= 1 + 1e-12).toBe(true);
          }
        }
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});

/** Both classes, so that there is something to calibrate. */
function vectorLike(rows: [number, number, number][]): [number, number, number][] {
  return [...rows, [0.9, 1, 1], [0.8, 1, 1], [0.2, 0, 0], [0.1, 0, 0]];
}
