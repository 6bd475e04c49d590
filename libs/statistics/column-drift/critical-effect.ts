/** Effects are the multiples of 1 / `steps` up to 1; `pValue` falls with the effect. */
interface EffectScale {
  readonly steps: number;
  readonly pValue: (effect: number) => number;
  /** Where to look first. */
  readonly guess: number;
}

/** Relative width below which it does not matter where the critical effect lies. */
const tolerance = 1e-4;

/**
 * The smallest effect whose p-value is at most `level`, to the step or to one part in ten thousand; null where even the
 * largest one has a larger p-value. The logarithm of a tail is nearly linear in the square of the effect, which the
 * search uses: five to ten evaluations.
 */
export function criticalEffect(level: number, scale: EffectScale): number | null {
  const target = Math.log(level);
  const logTail = (index: number): number =>
    Math.log(Math.max(scale.pValue(index / scale.steps), 1e-300)) - target;
  let above = { index: scale.steps, excess: logTail(scale.steps) };
  if (above.excess > 0) return null;
  let below = { index: 0, excess: -target };
  let next = Math.ceil(scale.guess * scale.steps);
  for (let round = 0; above.index - below.index > Math.max(1, tolerance * above.index); round += 1) {
    const index = Math.min(above.index - 1, Math.max(below.index + 1, next));
    const point = { index, excess: logTail(index) };
    if (point.excess > 0) below = point;
    else above = point;
    // Every third round halves the bracket, so that a bad curve cannot stall the search.
    next = round % 3 === 2 ? Math.floor((below.index + above.index) / 2) : crossing(below, above);
  }
  return above.index / scale.steps;
}

interface Point {
  readonly index: number;
  readonly excess: number;
}

/** Where the straight line through two points, over the square of the index, meets zero. */
function crossing(below: Point, above: Point): number {
  const share = below.excess / (below.excess - above.excess);
  const square = below.index ** 2 + share * (above.index ** 2 - below.index ** 2);
  return Math.round(Math.sqrt(square));
}
