import { emptyNumericProfile } from './numeric-profile';

describe('emptyNumericProfile', () => {
  it('has one bin more than edges and nothing in them', () => {
    expect(emptyNumericProfile([1, 2])).toMatchObject({
      n: 0,
      min: null,
      max: null,
      edges: [1, 2],
      counts: [0, 0, 0],
    });
  });

  it.each([[[1, 1]], [[2, 1]], [[NaN]], [[1, Infinity]]])('throws for the edges %p', (edges) => {
    expect(() => emptyNumericProfile(edges)).toThrow(RangeError);
  });
});
