import { symmetricEigen } from './symmetric-eigen';

describe('symmetricEigen', () => {
  it('takes a matrix apart into values and orthogonal vectors', () => {
    const matrix = [
      [4, 1, 0.5],
      [1, 3, -2],
      [0.5, -2, 1],
    ];
    const pairs = symmetricEigen(matrix);
    matrix.forEach((row, i) =>
      row.forEach((cell, j) => {
        const again = pairs.reduce((sum, { value, vector }) => sum + value * vector[i]! * vector[j]!, 0);
        expect(again).toBeCloseTo(cell, 13);
      }),
    );
  });

  it('leaves a diagonal matrix as it is', () => {
    expect(
      symmetricEigen([
        [2, 0],
        [0, 0],
      ]).map(({ value }) => value),
    ).toEqual([2, 0]);
  });
});
