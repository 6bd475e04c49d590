/**
 * Probability that the two-sided Kolmogorov statistic of n uniform values stays below `distance`, by Kolmogorov's limit
 * and three corrections in powers of 1/√n; the error falls with 1/n². Meant for n of some hundred and more, and
 * n·distance² up to about 4.
 * Source: Pelz and Good, Journal of the Royal Statistical Society B 38 (1976).
 */
export function pelzGoodCdf(distance: number, n: number): number {
  const z = Math.sqrt(n) * distance;
  const z2 = z * z;
  let limit = 0;
  let first = 0;
  let second = 0;
  let third = 0;
  for (let k = 0; k < 12; k += 1) {
    // Sums over all integers are symmetric: (k + ½)² from both sides, and k² from both sides with 0 giving nothing.
    const odd = (Math.PI * (k + 0.5)) ** 2;
    const even = (Math.PI * k) ** 2;
    const oddWeight = 2 * Math.exp(-odd / (2 * z2));
    const evenWeight = 2 * Math.exp(-even / (2 * z2));
    limit += oddWeight;
    first += oddWeight * (odd - z2);
    second += oddWeight * secondTerm(odd, z2) - evenWeight * 2 * z2 * z2 * even;
    third += oddWeight * thirdTerm(odd, z2) + evenWeight * 30 * z2 * z2 * (3 * even * z2 - even * even);
  }
  const root = Math.sqrt(Math.PI / 2);
  const cdf =
    (root / z) * limit +
    ((root / (6 * z2 * z2)) * first) / Math.sqrt(n) +
    ((root / (72 * z2 ** 3 * z)) * second) / n +
    ((root / (6480 * z2 ** 5)) * third) / n ** 1.5;
  return Math.min(1, Math.max(0, cdf));
}

function secondTerm(odd: number, z2: number): number {
  return 6 * z2 ** 3 + 2 * z2 * z2 + odd * (2 * z2 * z2 - 5 * z2) + odd * odd * (1 - 2 * z2);
}

function thirdTerm(odd: number, z2: number): number {
  return (
    odd ** 3 * (5 - 30 * z2) +
    odd * odd * (212 * z2 * z2 - 60 * z2) +
    odd * (135 * z2 * z2 - 96 * z2 ** 3) -
    (30 * z2 ** 3 + 90 * z2 ** 4)
  );
}
