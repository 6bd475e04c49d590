/** One cell of a table twin. */
export type CellValue = string | number | null;

/** The same content as a figure, as a table. */
export interface TableTwin {
  columns: readonly string[];
  rows: readonly (readonly CellValue[])[];
}

/** Quotes where RFC 4180 asks for it, and defuses what a spreadsheet would run as a formula. */
function field(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The table as CSV (RFC 4180), numbers in full precision. */
export const toCsv = ({ columns, rows }: TableTwin): string =>
  [columns, ...rows].map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
