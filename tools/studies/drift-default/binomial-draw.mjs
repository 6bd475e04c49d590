/** ln Γ(x + 1) for whole x: a table for small, Stirling's series beyond (error below 1e-12). */
const logFactorials = [0];
for (let k = 1; k < 256; k += 1) logFactorials.push(logFactorials[k - 1] + Math.log(k));

function logFactorial(k) {
  if (k < 256) return logFactorials[k];
  return (k + 0.5) * Math.log(k) - k + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * k) - 1 / (360 * k ** 3);
}

/** A binomial count by inversion from the mode outwards: exact, about one standard deviation of steps. */
export function binomialDraw(n, p, random) {
  if (n === 0 || p <= 0) return 0;
  if (p >= 1) return n;
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const odds = p / (1 - p);
  const peak = Math.exp(
    logFactorial(n) -
      logFactorial(mode) -
      logFactorial(n - mode) +
      mode * Math.log(p) +
      (n - mode) * Math.log1p(-p),
  );
  let left = random.next() - peak;
  let up = { k: mode, weight: peak };
  let down = { k: mode, weight: peak };
  while (left >= 0 && (up.weight > 0 || down.weight > 0)) {
    up = { k: up.k + 1, weight: up.k < n ? (up.weight * (n - up.k) * odds) / (up.k + 1) : 0 };
    left -= up.weight;
    if (left < 0) return up.k;
    down = { k: down.k - 1, weight: down.k > 0 ? (down.weight * down.k) / ((n - down.k + 1) * odds) : 0 };
    left -= down.weight;
    if (left < 0) return down.k;
  }
  return mode;
}
