import { percentileInterval } from './percentile-interval';

const label = { method: 'm', confidenceLevel: 0.95 };

describe('percentileInterval', () => {
  it('interpolates as NumPy does: quantiles .025 and .975 of 0 to 10 are .25 and 9.75', () => {
    const values = Float64Array.from({ length: 11 }, (_, at) => 10 - at);
    expect(percentileInterval(values, label)).toEqual({
      lower: expect.closeTo(0.25, 12),
      upper: 9.75,
      confidenceLevel: 0.95,
      method: 'm',
    });
  });

  it('leaves a few undefined replicates out, and has no interval with more than 5 % of them or none at all', () => {
    const values = Float64Array.from({ length: 100 }, (_, at) => (at < 5 ? NaN : 1));
    expect(percentileInterval(values, label)).toMatchObject({ lower: 1, upper: 1 });
    values[5] = NaN;
    expect(percentileInterval(values, label)).toBeNull();
    expect(percentileInterval(new Float64Array(0), label)).toBeNull();
  });
});
