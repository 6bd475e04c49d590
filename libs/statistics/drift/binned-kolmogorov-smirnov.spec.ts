import fc from 'fast-check';
import { BinCounter } from './bin-counter';
import { binnedKolmogorovSmirnov } from './binned-kolmogorov-smirnov';
import { type BinnedSample } from './binned-sample';
import { kolmogorovSmirnov } from './kolmogorov-smirnov';
import { quantileEdges } from './quantile-edges';

const binned = (values: readonly number[], edges: readonly number[]): BinnedSample => {
  const counter = new BinCounter(edges);
  counter.add(Float64Array.from(values));
  return counter.sample();
};
const value = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -100, max: 100, noNaN: true }));
const sample = fc.array(value, { minLength: 1, maxLength: 60 });

describe('binnedKolmogorovSmirnov', () => {
  it('is never more than its bound below the exact distance, and never above it (seed 91)', () => {
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: 1, max: 12 }), (a, b, bins) => {
        const edges = quantileEdges(Float64Array.from(a).sort(), bins);
        const [reference, current] = [binned(a, edges), binned(b, edges)];
        const exact = kolmogorovSmirnov(a, b).value!;
        const { value: coarse, parameters } = binnedKolmogorovSmirnov(reference, current);
        const errorBound = Number(parameters.errorBound);
        expect(coarse).toBeLessThanOrEqual(exact + 1e-12);
        expect(coarse! + errorBound).toBeGreaterThanOrEqual(exact - 1e-12);
        const shares = [reference, current].flatMap(({ counts, n }) => counts.map((count) => count / n));
        expect(errorBound).toBeLessThanOrEqual(Math.max(...shares) + 1e-12);
      }),
      { seed: 91, numRuns: 100 },
    );
  });

  it('is exact where every value has a bin of its own', () => {
    const a = [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3];
    const edges = quantileEdges(Float64Array.from(a), 100);
    const result = binnedKolmogorovSmirnov(binned(a, edges), binned([1, 2, 2, 3, 3, 3, 3], edges));
    expect(result.value).toBeCloseTo(kolmogorovSmirnov(a, [1, 2, 2, 3, 3, 3, 3]).value!, 14);
    expect(result.parameters.errorBound).toBeLessThan(1e-12);
  });

  it('has a reason for an empty side and throws for different edges', () => {
    expect(binnedKolmogorovSmirnov(binned([], [1]), binned([1], [1]))).toMatchObject({
      reason: 'empty_baseline',
    });
    expect(() => binnedKolmogorovSmirnov(binned([1], [1]), binned([1], [2]))).toThrow(RangeError);
  });
});
