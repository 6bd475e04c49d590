import { checkColumn } from './check-column';
import { type ObservedColumn } from './observed-column';

const age: ObservedColumn = { column: 'age', kind: 'numeric', rows: 3, missing: 1, values: [30, NaN, 40] };

describe('checkColumn', () => {
  it('checks what is expected and nothing else', () => {
    const checks = checkColumn(age, { kind: 'numeric', missing: 0, minimum: 35, constant: false });
    expect(checks.map(({ check, passed }) => [check, passed])).toEqual([
      ['type_change', true],
      ['missing_share', false],
      ['out_of_range', false],
      ['constant_column', true],
    ]);
    expect(checkColumn(age, {})).toEqual([]);
    expect(checkColumn(age, { constant: true })).toEqual([]);
  });

  it('makes every expectation of a column that is not there unknown (Q-8)', () => {
    const checks = checkColumn(undefined, {
      kind: 'numeric',
      missing: 0.5,
      minimum: 0,
      outside: 0.1,
      categories: ['1'],
    });
    expect(checks.map(({ check, limit, passed, reason }) => [check, limit, passed, reason])).toEqual([
      ['type_change', 'numeric', false, 'missing_column'],
      ['missing_share', 0.5, false, 'missing_column'],
      ['out_of_range', 0.1, false, 'missing_column'],
      ['unseen_categories', 0, false, 'missing_column'],
    ]);
  });
});
