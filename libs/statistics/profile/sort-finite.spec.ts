import { sortFinite } from './sort-finite';

describe('sortFinite', () => {
  it('sorts by value and drops what is no finite number', () => {
    expect([...sortFinite([10, 9, NaN, -1, Infinity, null, '3', 2.5])]).toEqual([-1, 2.5, 9, 10]);
  });
});
