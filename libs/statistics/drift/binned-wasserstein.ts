import { type BinnedSample, type BinStep, binSteps } from './binned-sample';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { type WassersteinNormedSettings } from './wasserstein-normed';

/**
 * First Wasserstein distance from binned counts, the values of a bin taken as spread evenly over it. The distance of the
 * values themselves is no farther than `errorBound` (among the parameters) from `value`, both in the unit of the column: what it
 * may cost to move every value within its bin. Narrow bins make it small; outer bins reach to the smallest and largest value.
 * O(bins). Throws RangeError when the edges differ.
 */
export function binnedWasserstein(reference: BinnedSample, current: BinnedSample): DriftResult {
  const n = { reference: reference.n, current: current.n };
  const parameters = { mode: 'profile', bins: reference.counts.length, unit: 'column' };
  const basis = { method: 'wasserstein' as const, n, parameters };
  const reason = emptySide(n);
  if (reason !== null) return noDrift(basis, reason);
  const { area, errorBound } = areaOf(binSteps(reference, current));
  if (!Number.isFinite(area + errorBound)) return noDrift(basis, 'out_of_range');
  return drift({ ...basis, parameters: { ...parameters, errorBound } }, area);
}

/** The same in units of the reference's standard deviation, which the moments hold exactly; so is the bound. */
export function binnedWassersteinNormed(
  reference: BinnedSample,
  current: BinnedSample,
  { deviation = 'population', smallestUnit = 0 }: WassersteinNormedSettings = {},
): DriftResult {
  const { n, ...distance } = binnedWasserstein(reference, current);
  const { bins, errorBound } = distance.parameters as { bins: number; errorBound: number };
  const parameters = {
    mode: 'profile',
    bins,
    unit: `${deviation}_std`,
    ...(smallestUnit > 0 && { smallestUnit }),
  };
  const basis = { method: 'wasserstein_normed' as const, n, parameters };
  if (distance.status === 'not_computable') return noDrift(basis, distance.reason);
  const isConstant = reference.min === reference.max;
  if (isConstant && smallestUnit === 0) return noDrift(basis, 'zero_variance');
  const spread = isConstant ? 0 : Math.sqrt(reference.m2 / (reference.n - (deviation === 'sample' ? 1 : 0)));
  if (!Number.isFinite(spread)) return noDrift(basis, 'out_of_range');
  const unit = Math.max(spread, smallestUnit);
  return drift(
    { ...basis, parameters: { ...parameters, errorBound: errorBound / unit } },
    distance.value / unit,
  );
}

function areaOf(steps: readonly BinStep[]): { area: number; errorBound: number } {
  let area = 0;
  let least = 0;
  let most = 0;
  let moved = 0;
  for (const { width, reference: r, current: c } of steps) {
    const before = r[0] - c[0];
    const after = r[1] - c[1];
    area += width * meanSize(before, after);
    least += width * Math.max(0, r[0] - c[1], c[0] - r[1]);
    most += width * Math.max(r[1] - c[0], c[1] - r[0]);
    // Evenly spread values are half a bin away from anywhere on average, at most.
    moved += (width * (r[1] - r[0] + c[1] - c[0])) / 2;
  }
  return { area, errorBound: Math.max(0, Math.min(moved, Math.max(most - area, area - least))) };
}

/** Mean of |x| along a straight line between two values. */
function meanSize(from: number, to: number): number {
  const [a, b] = [Math.abs(from), Math.abs(to)];
  if (from * to >= 0) return (a + b) / 2;
  return (a * a + b * b) / (2 * (a + b));
}
