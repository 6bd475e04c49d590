import { duplicateIds, duplicateRows } from './duplicate-share';

describe('duplicates', () => {
  it('are the rows less the different rows (Q-9)', () => {
    expect(duplicateRows({ rows: 4, distinct: 3 }, 0)).toMatchObject({ value: 0.25, n: 4, passed: false });
    expect(duplicateIds({ rows: 4, distinct: 4 }, 0)).toMatchObject({
      check: 'duplicate_ids',
      value: 0,
      passed: true,
    });
  });

  it('are unknown where nothing is identified (Q-1)', () => {
    expect(duplicateIds({ rows: 0, distinct: 0 }, 0)).toMatchObject({ passed: false, reason: 'no_rows' });
  });

  it('cannot be more than the rows', () => {
    expect(() => duplicateRows({ rows: 1, distinct: 2 }, 0)).toThrow(RangeError);
  });
});
