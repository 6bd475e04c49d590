import { twoSidedZ } from './two-sided-z';

describe('twoSidedZ', () => {
  it('is 1.959963984540054 at 95 % (scipy 1.17.1, stats.norm.ppf(.975))', () => {
    expect(twoSidedZ(0.95)).toBeCloseTo(1.959963984540054, 14);
  });

  it.each([0, 1, NaN])('throws for the level %p', (level) => {
    expect(() => twoSidedZ(level)).toThrow(RangeError);
  });
});
