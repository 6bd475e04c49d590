const spellings: ReadonlySet<string> = new Set([
  'NA',
  'N/A',
  'n/a',
  '#N/A',
  '<NA>',
  'NaT',
  'NULL',
  'null',
  'None',
]);

/**
 * Whether a text is a usual spelling of "no value" (of R, spreadsheets, SQL, Python). It means missing only in a column
 * whose other values are all numbers, all times or all truth values, and of which there is at least one: among texts,
 * `NA` may be Namibia and `None` an answer. NaN is not among them: it is a number that says so itself.
 */
export function isMissingText(text: string): boolean {
  return text.length <= 4 && spellings.has(text);
}
