/**
 * ∫ |F − G| or ∫ (F − G)² over the line, F and G being the empirical distribution functions of two ascending, non-empty
 * samples. Exact. O(n + m).
 */
export function areaBetween(a: Float64Array, b: Float64Array, power: 1 | 2): number {
  let area = 0;
  let i = 0;
  let j = 0;
  let value = Math.min(a[0]!, b[0]!);
  while (i < a.length || j < b.length) {
    while (i < a.length && a[i] === value) i += 1;
    while (j < b.length && b[j] === value) j += 1;
    const next = Math.min(i < a.length ? a[i]! : Infinity, j < b.length ? b[j]! : Infinity);
    if (next === Infinity) break;
    const apart = Math.abs(i / a.length - j / b.length);
    area += (power === 1 ? apart : apart * apart) * (next - value);
    value = next;
  }
  return area;
}
