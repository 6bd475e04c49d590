/**
 * Quantile by linear interpolation between order statistics at position (n − 1)·p (Hyndman and Fan's type 7, the default
 * of R and NumPy). `sorted` ascends and holds finite numbers; O(1).
 * Throws RangeError when it is empty or p lies outside [0, 1].
 * @example quantile([1, 2, 3, 4], 0.5) // 2.5
 */
export function quantile(sorted: ArrayLike<number>, probability: number): number {
  if (sorted.length === 0) throw new RangeError('a quantile needs at least one value');
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`a probability in [0, 1] is needed, got ${probability}`);
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  const part = position - below;
  // A weighted mean cannot overflow where high - low could; equal ends must come out exactly.
  return low === high || part === 0 ? low : low * (1 - part) + high * part;
}
