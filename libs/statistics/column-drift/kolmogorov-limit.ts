/**
 * Upper tail of the limit of √n_e·D, D being the largest gap of two empirical distribution functions of continuous
 * values and n_e = nm/(n + m): 2·Σ (−1)^(k−1)·exp(−2k²z²), or its theta transform for small z.
 * Source: Kolmogorov (1933); Smirnov (1939). Expects z ≥ 0.
 */
export function kolmogorovLimit(z: number): number {
  if (z < 0.2) return 1;
  if (z < 1) {
    let below = 0;
    for (let k = 1; k < 10; k += 2) below += Math.exp(-((k * Math.PI) ** 2) / (8 * z * z));
    return 1 - (Math.sqrt(2 * Math.PI) / z) * below;
  }
  let tail = 0;
  for (let k = 5; k >= 1; k -= 1) tail += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * z * z);
  return tail;
}
