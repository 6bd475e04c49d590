import { readRealCsv, withRealData } from '@countersign/testing/real-data';
import { confusionMatrix } from './confusion-matrix';

describe('confusionMatrix', () => {
  it('counts each pair and leaves out rows without prediction or label', () => {
    const predictions = [true, true, false, false, false, null, true];
    const labels = [true, false, true, false, false, true, null];
    expect(confusionMatrix(predictions, labels)).toEqual({ tp: 1, fp: 1, fn: 1, tn: 2 });
  });

  it('throws when the lists differ in length', () => {
    expect(() => confusionMatrix([true], [])).toThrow(RangeError);
  });

  withRealData(() => {
    it('of the California reference is TP 1836 FP 42 FN 1880 TN 2074 (NannyML)', () => {
      const rows = readRealCsv('california_housing_reference.csv');
      const counts = confusionMatrix(
        rows.map((row) => row.y_pred === '1'),
        rows.map((row) => row.clf_target === '1'),
      );
      expect(counts).toEqual({ tp: 1836, fp: 42, fn: 1880, tn: 2074 });
    });
  });
});
