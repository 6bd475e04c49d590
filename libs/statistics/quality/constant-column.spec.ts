import { constantColumn } from './constant-column';
import { type ObservedColumn } from './observed-column';

const numbers = (...values: number[]): ObservedColumn => ({
  column: 'a',
  kind: 'numeric',
  rows: values.length,
  missing: values.filter(Number.isNaN).length,
  values,
});
const texts = (...counts: [string, number][]): ObservedColumn => ({
  column: 'a',
  kind: 'categorical',
  rows: 5,
  missing: 0,
  counts: new Map(counts),
});

describe('constantColumn', () => {
  it.each([
    [numbers(1, NaN, 1), 1, false],
    [numbers(NaN, 1, 2), 2, true],
    [numbers(-0, 0), 1, false],
    [texts(['x', 5], ['y', 0]), 1, false],
    [texts(['x', 4], ['y', 1]), 2, true],
  ])('needs two different values (Q-7) %#', (column, value, passed) => {
    expect(constantColumn(column)).toMatchObject({ value, passed, limit: { minimum: 2 } });
  });

  it('is unknown without values (Q-1)', () => {
    expect(constantColumn(numbers(NaN))).toMatchObject({ passed: false, reason: 'empty_current', n: 0 });
  });
});
