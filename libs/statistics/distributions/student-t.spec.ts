import { fUpperTail } from './f-upper-tail';
import { studentQuantile, studentUpperTail } from './student-t';

describe('studentUpperTail and studentQuantile', () => {
  it('know the Cauchy law', () => {
    expect(studentUpperTail(1, 1)).toBeCloseTo(0.25, 15);
    expect(studentUpperTail(-1, 1)).toBeCloseTo(0.75, 15);
    expect(studentQuantile(0.75, 1)).toBeCloseTo(1, 14);
    expect(studentQuantile(0.5, 3)).toBe(0);
  });

  it('undo each other on both sides', () => {
    for (const p of [1e-200, 1e-9, 0.2, 0.3, 0.49, 0.7, 0.999]) {
      expect(studentUpperTail(-studentQuantile(p, 5), 5) / p).toBeCloseTo(1, 11);
    }
  });

  it('come to the normal law with many degrees, digits kept', () => {
    // Φ(−3), and Cornish and Fisher's first term z (z² + 1) / 4 · φ(z) / df for 1e8 degrees.
    expect(studentUpperTail(3, 1e15) / 0.0013498980316300933).toBeCloseTo(1, 12);
    const shift = (7.5 * Math.exp(-4.5)) / Math.sqrt(2 * Math.PI) / 1e8;
    expect((studentUpperTail(3, 1e8) - 0.0013498980316300933) / shift).toBeCloseTo(1, 5);
  });

  it('end at the ends', () => {
    expect([studentUpperTail(Infinity, 3), studentUpperTail(-Infinity, 3)]).toEqual([0, 1]);
  });

  it('are the root of F with one degree', () => {
    expect(2 * studentUpperTail(2.5, 7)).toBeCloseTo(fUpperTail(6.25, { numerator: 1, denominator: 7 }), 15);
    expect(fUpperTail(Infinity, { numerator: 1, denominator: 7 })).toBe(0);
  });

  it('refuse what is none', () => {
    expect(() => studentUpperTail(NaN, 3)).toThrow(RangeError);
    expect(() => studentUpperTail(1, 0)).toThrow(RangeError);
    expect(() => studentQuantile(0, 3)).toThrow(RangeError);
    expect(() => fUpperTail(-1, { numerator: 1, denominator: 1 })).toThrow(RangeError);
  });
});
