import { nextPlace } from './grid-place';

describe('nextPlace', () => {
  const size = { row: 3, column: 2 };
  it.each([
    ['ArrowRight', { row: 1, column: 1 }],
    ['ArrowLeft', { row: 1, column: 0 }],
    ['ArrowUp', { row: 0, column: 0 }],
    ['ArrowDown', { row: 2, column: 0 }],
    ['End', { row: 1, column: 1 }],
    ['PageDown', { row: 2, column: 0 }],
  ])('moves by %s', (key, to) => {
    expect(nextPlace(key, { row: 1, column: 0 }, size)).toEqual(to);
  });

  it('stays inside and leaves other keys alone', () => {
    expect(nextPlace('ArrowUp', { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 0 });
    expect(nextPlace('ArrowRight', { row: 0, column: 1 }, size)).toEqual({ row: 0, column: 1 });
    expect(nextPlace('Enter', { row: 0, column: 0 }, size)).toBeUndefined();
  });
});
