import { chiSquareUpperTail } from './chi-square-upper-tail';

describe('chiSquareUpperTail', () => {
  // scipy 1.17.1, stats.chi2.sf
  it.each([
    [3.84, 1, 0.05004352124870519],
    [0.001, 1, 0.9747728793699604],
    [50, 3, 7.989179244951495e-11],
    [1000, 2, 7.124576406741474e-218],
    [5, 10, 0.8911780189141513],
    [300, 299, 0.47285048381716993],
    [2500, 2000, 1.074008023138619e-13],
    [1500, 999, 8.513135655488133e-23],
  ])('at %p with %p degrees of freedom is %p', (x, df, expected) => {
    expect(Math.abs(chiSquareUpperTail(x, df) / expected - 1)).toBeLessThan(1e-10);
  });

  it('is 1 at 0 and 0 at infinity', () => {
    expect(chiSquareUpperTail(0, 3)).toBe(1);
    expect(chiSquareUpperTail(Infinity, 3)).toBe(0);
  });

  it.each([
    [-1, 1],
    [NaN, 1],
    [1, 0],
  ])('throws at %p with %p degrees of freedom', (x, df) => {
    expect(() => chiSquareUpperTail(x, df)).toThrow(RangeError);
  });
});
