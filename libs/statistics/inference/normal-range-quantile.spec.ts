import { normalRangeQuantile } from './normal-range-quantile';

describe('normalRangeQuantile', () => {
  it.each([
    [2, 0.95, 2.771807648699355],
    [3, 0.95, 3.314493155398122],
    [5, 0.95, 3.857655510378623],
    [5, 0.99, 4.602821042201571],
    [10, 0.95, 4.474124221725907],
    [144, 0.95, 6.304062178378922],
  ])(
    'equals SciPy’s studentized_range with endless degrees of freedom: of %d at %d',
    (count, level, expected) => {
      expect(normalRangeQuantile(count, level) / expected).toBeCloseTo(1, 9);
    },
  );

  it('has an answer of a thousand, and none below two or outside of (0, 1)', () => {
    expect(normalRangeQuantile(1000, 0.95)).toBeCloseTo(7.36963, 4);
    expect(() => normalRangeQuantile(1, 0.95)).toThrow(RangeError);
    expect(() => normalRangeQuantile(2.5, 0.95)).toThrow(RangeError);
    expect(() => normalRangeQuantile(3, 1)).toThrow(RangeError);
  });
});
