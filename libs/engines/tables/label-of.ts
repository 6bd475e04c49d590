import { type ColumnSchema, isMissingText, parseNumberText, parseTimeText, parseTruthText } from '../files';

const whole = /^[+-]?\d+$/;

/**
 * How a table writes a stored text as a category, so that files of different writers agree: whole numbers by their
 * digits, other numbers as JavaScript writes them, truth values as true and false, times in their normal form, texts as
 * they are. Null where missing: no value, the empty text, a spelling of "no value" where the column's kind makes it
 * one, and a written NaN, which names no category.
 */
export function labelOf(text: string | null, { kind, storageType }: ColumnSchema): string | null {
  if (text === null || text === '') return null;
  if (kind === 'categorical' && storageType !== 'BOOLEAN') return text;
  if (isMissingText(text)) return null;
  if (kind === 'categorical') return parseTruthText(text) ?? text;
  return kind === 'numeric' ? numberLabel(text) : (parseTimeText(text) ?? text);
}

function numberLabel(text: string): string | null {
  const trimmed = text.trim();
  const value = parseNumberText(trimmed);
  if (value === undefined) return text;
  if (Number.isNaN(value)) return null;
  // Digits beyond 2^53 tell identifiers apart that one double cannot.
  return !Number.isSafeInteger(value) && whole.test(trimmed)
    ? BigInt(trimmed.replace('+', '')).toString()
    : String(value);
}
