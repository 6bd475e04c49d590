const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const special = /^([+-]?)(nan|inf|infinity)$/i;
const whole = /^[+-]?\d+$/;

/**
 * Reads a decimal number as spreadsheets, pandas and R write it: sign, digits, point, exponent, or NaN, inf and
 * Infinity in any case; spaces around it are ignored. No thousands separators, no hexadecimal.
 *
 * @returns the number (NaN for a written NaN), or undefined when the text is not a number
 */
export function parseNumberText(text: string): number | undefined {
  const trimmed = text.trim();
  if (decimal.test(trimmed)) return Number(trimmed);
  const match = special.exec(trimmed);
  if (!match) return undefined;
  if (match[2]?.toLowerCase() === 'nan') return NaN;
  return match[1] === '-' ? -Infinity : Infinity;
}

/** Whether `parseNumberText` reads the text, without making the number. */
export function isNumberText(text: string): boolean {
  return decimal.test(text) || parseNumberText(text) !== undefined;
}

/** Whether a text that is a number is written as a whole one. */
export function isWholeNumberText(text: string): boolean {
  return whole.test(text.trim());
}
