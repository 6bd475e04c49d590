import { durbinMatrixCdf } from './durbin-matrix';

describe('durbinMatrixCdf', () => {
  it('of 10 values at .274 is .6284796154565 (Marsaglia, Tsang and Wang 2003)', () => {
    expect(durbinMatrixCdf(0.274, 10)).toBeCloseTo(0.6284796154565, 12);
  });

  it('of one value at d is 2d − 1', () => {
    expect(durbinMatrixCdf(0.8, 1)).toBeCloseTo(0.6, 14);
  });
});
