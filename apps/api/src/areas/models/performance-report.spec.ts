import { measuredMetrics } from '@countersign/domain/approvals';
import { performanceReport } from './performance-report';

const valueOf = (report: ReturnType<typeof performanceReport>, metric: string) => {
  const found = report.metrics.find(({ name }) => name === metric)?.estimate;
  return found?.status === 'ok' ? found.value : found?.reason;
};

describe('performanceReport', () => {
  it('M-29 gives every binary metric of counts and scores', () => {
    const report = performanceReport('binary', {
      scores: [0.9, 0.8, 0.3, 0.1],
      predictions: ['1', '1', '0', '0'],
      labels: ['1', '0', '1', '0'],
      unlabelled: 5,
    });
    expect([report.n, report.unlabelled, report.confusion]).toEqual([4, 5, { tp: 1, fp: 1, fn: 1, tn: 1 }]);
    expect(report.metrics.map(({ name }) => name)).toEqual([
      ...['roc_auc', 'accuracy', 'precision', 'recall', 'specificity', 'f1', 'balanced_accuracy', 'mcc'],
      ...['average_precision', 'log_loss', 'brier', 'ece'],
    ]);
    expect([valueOf(report, 'roc_auc'), valueOf(report, 'accuracy')]).toEqual([0.75, 0.5]);
  });

  it('says why a metric has no value', () => {
    const scoreOnly = { scores: [0.9, 0.1], predictions: [null, null], labels: ['1', '0'], unlabelled: 0 };
    const report = performanceReport('binary', scoreOnly);
    expect([report.confusion, valueOf(report, 'roc_auc'), valueOf(report, 'accuracy')]).toEqual([
      null,
      1,
      'no_rows',
    ]);
    const nothing = performanceReport('binary', { scores: [], predictions: [], labels: [], unlabelled: 3 });
    expect([nothing.n, valueOf(nothing, 'roc_auc')]).toEqual([0, 'no_rows']);
  });

  it('M-29 gives accuracy over the answered rows of several classes, and no metric of a ranking', () => {
    const outcomes = { scores: [], predictions: ['a', 'b', null], labels: ['a', 'a', 'c'], unlabelled: 0 };
    const report = performanceReport('multiclass', { ...outcomes, scores: [null, null, null] });
    expect([report.n, report.confusion, valueOf(report, 'accuracy')]).toEqual([3, null, 0.5]);
    expect(performanceReport('ranking', { ...outcomes, predictions: ['1', '2', '3'] }).metrics).toEqual([]);
  });

  it('M-29 gives the errors of numbers over the rows with a prediction', () => {
    // Errors of −1, 0, 2 and −3.
    const report = performanceReport('regression', {
      scores: [null, null, null, null, null],
      predictions: ['9', '20.5', '32', '37', null],
      labels: ['10', '20.5', '30', '40', '50'],
      unlabelled: 2,
    });
    expect([report.n, report.unlabelled, report.confusion]).toEqual([5, 2, null]);
    expect(report.metrics.map(({ name }) => name)).toEqual([
      ...['mae', 'mse', 'rmse', 'mape', 'r2', 'max_error', 'mean_error', 'median_absolute_error'],
      ...['msle', 'rmsle'],
    ]);
    expect(['mae', 'mse', 'max_error', 'mean_error'].map((name) => valueOf(report, name))).toEqual([
      1.5, 3.5, 3, -0.5,
    ]);
    expect(valueOf(report, 'rmse')).toBeCloseTo(Math.sqrt(3.5), 12);
    expect(report.metrics.map(({ estimate }) => estimate.n)).toEqual(report.metrics.map(() => 4));
  });

  it('says why numbers have no error', () => {
    const nothing = performanceReport('regression', {
      scores: [],
      predictions: [],
      labels: [],
      unlabelled: 3,
    });
    expect(valueOf(nothing, 'rmse')).toBe('no_rows');
  });

  it.each(['binary', 'multiclass', 'regression', 'ranking'] as const)(
    'M-29 P-198 measures of a %s task what policies are told that it does',
    (task) => {
      const none = { scores: [], predictions: [], labels: [], unlabelled: 0 };
      const measured = performanceReport(task, none).metrics.map(({ name }) => name);
      expect(measured.sort()).toEqual([...measuredMetrics[task]].sort());
    },
  );
});
