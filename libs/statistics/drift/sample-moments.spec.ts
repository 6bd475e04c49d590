import { sampleMoments } from './sample-moments';

describe('sampleMoments', () => {
  it('loses no digits to a large mean', () => {
    const values = Float64Array.from({ length: 100_000 }, (_, row) => 1e9 + (row % 10));
    const { mean, m2 } = sampleMoments(values);
    expect(mean).toBe(1e9 + 4.5);
    expect(m2).toBeCloseTo(8.25 * 100_000, 4);
  });
});
