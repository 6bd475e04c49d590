/**
 * x ln(x / mean) + mean − x for x ≥ 0, mean > 0: half the deviance of a Poisson count, precise also where x is close to the
 * mean and the three terms cancel.
 * A caller who knows x − mean to more digits than the subtraction gives passes it as `gap`.
 * Source: Loader (2000), function bd0.
 */
export function poissonDeviance(x: number, mean: number, gap = x - mean): number {
  if (Math.abs(gap) >= 0.1 * (x + mean)) return x === 0 ? mean : x * Math.log(x / mean) - gap;
  const v = gap / (x + mean);
  let sum = gap * v;
  let term = 2 * x * v;
  for (let k = 1; k < 1000; k += 1) {
    term *= v * v;
    const next = sum + term / (2 * k + 1);
    if (next === sum) return sum;
    sum = next;
  }
  return sum;
}
