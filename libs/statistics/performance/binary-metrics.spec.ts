import { binaryMetrics } from './binary-metrics';

describe('binaryMetrics', () => {
  const metrics = binaryMetrics({ tp: 30, fp: 10, fn: 20, tn: 40 });

  it.each([
    ['accuracy', 0.7, 100],
    ['precision', 0.75, 40],
    ['recall', 0.6, 50],
    ['specificity', 0.8, 50],
    ['f1', 60 / 90, 100],
    ['balanced_accuracy', 0.7, 100],
    ['mcc', 1000 / Math.sqrt(6e6), 100],
  ] as const)('%s by hand is %p', (name, value, n) => {
    expect(metrics[name].value).toBeCloseTo(value, 15);
    expect(metrics[name].n).toBe(n);
  });

  it('gives every metric an interval around its value', () => {
    for (const metric of Object.values(metrics)) {
      if (metric.status !== 'ok' || metric.interval === undefined)
        throw new Error(`${metric.method} has no interval`);
      expect(metric.interval.lower).toBeLessThan(metric.value);
      expect(metric.interval.upper).toBeGreaterThan(metric.value);
    }
  });

  it('has a reason wherever a denominator is missing', () => {
    expect(binaryMetrics({ tp: 0, fp: 0, fn: 0, tn: 5 })).toMatchObject({
      accuracy: { value: 1 },
      precision: { value: null, reason: 'no_predicted_positives' },
      recall: { value: null, reason: 'no_positives' },
      specificity: { value: 1 },
      f1: { value: null, reason: 'no_positives' },
      balanced_accuracy: { value: null, reason: 'no_positives' },
      mcc: { value: null, reason: 'no_positives' },
    });
    expect(binaryMetrics({ tp: 3, fp: 0, fn: 2, tn: 0 })).toMatchObject({
      specificity: { value: null, reason: 'no_negatives' },
      balanced_accuracy: { value: null, reason: 'no_negatives' },
    });
    for (const metric of Object.values(binaryMetrics({ tp: 0, fp: 0, fn: 0, tn: 0 })))
      expect(metric.value).toBeNull();
  });
});
