import { missingShare } from './missing-share';
import { type ObservedColumn } from './observed-column';

const column = (missing: number, rows: number): ObservedColumn => ({
  column: 'a',
  kind: 'categorical',
  rows,
  missing,
  counts: new Map(),
});

describe('missingShare', () => {
  it('passes at its limit and fails above it, whatever the interval (Q-2)', () => {
    expect(missingShare(column(5, 100), 0.05)).toEqual({
      check: 'missing_share',
      value: 0.05,
      limit: 0.05,
      passed: true,
      status: 'ok',
      reason: null,
      n: 100,
      method: 'missing rows / rows',
      interval: expect.objectContaining({ method: 'wilson', lower: expect.closeTo(0.0215, 3) }),
    });
    expect(missingShare(column(6, 100), 0.05).passed).toBe(false);
  });

  it('is unknown without rows, and unknown never passes (Q-1)', () => {
    expect(missingShare(column(0, 0), 1)).toMatchObject({
      value: null,
      passed: false,
      status: 'not_computable',
      reason: 'no_rows',
    });
  });

  it('refuses a limit or a count that is no share', () => {
    expect(() => missingShare(column(1, 2), 1.5)).toThrow(RangeError);
    expect(() => missingShare(column(1, 2), NaN)).toThrow(RangeError);
    expect(() => missingShare(column(3, 2), 0)).toThrow(RangeError);
  });
});
