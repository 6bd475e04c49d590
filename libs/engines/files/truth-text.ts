/** The truth value a text writes, in any case: `True` of Python and `TRUE` of a spreadsheet are `true` of Parquet. */
export function parseTruthText(text: string): 'true' | 'false' | undefined {
  const value = text.trim().toLowerCase();
  return value === 'true' || value === 'false' ? value : undefined;
}
