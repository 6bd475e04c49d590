import { meanInterval, normalMeanInterval, studentInterval } from './mean-interval';
import { adjustedShape } from './sample-moments';

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
  const moments = { n: 100, mean: 3, variance: 4, skewness: 0, kurtosis: 0 };
  const student = (n: number) => studentInterval({ ...moments, n });

  it('PF-20 is none of few rows, squares and pseudo-values needing more', () => {
    expect(meanInterval({ ...moments, n: 49 })).toBeNull();
    expect(meanInterval({ ...moments, n: 50 })).not.toBeNull();
    for (const kind of ['squares', 'pseudo_values'] as const) {
      expect(meanInterval({ ...moments, n: 99 }, { kind })).toBeNull();
      expect(meanInterval(moments, { kind })).not.toBeNull();
    }
  });

  it('PF-21 is Student’s of many rows without skewness', () => {
    expect(meanInterval({ ...moments, n: 1000, skewness: 0.63 })).toEqual(student(1000));
    expect(meanInterval({ ...moments, n: 1000, skewness: 0.64 })!.method).toBe('student_shape_corrected');
    expect(meanInterval({ ...moments, n: 999 })!.method).toBe('student_shape_corrected');
  });

  it('PF-21 has bounds that Hall’s cubic takes to Student’s quantiles, by a factor of what is left', () => {
    const skewness = 1.8;
    const { lower, upper } = meanInterval({ ...moments, skewness, kurtosis: skewness ** 2 })!;
    const skew = skewness / 10;
    const cubic = (bound: number): number => {
      const t = (3 - bound) / (2 / 10);
      return t + (skew * t * t) / 3 + (skew * skew * t ** 3) / 27 + skew / 6;
    };
    // Student's of 99 degrees of freedom; a kurtosis between γ² and 1.5 γ² leaves (0.5 + 0.3 · 1.8²) / 100.
    const quantile = 1.9842169515864192 * (1 + (0.5 + 0.3 * 3.24) / 100);
    expect(cubic(lower)).toBeCloseTo(quantile, 10);
    expect(cubic(upper)).toBeCloseTo(-quantile, 10);
    expect(3 - lower).toBeLessThan(upper - 3);
  });

  it('is wider for long tails and narrower for two heaps, within bounds', () => {
    const width = (kurtosis: number) => {
      const { lower, upper } = meanInterval({ ...moments, kurtosis })!;
      return (upper - lower) / (student(100).upper - student(100).lower);
    };
    expect(width(5)).toBeCloseTo(1 + (0.5 + 2 * 5) / 100, 12);
    expect(width(-1.9)).toBeCloseTo(1 + (0.5 - 2.3 * 1.9) / 100, 12);
    expect(width(90)).toBeCloseTo(1.5, 12);
    expect(width(-100)).toBeCloseTo(0.7, 12);
  });

  it('is mirrored by the sign of the values', () => {
    const right = meanInterval({ ...moments, skewness: 2 }, { confidenceLevel: 0.9 })!;
    const left = meanInterval({ ...moments, mean: -3, skewness: -2 }, { confidenceLevel: 0.9 })!;
    expect([left.lower, left.upper]).toEqual([-right.upper, -right.lower]);
  });

  it('refuses a shape that is none', () => {
    expect(() => meanInterval({ ...moments, skewness: NaN })).toThrow(RangeError);
    expect(() => meanInterval({ ...moments, kurtosis: Infinity })).toThrow(RangeError);
  });
});

describe('adjustedShape', () => {
  it('takes the adjusted skewness and kurtosis: of 1, 2, 6 the former is 1.4579 by hand', () => {
    // Mean 3: distances −2, −1, 3; squares 14, cubes 18; √6 · (18 / 3) / (14 / 3)^1.5.
    const three = adjustedShape({ n: 3, squares: 14, cubes: 18, fourths: 98 });
    expect(three.skewness).toBeCloseTo((Math.sqrt(6) * 6) / (14 / 3) ** 1.5, 12);
    expect(three.kurtosis).toBe(0);
    // 0, 0, 0, 0, 5 by SciPy's kurtosis without bias: 5.
    expect(adjustedShape({ n: 5, squares: 20, cubes: 60, fourths: 260 }).kurtosis).toBeCloseTo(5, 12);
    expect(adjustedShape({ n: 2, squares: 8, cubes: 0, fourths: 32 })).toEqual({ skewness: 0, kurtosis: 0 });
    expect(adjustedShape({ n: 5, squares: 0, cubes: 0, fourths: 0 })).toEqual({ skewness: 0, kurtosis: 0 });
  });
});
