import { meanInterval, normalMeanInterval, studentInterval } from './mean-interval';
import { adjustedSkewness } from './sample-moments';

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

describe('meanInterval', () => {
  const moments = { n: 25, mean: 3, variance: 4 };

  it('is Student’s without much skewness, up to |skewness| / √n of .1', () => {
    const student = studentInterval(moments);
    expect(meanInterval({ ...moments, skewness: 0.499 })).toEqual(student);
    expect(meanInterval({ ...moments, skewness: -0.499 })).toEqual(student);
    expect(meanInterval({ ...moments, skewness: 0.501 }).method).toBe('student_skewness_corrected');
  });

  it('has bounds that Hall’s cubic takes to Student’s quantiles', () => {
    const skewness = 1.8;
    const { lower, upper } = meanInterval({ ...moments, skewness });
    const skew = skewness / 5;
    const cubic = (bound: number): number => {
      const t = (3 - bound) / (2 / 5);
      return t + (skew * t * t) / 3 + (skew * skew * t ** 3) / 27 + skew / 6;
    };
    expect(cubic(lower)).toBeCloseTo(2.0638985616280205, 10);
    expect(cubic(upper)).toBeCloseTo(-2.0638985616280205, 10);
    expect(3 - lower).toBeLessThan(upper - 3);
  });

  it('is mirrored by the sign of the values', () => {
    const right = meanInterval({ ...moments, skewness: 2 }, 0.9);
    const left = meanInterval({ ...moments, mean: -3, skewness: -2 }, 0.9);
    expect([left.lower, left.upper]).toEqual([-right.upper, -right.lower]);
  });

  it('refuses a skewness that is none', () => {
    expect(() => meanInterval({ ...moments, skewness: NaN })).toThrow(RangeError);
  });

  it('takes the adjusted skewness: of 1, 2, 6 it is 1.4579 by hand', () => {
    // Mean 3: distances −2, −1, 3; squares 14, cubes 18; √6 · (18 / 3) / (14 / 3)^1.5.
    expect(adjustedSkewness(3, 14, 18)).toBeCloseTo((Math.sqrt(6) * 6) / (14 / 3) ** 1.5, 12);
    expect(adjustedSkewness(2, 8, 0)).toBe(0);
    expect(adjustedSkewness(5, 0, 0)).toBe(0);
  });
});
