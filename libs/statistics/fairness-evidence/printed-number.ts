/** Every number that rounds to what is printed. */
export interface PrintedNumber {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Reads a printed share or ratio, "48%", "0.979" or ".98", with half a unit of its last digit to either side.
 * Throws RangeError for anything else.
 */
export function printedNumber(text: string): PrintedNumber {
  const match = /^\s*(\d*)(?:\.(\d+))?\s*(%?)\s*$/.exec(text);
  if (match === null || (match[1] === '' && match[2] === undefined)) {
    throw new RangeError(`"${text}" is no printed share`);
  }
  const percent = match[3] === '%' ? 100 : 1;
  const value = Number(`${match[1]}.${match[2] ?? '0'}`) / percent;
  // A hair beyond the half unit, so that a half rounded either way agrees.
  const half = (0.5 * 10 ** -(match[2]?.length ?? 0) * (1 + 1e-9)) / percent;
  return { value, lower: value - half, upper: value + half };
}
