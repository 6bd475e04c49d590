/**
 * Probability that U, the number of pairs won among n·m without ties, is at least `u` when all orders are equally likely.
 * Counts the orders by the Gaussian binomial coefficient, one factor (1 − qⁿ⁺ⁱ)/(1 − qⁱ) at a time, as far as the
 * smaller tail. O(min(n, m) · n·m / 2).
 * Source: Löffler, Wissenschaftliche Zeitschrift der Universität Halle 32 (1983).
 */
export function mannWhitneyExactTail(
  u: number,
  { reference, current }: { readonly reference: number; readonly current: number },
): number {
  const few = Math.min(reference, current);
  const many = Math.max(reference, current);
  const pairs = few * many;
  // U and n·m − U have the same law; the smaller tail needs the fewer counts.
  const below = pairs - Math.ceil(u);
  const last = Math.min(below, pairs - below - 1);
  if (below < 0) return 0;
  if (last < 0) return 1;
  const orders = new Float64Array(last + 1);
  orders[0] = 1;
  let all = 1;
  for (let part = 1; part <= few; part += 1) {
    for (let k = last; k >= many + part; k -= 1) orders[k]! -= orders[k - many - part]!;
    for (let k = part; k <= last; k += 1) orders[k]! += orders[k - part]!;
    all *= (many + part) / part;
  }
  const share = orders.reduce((sum, count) => sum + count, 0) / all;
  return last === below ? share : 1 - share;
}
