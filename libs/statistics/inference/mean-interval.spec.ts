import { normalMeanInterval, studentInterval } from './mean-interval';

describe('studentInterval and normalMeanInterval', () => {
  const moments = { n: 10, mean: 3.5, variance: 2.25 };

  it('lie around the mean, the t interval wider', () => {
    const student = studentInterval(moments);
    const normal = normalMeanInterval(moments);
    expect(student.upper - 3.5).toBeCloseTo(2.262157162798205 * Math.sqrt(0.225), 12);
    expect(normal.upper - 3.5).toBeCloseTo(1.959963984540054 * Math.sqrt(0.225), 12);
    expect([student.method, normal.method]).toEqual(['student', 'normal_mean']);
  });

  it('refuse a sample of one and moments that are none', () => {
    expect(() => studentInterval({ ...moments, n: 1 })).toThrow(RangeError);
    expect(() => normalMeanInterval({ ...moments, variance: -1 })).toThrow(RangeError);
    expect(() => normalMeanInterval({ ...moments, mean: NaN })).toThrow(RangeError);
    expect(() => studentInterval(moments, 0)).toThrow(RangeError);
  });
});
