import { principalComponents } from './principal-components';

const columns = (...lists: number[][]): Float64Array[] => lists.map((list) => Float64Array.from(list));

describe('principalComponents', () => {
  it('finds the diagonal of two equal columns', () => {
    const { directions, explained } = principalComponents(columns([-1, 0, 1], [-1, 0, 1]), 0.65);
    expect(directions).toHaveLength(1);
    expect(explained).toBeCloseTo(1, 14);
    expect(Math.abs(directions[0]![0]!)).toBeCloseTo(Math.SQRT1_2, 12);
    expect(directions[0]![0]! * directions[0]![1]!).toBeCloseTo(0.5, 12);
  });

  it('keeps the fewest that keep more than the share, as scikit-learn counts', () => {
    const apart = columns([3, -3, 0, 0], [0, 0, 1, -1]);
    expect(principalComponents(apart, 0.89).directions).toHaveLength(1);
    expect(principalComponents(apart, 0.9).directions).toHaveLength(2);
  });

  it('is empty where nothing varies', () => {
    expect(principalComponents(columns([0, 0], [0, 0]), 0.5).directions).toEqual([]);
  });

  it('gives orthogonal unit vectors', () => {
    const wild = Array.from({ length: 6 }, (_, c) =>
      Array.from({ length: 40 }, (__, r) => ((r * (c + 3) * 17) % 29) - 14),
    );
    const { directions } = principalComponents(columns(...wild), 0.999);
    for (const [a, left] of directions.entries()) {
      for (const [b, right] of directions.entries()) {
        const product = left.reduce((sum, value, at) => sum + value * right[at]!, 0);
        expect(product).toBeCloseTo(a === b ? 1 : 0, 10);
      }
    }
  });
});
