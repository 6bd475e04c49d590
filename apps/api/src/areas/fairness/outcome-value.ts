import { parseNumberText } from '@countersign/engines/files';

/**
 * The value a text stands for, written so that equal values are equal texts: numbers as numbers ("1" and "1.0" are
 * one value), everything else as it is. Null where nothing is said: an empty cell, or a written NaN.
 */
export function outcomeValue(text: string | null): string | null {
  if (text === null || text.trim() === '') return null;
  const number = parseNumberText(text);
  if (number === undefined) return text;
  return Number.isNaN(number) ? null : String(number);
}
