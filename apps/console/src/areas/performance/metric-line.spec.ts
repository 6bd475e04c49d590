import { resultOf } from '../../testing/results';
import type { Result } from '../monitoring/result';
import { axisRange, chosenLine, metricFinding, runFinding } from './metric-line';

const metric = (
  method: string,
  month: number,
  part: { verdict: Result['verdict']; value: number | null; deciding?: boolean },
): Result => ({
  ...resultOf({ column: '', month, method, ...part }),
  column: null,
  direction: 'BELOW',
  alert: 0.85,
});

const results = [
  metric('accuracy', 10, { verdict: 'OK', value: 0.9, deciding: false }),
  metric('roc_auc', 11, { verdict: 'ALERT', value: 0.73 }),
  metric('roc_auc', 10, { verdict: 'OK', value: 0.91 }),
  metric('roc_auc', 12, { verdict: 'UNKNOWN', value: null }),
];

describe('chosenLine', () => {
  it('shows the deciding metric unless another is wanted, in time order', () => {
    expect(chosenLine(results, undefined)).toMatchObject({
      metric: 'roc_auc',
      metrics: ['roc_auc', 'accuracy'],
    });
    expect(chosenLine(results, undefined).line.map(({ estimate }) => estimate.value)).toEqual([
      0.91,
      0.73,
      null,
    ]);
    expect(chosenLine(results, 'accuracy').metric).toBe('accuracy');
    expect(chosenLine(results, 'nonsense').metric).toBe('roc_auc');
  });
});

describe('metricFinding', () => {
  it('names the windows in alert', () => {
    expect(metricFinding(chosenLine(results, undefined).line, 'roc_auc')).toBe(
      'ROC AUC crossed its alert line in 1 window: 2021-11',
    );
  });
});

describe('runFinding', () => {
  const later = '2022-02-03T00:00:00.000Z';

  it('speaks of the latest month that had ended, and of the last one that could be judged', () => {
    expect(runFinding(results, later)).toEqual({
      verdict: 'UNKNOWN',
      window: '2021-12',
      reason: 'too few rows',
      judged: { verdict: 'ALERT', window: '2021-11' },
    });
  });

  it('leaves a month out that had not ended when the run was made', () => {
    expect(runFinding(results, '2021-12-05T00:00:00.000Z')).toMatchObject({
      verdict: 'ALERT',
      window: '2021-11',
    });
  });

  it('stays unknown when no month could be judged, and says why', () => {
    const none = [metric('roc_auc', 12, { verdict: 'UNKNOWN', value: null })];
    expect(runFinding(none, later)).toEqual({
      verdict: 'UNKNOWN',
      window: '2021-12',
      reason: 'too few rows',
    });
  });
});

describe('axisRange', () => {
  const flat = (value: number, lines: { alert: number; warning: number | null }): Result => ({
    ...metric('roc_auc', 10, { verdict: 'OK', value }),
    ...lines,
  });

  it('holds values and both lines between whole ticks, and says that it is cut', () => {
    expect(axisRange([flat(0.889, { alert: 0.834, warning: 0.864 })])).toEqual({
      min: 0.82,
      max: 0.9,
      interval: 0.01,
      cut: true,
    });
  });

  it('leaves room under a line that lies on a tick', () => {
    const { min } = axisRange([flat(0.95, { alert: 0.85, warning: null })]);
    expect(min).toBeCloseTo(0.84, 9);
  });

  it('stays inside 0 to 1 when everything shown does', () => {
    expect(axisRange([flat(0.99, { alert: 0.02, warning: 0.1 })])).toMatchObject({
      min: 0,
      max: 1,
      cut: false,
    });
  });

  it('has a range even without values', () => {
    expect(axisRange([])).toEqual({ min: 0, max: 1, interval: 0.2, cut: false });
  });
});
