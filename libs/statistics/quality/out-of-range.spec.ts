import { type ObservedColumn } from './observed-column';
import { outOfRange } from './out-of-range';

const column: ObservedColumn = {
  column: 'age',
  kind: 'numeric',
  rows: 6,
  missing: 1,
  values: Float64Array.of(0, 120, -0.001, 120.5, NaN, Infinity),
};

describe('outOfRange', () => {
  it('counts what lies beyond either end, infinities too, and no missing value (Q-4)', () => {
    expect(outOfRange(column, { minimum: 0, maximum: 120 })).toMatchObject({
      value: 0.5,
      n: 6,
      passed: false,
    });
    expect(outOfRange(column, { minimum: 0 }).value).toBe(2 / 6);
    expect(outOfRange(column, { maximum: 1000 }, 0.2)).toMatchObject({
      value: 1 / 6,
      passed: true,
      limit: 0.2,
    });
  });

  it('is unknown for texts, and for a column without values (Q-6)', () => {
    const texts: ObservedColumn = {
      column: 'a',
      kind: 'categorical',
      rows: 2,
      missing: 0,
      counts: new Map([['x', 2]]),
    };
    expect(outOfRange(texts, { minimum: 0 })).toMatchObject({ passed: false, reason: 'type_changed' });
    expect(outOfRange({ ...texts, missing: 2 }, { minimum: 0 })).toMatchObject({
      passed: false,
      reason: 'empty_current',
    });
  });
});
