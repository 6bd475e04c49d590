/**
 * Probability that the one-sided Smirnov statistic D⁺ of n uniform values is at least `distance`:
 * d·Σ C(n, j)·(d + j/n)^(j−1)·(1 − d − j/n)^(n−j) over j ≤ n(1 − d). All terms are positive, so even the far tail keeps
 * its relative precision. Beyond 100,000 values the approximation of Maag and Dicaire (1971) spares the sum.
 * Source: Birnbaum and Tingey, Annals of Mathematical Statistics 22 (1951). O(n). Expects 0 < distance < 1.
 */
export function smirnovUpperTail(distance: number, n: number): number {
  if (n > 100_000) return Math.exp(-((6 * n * distance + 1) ** 2) / (18 * n));
  const last = Math.floor(n * (1 - distance));
  let sum = 0;
  let logChoose = 0;
  for (let j = 0; j <= last; j += 1) {
    if (j > 0) logChoose += Math.log((n - j + 1) / j);
    const rest = Math.max(0, 1 - distance - j / n);
    sum += Math.exp(logChoose + (j - 1) * Math.log(distance + j / n) + (n - j) * Math.log(rest));
  }
  return Math.min(1, distance * sum);
}
