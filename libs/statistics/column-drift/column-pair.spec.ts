import { categoricalSide } from './column-pair';

describe('categoricalSide', () => {
  it('counts the codes and leaves out missing values', () => {
    const side = categoricalSide({ codes: Int32Array.of(1, -1, 0, 1), categories: ['a', 'b', 'c'] });
    expect([...(side.counts as Float64Array)]).toEqual([1, 2, 0]);
  });

  it('throws on a code without a category', () => {
    expect(() => categoricalSide({ codes: Int32Array.of(2), categories: ['a', 'b'] })).toThrow(RangeError);
  });
});
