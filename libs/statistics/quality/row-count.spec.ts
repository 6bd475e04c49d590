import { rowCount } from './row-count';

describe('rowCount', () => {
  it.each([
    [10, { minimum: 10 }, true],
    [9, { minimum: 10 }, false],
    [11, { minimum: 1, maximum: 10 }, false],
    [10, { maximum: 10 }, true],
  ])('of %p within %j passes: %p (Q-11)', (rows, range, passed) => {
    expect(rowCount(rows, range)).toMatchObject({ value: rows, limit: range, passed });
  });
});
