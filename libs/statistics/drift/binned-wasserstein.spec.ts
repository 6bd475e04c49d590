import fc from 'fast-check';
import { BinCounter } from './bin-counter';
import { type BinnedSample } from './binned-sample';
import { binnedWasserstein, binnedWassersteinNormed } from './binned-wasserstein';
import { quantileEdges } from './quantile-edges';
import { wassersteinDistance } from './wasserstein-distance';
import { wassersteinNormed } from './wasserstein-normed';

const binned = (values: readonly number[], edges: readonly number[]): BinnedSample => {
  const counter = new BinCounter(edges);
  counter.add(Float64Array.from(values));
  return counter.sample();
};
const value = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -100, max: 100, noNaN: true }));
const sample = fc.array(value, { minLength: 2, maxLength: 60 });

describe('binnedWasserstein', () => {
  it('is within its bound of the exact distance, in either unit (seed 92)', () => {
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: 1, max: 20 }), (a, b, bins) => {
        const edges = quantileEdges(Float64Array.from(a).sort(), bins);
        const [reference, current] = [binned(a, edges), binned(b, edges)];
        const coarse = binnedWasserstein(reference, current);
        const apart = Math.abs(coarse.value! - wassersteinDistance(a, b).value!);
        expect(apart).toBeLessThanOrEqual(Number(coarse.parameters.errorBound) + 1e-9);
        const exact = wassersteinNormed(a, b);
        if (exact.status !== 'ok') return;
        const normed = binnedWassersteinNormed(reference, current);
        const apartNormed = Math.abs(normed.value! - exact.value);
        expect(apartNormed).toBeLessThanOrEqual(Number(normed.parameters.errorBound) * (1 + 1e-9) + 1e-9);
      }),
      { seed: 92, numRuns: 100 },
    );
  });

  it('is close on many narrow bins', () => {
    const a = Array.from({ length: 5000 }, (_, row) => Math.sin(row * 1.7) * 3);
    const b = Array.from({ length: 4000 }, (_, row) => Math.sin(row * 1.3) ** 3 * 3);
    const edges = quantileEdges(Float64Array.from(a).sort(), 1000);
    const { value: coarse } = binnedWassersteinNormed(binned(a, edges), binned(b, edges));
    expect(coarse).toBeCloseTo(wassersteinNormed(a, b).value!, 3);
  });

  it('has a reason for a constant reference', () => {
    expect(binnedWassersteinNormed(binned([2, 2], [2]), binned([1, 3], [2]))).toMatchObject({
      value: null,
      reason: 'zero_variance',
    });
  });
});
