import { columnsGone, columnsNew } from './schema-change';

describe('columnsGone and columnsNew', () => {
  it('count and name the columns that came and went (Q-8)', () => {
    expect(columnsGone(['b', 'a', 'c'], ['c', 'd'])).toMatchObject({
      value: 2,
      n: 3,
      passed: false,
      found: ['a', 'b'],
    });
    expect(columnsNew(['a', 'c'], ['c', 'd'])).toMatchObject({ value: 1, n: 2, passed: false, found: ['d'] });
    expect(columnsNew(['a', 'c'], ['c', 'd'], 1).passed).toBe(true);
    expect(columnsGone([], ['a'])).toMatchObject({ value: 0, passed: true, found: [] });
  });
});
