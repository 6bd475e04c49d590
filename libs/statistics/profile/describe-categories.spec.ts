import { describeCategories } from './describe-categories';

describe('describeCategories', () => {
  it('names the most frequent categories, ties in code-point order', () => {
    const values = ['b', 'a', 'c', 'b', '__proto__', 'a', null, {}, 'd', 'b'];
    expect(describeCategories(values, 3)).toEqual({
      kind: 'categorical',
      rows: 10,
      n: 8,
      missing: 1,
      mismatched: 1,
      distinct: 5,
      top: [
        { value: 'b', count: 3 },
        { value: 'a', count: 2 },
        { value: '__proto__', count: 1 },
      ],
      otherCount: 2,
    });
  });

  it('of no values', () => {
    expect(describeCategories([])).toMatchObject({ rows: 0, n: 0, distinct: 0, top: [], otherCount: 0 });
  });
});
