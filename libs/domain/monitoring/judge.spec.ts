import { known, notComputable, type Interval } from '@countersign/statistics/inference';
import { checkFault, judge, type Check } from './index';

const above: Check = {
  method: 'psi',
  appliesTo: 'numeric',
  warning: 0.1,
  alert: 0.25,
  direction: 'above',
  deciding: true,
};
const below: Check = {
  method: 'roc_auc',
  appliesTo: null,
  warning: 0.88,
  alert: 0.85,
  direction: 'below',
  deciding: true,
};
const interval = (lower: number, upper: number): Interval => ({
  lower,
  upper,
  confidenceLevel: 0.95,
  method: 'delong',
});
const estimate = (value: number, range?: Interval, n = 500) =>
  known({ value, n, method: 'test', ...(range === undefined ? {} : { interval: range }) });
const verdict = (check: Check, value: number, range?: Interval) =>
  judge(check, estimate(value, range), 100).verdict;

describe('judge', () => {
  it('M-1 gives unknown for what is not computable, with the reason', () => {
    const judgement = judge(above, notComputable({ n: 500, reason: 'no_labels', method: 'psi' }), 100);
    expect(judgement).toEqual({ verdict: 'unknown', reason: 'Not computable: no labels.' });
  });

  it('M-2 gives unknown below the minimum n, however bad the value', () => {
    expect(judge(above, estimate(9, undefined, 99), 100)).toEqual({
      verdict: 'unknown',
      reason: 'n = 99 is below the minimum of 100.',
    });
    expect(judge(above, estimate(9, undefined, 100), 100).verdict).toBe('alert');
  });

  it.each([
    [above, 0.25, 'alert'],
    [above, 0.1, 'warning'],
    [below, 0.85, 'alert'],
    [below, 0.88, 'warning'],
  ] as const)('M-3 takes a value on a line for beyond it: %#', (check, value, expected) => {
    expect(verdict(check, value)).toBe(expected);
  });

  it.each([
    [above, 0.0999, 'ok'],
    [above, 0.2499, 'warning'],
    [below, 0.8801, 'ok'],
    [below, 0.8501, 'warning'],
  ] as const)('M-4 lets the point decide a warning: %#', (check, value, expected) => {
    expect(verdict(check, value)).toBe(expected);
  });

  it('M-4 has no warning where there is no warning line', () => {
    expect(verdict({ ...above, warning: null }, 0.2)).toBe('ok');
  });

  it('M-5 alerts without an interval on the point, with one only when all of it lies beyond', () => {
    expect(verdict(below, 0.8)).toBe('alert');
    expect(verdict(below, 0.8, interval(0.77, 0.83))).toBe('alert');
    expect(verdict(above, 0.4, interval(0.3, 0.5))).toBe('alert');
  });

  it('M-6 warns when the interval straddles the alert line, wherever the point lies', () => {
    expect(verdict(below, 0.84, interval(0.81, 0.87))).toBe('warning');
    expect(verdict(below, 0.89, interval(0.84, 0.94))).toBe('warning');
    expect(verdict(above, 0.2, interval(0.1, 0.3))).toBe('warning');
    expect(verdict({ ...below, warning: null }, 0.84, interval(0.81, 0.87))).toBe('warning');
    expect(verdict(below, 0.89, interval(0.86, 0.92))).toBe('ok');
  });

  it('says in its reason which line decided', () => {
    expect(judge(below, estimate(0.8402458783), 100).reason).toBe(
      '0.8402 is at or below the alert line 0.85.',
    );
  });
});

describe('checkFault', () => {
  it('M-8 accepts lines in order', () => {
    expect([above, below, { ...above, warning: null }, { ...above, warning: 0.25 }].map(checkFault)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it.each([
    [{ ...above, alert: NaN }, /alert line has to be a finite/],
    [{ ...above, warning: Infinity }, /warning line has to be a finite/],
    [{ ...above, warning: 0.3 }, /at or below the alert line/],
    [{ ...below, warning: 0.8 }, /at or above the alert line/],
  ])('M-8 says what is wrong: %#', (check, message) => {
    expect(checkFault(check)).toMatch(message);
  });
});
