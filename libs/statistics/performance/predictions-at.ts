/**
 * What scores predict at a threshold: 1 where the score is the threshold or more (≥), 0 below it, −1 where the score is
 * not finite. Throws RangeError when the threshold is not finite.
 * @example predictionsAt(Float64Array.of(0.4, 0.5, NaN), 0.5) // 0, 1, −1
 */
export function predictionsAt(scores: Float64Array, threshold: number): Int8Array {
  if (!Number.isFinite(threshold)) throw new RangeError(`a threshold is a finite number, got ${threshold}`);
  const predictions = new Int8Array(scores.length);
  for (let row = 0; row < scores.length; row += 1) {
    const score = scores[row]!;
    predictions[row] = Number.isFinite(score) ? Number(score >= threshold) : -1;
  }
  return predictions;
}
