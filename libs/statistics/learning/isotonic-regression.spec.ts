import fc from 'fast-check';
import { isotonicRegression, isotonicValues } from './isotonic-regression';

const fit = (x: number[], y: number[]) =>
  isotonicRegression({
    x: Float64Array.from(x),
    sums: Float64Array.from(y),
    counts: new Float64Array(x.length).fill(1),
  });

const at = (line: ReturnType<typeof fit>, values: number[]): number[] => {
  const rows = Uint32Array.from(values.keys());
  return [...isotonicValues(line, Float64Array.from(values), rows)];
};

describe('isotonicRegression', () => {
  it('pools violators and joins the blocks by straight lines', () => {
    const line = fit([1, 2, 3, 4], [0, 3, 1, 4]);
    expect([...line.x]).toEqual([1, 2, 3, 4]);
    expect([...line.y]).toEqual([0, 2, 2, 4]);
    expect(at(line, [0, 1, 1.5, 2.5, 3.5, 4, 9])).toEqual([0, 0, 1, 2, 3, 4, 4]);
  });

  it('averages equal x and passes over points without observations', () => {
    const line = isotonicRegression({
      x: Float64Array.of(0, 1, 2),
      sums: Float64Array.of(1, 0, 6),
      counts: Float64Array.of(4, 0, 3),
    });
    expect([...line.x]).toEqual([0, 2]);
    expect([...line.y]).toEqual([0.25, 2]);
  });

  // IsotonicRegression of scikit-learn 1.5.2 on the same five points.
  it('averages points less than 1e-15 above the first of their run before it pools', () => {
    const half = 0.5;
    const beyond = half + 1.1e-15;
    const line = fit([0.2, half, half + Number.EPSILON / 2, beyond, 0.7], [0, 1, 0, 0, 1]);
    expect([...line.x]).toEqual([0.2, half, beyond, 0.7]);
    expect([...line.y]).toEqual([0, 1 / 3, 1 / 3, 1]);
  });

  it('averages a run that rises, and starts it at its first observed point', () => {
    const next = 0.5 + Number.EPSILON / 2;
    expect([...fit([0.5, next, 0.7], [0, 1, 2]).y]).toEqual([0.5, 2]);
    const line = isotonicRegression({
      x: Float64Array.of(0.5, next, 0.5 + 1.1e-15),
      sums: Uint32Array.of(0, 1, 2),
      counts: Uint32Array.of(0, 2, 2),
    });
    expect([...line.x]).toEqual([next]);
    expect([...line.y]).toEqual([0.75]);
  });

  it('is one level when the outcomes fall', () => {
    expect(at(fit([1, 2, 3], [3, 2, 1]), [0, 2, 5])).toEqual([2, 2, 2]);
  });

  it('throws without observations', () => {
    expect(() => fit([], [])).toThrow(RangeError);
  });

  it('never falls, keeps the mean, and fits a rising list exactly (seed 1)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 }), (y) => {
        const x = y.map((_, index) => index);
        const fitted = at(fit(x, y), x);
        expect(fitted.every((value, index) => index === 0 || value >= fitted[index - 1]!)).toBe(true);
        const total = (list: number[]): number => list.reduce((sum, value) => sum + value, 0);
        expect(total(fitted)).toBeCloseTo(total(y), 9);
        const rising = [...y].sort((a, b) => a - b);
        expect(at(fit(x, rising), x)).toEqual(rising);
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});
