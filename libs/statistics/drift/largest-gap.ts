/**
 * The largest |i·m − j·n| over all values, i and j being how many of the n and m values of two ascending samples are at
 * most that value: the Kolmogorov–Smirnov distance in whole numbers. Equal values count as one step. O(n + m).
 */
export function largestGap(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  const m = b.length;
  let largest = 0;
  let i = 0;
  let j = 0;
  let value = NaN;
  while (i < n && j < m) {
    const x = a[i]!;
    const y = b[j]!;
    const next = x < y ? x : y;
    if (next !== value) largest = Math.max(largest, Math.abs(i * m - j * n));
    value = next;
    // Sums of comparisons instead of branches, which no processor could foresee here.
    i += Number(x === value);
    j += Number(y === value);
  }
  while (i < n && a[i] === value) i += 1;
  while (j < m && b[j] === value) j += 1;
  // From here on the gap only shrinks.
  return Math.max(largest, Math.abs(i * m - j * n));
}
