import { distinctBins, distinctUpTo } from './distinct-bins';

describe('distinctBins', () => {
  it('counts every distinct value of both sides', () => {
    const bins = distinctBins(Float64Array.of(-1, 0, 0, 4), Float64Array.of(0, 2, 2, 2));
    expect(bins).toMatchObject({ reference: [1, 2, 0, 1], current: [0, 1, 3, 0] });
  });
});

describe('distinctUpTo', () => {
  it('stops one beyond the limit and takes 0 and -0 for one value', () => {
    const values = Float64Array.of(-0, 0, 1, 1, 2, 3, 4, 5);
    expect(distinctUpTo(2, values)).toBe(3);
    expect(distinctUpTo(20, values)).toBe(6);
    expect(distinctUpTo(20, values, Float64Array.of(5, 6))).toBe(7);
  });
});
