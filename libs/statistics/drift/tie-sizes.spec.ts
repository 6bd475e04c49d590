import { tieSizes } from './tie-sizes';

describe('tieSizes', () => {
  it('counts equal values of both samples, smallest first', () => {
    expect([...tieSizes(Float64Array.of(1, 2, 2, 7), Float64Array.of(0, 2, 7, 7))]).toEqual([1, 1, 3, 3]);
    expect([...tieSizes(new Float64Array(), Float64Array.of(4, 4))]).toEqual([2]);
  });
});
