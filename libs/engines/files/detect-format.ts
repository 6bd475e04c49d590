import { type FileFormat } from './file-schema';

/** Parquet opens with PAR1, or with PARE when its footer is encrypted. */
const magics = ['PAR1', 'PARE'];

/**
 * Tells the format of a file from its first bytes, the name only helping where they say nothing.
 *
 * @param fileName as the sender called it
 * @param firstBytes at least the first four bytes, fewer when the file is shorter
 * @returns 'parquet' by magic or by the name's ending (a damaged Parquet file is then refused as such); 'ndjson' by the
 *   name's ending, or by an opening brace unless the name says CSV; else 'csv'
 * @example detectFormat('scores.dat', Buffer.from('PAR1…')) // 'parquet'
 */
export function detectFormat(fileName: string, firstBytes: Uint8Array): FileFormat {
  const bytes = Buffer.from(firstBytes);
  if (magics.includes(bytes.subarray(0, 4).toString('latin1')) || /\.(parquet|pq)$/i.test(fileName))
    return 'parquet';
  if (/\.(ndjson|jsonl)$/i.test(fileName)) return 'ndjson';
  return !/\.csv$/i.test(fileName) && /^\uFEFF?\s*\{/.test(bytes.toString('utf8')) ? 'ndjson' : 'csv';
}
