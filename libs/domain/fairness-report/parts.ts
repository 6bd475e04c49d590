import { type Estimate } from '@countersign/statistics/inference';
import { formatNumber, type ReportPart } from '../report';

export const text = (words: string): ReportPart => ({ kind: 'text', text: words });

/** What somebody wrote, a paragraph for each of its lines; the sentence for silence where nobody wrote anything. */
export function stated(words: string | null, otherwise: string): ReportPart[] {
  const lines = (words ?? '').split(/\r?\n/).map((line) => line.trim());
  const said = lines.filter((line) => line !== '');
  return said.length === 0 ? [text(otherwise)] : said.map(text);
}

/** What somebody wrote, in one line. */
export function inLine(words: string | null, otherwise = 'Not stated.'): string {
  const line = (words ?? '').replace(/\s+/g, ' ').trim();
  return line === '' ? otherwise : line;
}

export const column = (name: string) => ({ name });

export const numeric = (name: string) => ({ name, isNumeric: true });

/** Numerator of denominator. */
export function countsText({ numerator, denominator }: Estimate): string {
  return numerator === undefined || denominator === undefined
    ? ''
    : `${formatNumber(numerator)} of ${formatNumber(denominator)}`;
}
