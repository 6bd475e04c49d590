/** Nodes of the quadrature on each interval; 12 digits for x up to 40, 9 for x up to 200. */
const nodes = 160;

/**
 * Upper tail of the limit law of the Cramér–von Mises statistic ω²: (2/π)·Σ (−1)^(j+1)·∫ exp(−x·s²/2)·√(−s / sin s) ds / s,
 * s from (2j − 1)·π to 2j·π for j = 1, 2, …. The ends of the intervals are inverse-square-root singularities, which the
 * Gauss–Chebyshev rule integrates as they are. Unlike one minus the series of Bessel functions it keeps the digits of
 * small tails.
 * Source: Smirnov (1936), in the form of Darling, Annals of Mathematical Statistics 28 (1957). Expects x ≥ 0.
 */
export function cramerVonMisesLimitTail(x: number): number {
  // Below this the lower tail is under 1e-17.
  if (x < 0.003) return 1;
  let tail = 0;
  for (let j = 1; ; j += 1) {
    const start = (2 * j - 1) * Math.PI;
    const largest = Math.exp((-x * start * start) / 2);
    if (largest <= tail * 1e-18 || largest === 0) return Math.min(1, (2 / Math.PI) * tail);
    tail += (j % 2 === 1 ? 1 : -1) * interval(x, start);
  }
}

function interval(x: number, start: number): number {
  let sum = 0;
  for (let node = 1; node <= nodes; node += 1) {
    // Distance from the start: (π/2)(1 − cos θ), written so that it keeps its digits near 0.
    const halfAngle = ((2 * node - 1) * Math.PI) / (4 * nodes);
    const offset = Math.PI * Math.sin(halfAngle) ** 2;
    const s = start + offset;
    // sin(start + offset) = −sin(offset); the rule's weight √(offset·(π − offset)) cancels the singularities.
    const smooth = Math.sqrt((offset * (Math.PI - offset)) / Math.sin(offset) / s);
    sum += smooth * Math.exp((-x * s * s) / 2);
  }
  return (Math.PI / nodes) * sum;
}
