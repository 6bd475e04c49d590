/** The p-values that are there, with their places, smallest first. Throws RangeError for one outside [0, 1]. */
export function ranked(pValues: readonly (number | null)[]): { index: number; p: number }[] {
  const present: { index: number; p: number }[] = [];
  pValues.forEach((p, index) => {
    if (p === null) return;
    if (!(p >= 0 && p <= 1)) throw new RangeError(`a p-value lies in [0, 1], got ${p}`);
    present.push({ index, p });
  });
  return present.sort((a, b) => a.p - b.p || a.index - b.index);
}
