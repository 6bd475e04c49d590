import { readRealCsv, withRealData } from '@countersign/testing/real-data';
import { confusionAt, confusionMatrix } from './confusion-matrix';
import { predictionsAt } from './predictions-at';
import { scoreCounts } from './score-counts';

describe('confusionMatrix', () => {
  it('counts each pair and leaves out rows without prediction or label', () => {
    const predictions = Int8Array.of(1, 1, 0, 0, 0, -1, 1);
    const labels = Int8Array.of(1, 0, 1, 0, 0, 1, -1);
    expect(confusionMatrix(predictions, labels)).toEqual({ tp: 1, fp: 1, fn: 1, tn: 2 });
  });

  it('throws when the lists differ in length', () => {
    expect(() => confusionMatrix(Int8Array.of(1), Int8Array.of())).toThrow(RangeError);
  });

  it('at a threshold is that of the predictions there: the threshold itself is positive', () => {
    const scores = Float64Array.of(0.1, 0.5, 0.5, 0.7, NaN, 0.9, 0.2);
    const labels = Int8Array.of(0, 1, 0, 1, 1, -1, 1);
    const counts = scoreCounts(scores, labels);
    for (const threshold of [-1, 0.1, 0.5, 0.50001, 0.7, 2]) {
      expect(confusionAt(counts, threshold)).toEqual(
        confusionMatrix(predictionsAt(scores, threshold), labels),
      );
    }
    expect(confusionAt(counts, 0.5)).toEqual({ tp: 2, fp: 1, fn: 1, tn: 1 });
  });

  withRealData(() => {
    it('of the California reference is TP 1836 FP 42 FN 1880 TN 2074 (NannyML)', () => {
      const rows = readRealCsv('california_housing_reference.csv');
      const counts = confusionMatrix(
        Int8Array.from(rows, (row) => Number(row.y_pred)),
        Int8Array.from(rows, (row) => Number(row.clf_target)),
      );
      expect(counts).toEqual({ tp: 1836, fp: 42, fn: 1880, tn: 2074 });
    });
  });
});
