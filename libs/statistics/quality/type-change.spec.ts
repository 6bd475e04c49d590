import { type ObservedColumn } from './observed-column';
import { typeChange } from './type-change';

const column: ObservedColumn = {
  column: 'a',
  kind: 'categorical',
  rows: 3,
  missing: 1,
  counts: new Map([['x', 2]]),
};

describe('typeChange', () => {
  it('fails on another kind (Q-6)', () => {
    expect(typeChange(column, 'numeric')).toMatchObject({
      value: 'categorical',
      limit: 'numeric',
      passed: false,
      n: 2,
    });
    expect(typeChange(column, 'categorical').passed).toBe(true);
  });

  it('is unknown without values (Q-6)', () => {
    expect(typeChange({ ...column, missing: 3 }, 'numeric')).toMatchObject({
      passed: false,
      reason: 'empty_current',
    });
  });
});
