/** A line through points, x ascending or descending throughout. */
export interface Curve {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface ThinnedCurve {
  /** Points that are kept, the first and the last among them. */
  readonly kept: Int32Array;
  /** The area under the curve through the kept points differs from that through all of them by no more than this. */
  readonly areaBound: number;
}

/** Largest box of the first, rough pass; some ten thousand of them cover a curve inside the unit square. */
const roughBox = 1e-9;

/**
 * Thins a curve to at most so many points. Between two kept points all dropped ones lie in a box; the boxes' areas add
 * up to the bound, whether the area is taken by steps or by trapezoids. The largest box is about as small as the number
 * of points allows, found by doubling and halving. O(n). Throws RangeError below 2 points.
 */
export function thinCurve(curve: Curve, points: number): ThinnedCurve {
  if (!(points >= 2)) throw new RangeError(`a curve keeps 2 points or more, got ${points}`);
  const exact = keepWithin(curve, 0);
  if (exact.kept.length <= points) return exact;
  const rough = keepWithin(curve, roughBox);
  const few = {
    x: Float64Array.from(rough.kept, (at) => curve.x[at]!),
    y: Float64Array.from(rough.kept, (at) => curve.y[at]!),
  };
  const { kept, areaBound } = keepAtMost(few, points);
  return {
    kept: kept.map((at) => rough.kept[at]!),
    areaBound: rough.areaBound + areaBound,
  };
}

function keepAtMost(curve: Curve, points: number): ThinnedCurve {
  let tooSmall = 0;
  let enough = roughBox;
  while (keepWithin(curve, enough).kept.length > points) {
    tooSmall = enough;
    enough *= 2;
  }
  for (let step = 0; step < 10; step += 1) {
    const middle = (tooSmall + enough) / 2;
    if (keepWithin(curve, middle).kept.length > points) tooSmall = middle;
    else enough = middle;
  }
  return keepWithin(curve, enough);
}

/** Keeps a point as soon as the box of those since the last kept one would outgrow the largest area. */
function keepWithin({ x, y }: Curve, largest: number): ThinnedCurve {
  const kept: number[] = x.length === 0 ? [] : [0];
  let from = 0;
  let low = y[0] ?? 0;
  let high = low;
  let area = 0;
  let areaBound = 0;
  for (let at = 1; at < x.length; at += 1) {
    const widened = Math.abs(x[at]! - x[from]!) * (Math.max(high, y[at]!) - Math.min(low, y[at]!));
    if (widened > largest && at - 1 > from) {
      areaBound += at - 1 - from > 1 ? area : 0;
      from = at - 1;
      kept.push(from);
      low = high = y[from]!;
      area = Math.abs(x[at]! - x[from]!) * Math.abs(y[at]! - y[from]!);
    } else area = widened;
    low = Math.min(low, y[at]!);
    high = Math.max(high, y[at]!);
  }
  if (x.length > 1) kept.push(x.length - 1);
  if (x.length - 1 - from > 1) areaBound += area;
  return { kept: Int32Array.from(kept), areaBound };
}
