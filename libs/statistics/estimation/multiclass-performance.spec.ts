import { type MulticlassEstimateName, multiclassPerformance } from './multiclass-performance';
import { type MulticlassRows } from './multiclass-rows';

const all: MulticlassEstimateName[] = [
  'roc_auc',
  'average_precision',
  'accuracy',
  'precision',
  'recall',
  'specificity',
  'f1',
];

const rowsOf = (list: [scores: number[], prediction: number, label: number][]): MulticlassRows => ({
  classes: ['x', 'y', 'z'],
  scores: [0, 1, 2].map((of) => Float64Array.from(list, ([scores]) => scores[of]!)),
  predictions: Int32Array.from(list, ([, prediction]) => prediction),
  labels: Int32Array.from(list, ([, , label]) => label),
});

const whole = (rows: MulticlassRows) => ({
  rows,
  chunks: [{ key: 'all', start: 0, end: rows.labels.length }],
});

const reference = rowsOf([
  [[0.8, 0.1, 0.1], 0, 0],
  [[0.1, 0.8, 0.1], 1, 1],
  [[0.2, 0.2, 0.6], 2, 2],
  [[0.5, 0.3, 0.2], 0, 1],
]);
const chunkOf = (analysis: MulticlassRows, metric: MulticlassEstimateName) =>
  multiclassPerformance({ reference: whole(reference), analysis: whole(analysis), metrics: [metric] })[0]!
    .chunks[1]!;

describe('multiclassPerformance', () => {
  it('E-17 expects the probability of the predicted class for accuracy', () => {
    const rows = rowsOf([
      [[0.8, 0.1, 0.1], 0, -1],
      [[0.2, 0.2, 0.6], 2, -1],
      [[0, 0, 0], 1, -1],
      [[NaN, 0.5, 0.5], 1, -1],
    ]);
    expect(chunkOf(rows, 'accuracy')).toMatchObject({ n: 3, realised: null });
    expect(chunkOf(rows, 'accuracy').estimated).toBeCloseTo((0.8 + 0.6 + 1 / 3) / 3, 12);
  });

  it('E-8 realises what the labels allow', () => {
    expect(chunkOf(reference, 'accuracy').realised).toBe(0.75);
    const one = rowsOf([[[0.8, 0.1, 0.1], 0, 0]]);
    expect(all.map((metric) => chunkOf(one, metric).realised)).toEqual(all.map(() => null));
  });

  it('E-6 gives a reason without scores', () => {
    const none = rowsOf([[[NaN, NaN, NaN], 0, -1]]);
    for (const metric of all) {
      expect(chunkOf(none, metric)).toMatchObject({
        status: 'not_computable',
        reason: 'no_rows',
        alert: null,
      });
    }
  });

  it('E-7 does not depend on the order of the rows in a chunk, equal scores included', () => {
    const rows: [number[], number, number][] = [
      [[0.4, 0.3, 0.3], 0, -1],
      [[0.4, 0.5, 0.1], 1, -1],
      [[0.4, 0.1, 0.1], 0, -1],
      [[0.1, 0.1, 0.9], 2, -1],
    ];
    for (const metric of all) {
      const [there, back] = [rowsOf(rows), rowsOf([...rows].reverse())].map((order) =>
        chunkOf(order, metric),
      );
      expect(back!.estimated).toBeCloseTo(there!.estimated!, 12);
    }
  });

  it('throws for two classes, other classes and lists of different lengths', () => {
    const run = (analysis: MulticlassRows) => () => chunkOf(analysis, 'f1');
    expect(run({ ...reference, classes: ['x', 'y'], scores: reference.scores.slice(1) })).toThrow(RangeError);
    expect(run({ ...reference, classes: ['x', 'y', 'w'] })).toThrow(RangeError);
    expect(run({ ...reference, labels: new Int32Array(1) })).toThrow(RangeError);
  });
});
