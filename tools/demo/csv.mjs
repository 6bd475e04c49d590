/**
 * Writes rows as RFC 4180 CSV with LF, in the order of `columns`; null and undefined are empty fields.
 *
 * @param {readonly string[]} columns
 * @param {readonly Record<string, unknown>[]} rows
 * @returns {Buffer} UTF-8 bytes
 */
export function csvBytes(columns, rows) {
  const field = (value) => {
    const text = value === null || value === undefined ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return Buffer.from(`${lines.map((line) => line.map(field).join(',')).join('\n')}\n`, 'utf8');
}

/**
 * Reads what csvBytes writes, for checks on the generated files (no quoted fields there).
 *
 * @param {Uint8Array} bytes
 * @returns {Record<string, string>[]}
 */
export function csvRows(bytes) {
  const [header, ...lines] = Buffer.from(bytes).toString('utf8').trimEnd().split('\n');
  const columns = header.split(',');
  return lines.map((line) => {
    const fields = line.split(',');
    return Object.fromEntries(columns.map((column, at) => [column, fields[at]]));
  });
}
