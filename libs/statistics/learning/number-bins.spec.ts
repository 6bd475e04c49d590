import { numberBins, numberCodes } from './number-bins';

const codes = (column: number[]): number[] => {
  const values = Float64Array.from(column);
  return [...numberCodes(numberBins(values), values)];
};

describe('numberBins', () => {
  it('cut few values apart, three rows a bin at least, zero by itself', () => {
    expect(codes([-1, -1, -1, 0, 5, 5, 5, 6, 6, 6])).toEqual([0, 0, 0, 1, 2, 2, 2, 3, 3, 3]);
    expect(codes([1, 2, 3, 4])).toEqual([1, 1, 1, 2]);
  });

  it('give missing values the last bin', () => {
    const column = Float64Array.of(1, 1, 1, NaN, 2, 2, 2);
    const bins = numberBins(column);
    expect(bins.count).toBe(4);
    expect([...numberCodes(bins, column)]).toEqual([1, 1, 1, 3, 2, 2, 2]);
  });

  it('read a missing value as zero where none was missing before', () => {
    const bins = numberBins(Float64Array.of(-1, -1, -1, 0, 0, 0, 1, 1, 1));
    expect(numberCodes(bins, Float64Array.of(NaN, 0))).toEqual(Uint8Array.of(1, 1));
  });

  it('hold at most 255 bins of about equal size', () => {
    const column = Float64Array.from({ length: 5000 }, (_, row) => row + 1);
    const counts = new Map<number, number>();
    for (const code of codes([...column])) counts.set(code, (counts.get(code) ?? 0) + 1);
    expect(counts.size).toBeGreaterThan(240);
    expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(2);
  });

  it('keep infinite values and empty columns in range', () => {
    expect(codes([-Infinity, -Infinity, -Infinity, Infinity, Infinity, Infinity])).toEqual([
      0, 0, 0, 2, 2, 2,
    ]);
    expect(codes([NaN, NaN])).toEqual([1, 1]);
  });
});
