import { resultOf } from '../../testing/results';
import type { Result } from '../monitoring/result';
import { axisRange, chosenLine, latestVerdict, metricFinding } from './metric-line';

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

describe('latestVerdict', () => {
  it('takes the last window that could be judged', () => {
    expect(latestVerdict(results)).toMatchObject({ verdict: 'ALERT', window: '2021-11' });
  });

  it('stays unknown when none could, and says why', () => {
    const none = [metric('roc_auc', 12, { verdict: 'UNKNOWN', value: null })];
    expect(latestVerdict(none)).toEqual({ verdict: 'UNKNOWN', window: '2021-12', reason: 'too few rows' });
  });
});

describe('axisRange', () => {
  it('holds values and the alert line between whole steps', () => {
    const { min, max } = axisRange(chosenLine(results, undefined).line);
    expect(min).toBeLessThanOrEqual(0.73);
    expect(max).toBeGreaterThanOrEqual(0.91);
    expect(min).toBeCloseTo(0.7, 9);
  });

  it('has a range even without values', () => {
    expect(axisRange([])).toEqual({ min: 0, max: 1 });
  });
});
