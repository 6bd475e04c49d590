import { FileError, readColumns } from '@countersign/engines/files';
import { Problem } from '../../server/problem';
import { type DataFile, readingFile } from '../uploads/uploads.service';
import { type KeyDigests } from './key-digests';

const longestKey = 500;
const longestValue = 200;

/** One person: the digest of the key, the line it stood on, and a value for each attribute. */
export interface VaultRow {
  digest: string;
  line: number;
  values: (string | null)[];
}

interface VaultSource {
  file: Pick<DataFile, 'path' | 'format'>;
  keyColumn: string;
  attributes: readonly string[];
  digests: KeyDigests;
}

/**
 * Hands over the rows of a file, some at a time. What is wrong is told by line and column alone.
 * @throws Problem MISSING_COLUMN, MISSING_VALUE, BAD_INPUT or what is wrong with the file
 */
export function readVaultRows(
  { file, keyColumn, attributes, digests }: VaultSource,
  take: (rows: VaultRow[]) => Promise<void>,
): Promise<void> {
  return readingFile('uploadId', async () => {
    const requests = [keyColumn, ...attributes].map((name) => ({ name, kind: 'categorical' as const }));
    try {
      for await (const { columns, lines, length } of readColumns(file.path, file.format, requests)) {
        const cell = (row: number, column: string, longest: number): string | null => {
          const value = columns.get(column)?.[row] ?? null;
          const text = value === null || String(value).trim() === '' ? null : String(value);
          if (text === null || (text.length <= longest && text.isWellFormed())) return text;
          throw fault('BAD_INPUT', { line: lines[row] ?? 0, column }, `takes at most ${longest} characters`);
        };
        await take(
          Array.from({ length }, (_, row) => {
            const line = lines[row] ?? 0;
            const key = cell(row, keyColumn, longestKey);
            if (key === null)
              throw fault('MISSING_VALUE', { line, column: keyColumn }, 'is the key and cannot be empty');
            return {
              digest: digests.of(key),
              line,
              values: attributes.map((name) => cell(row, name, longestValue)),
            };
          }),
        );
      }
    } catch (error) {
      throw quiet(error);
    }
  });
}

/** Where two rows are of one person. */
export function keyTwice(line: number, column: string): Problem {
  return fault('BAD_INPUT', { line, column }, 'holds a key that stands there before');
}

function fault(
  code: 'MISSING_VALUE' | 'BAD_INPUT',
  { line, column }: { line: number; column: string },
  what: string,
): Problem {
  return new Problem(code, `Line ${line}, column "${column}" ${what}.`, { field: 'uploadId', line, column });
}

/** Where a file has no header, the names of its columns are somebody's values. */
function quiet(error: unknown): unknown {
  if (!(error instanceof FileError) || error.code === 'MISSING_COLUMN') return error;
  const { code, line } = error;
  if (code !== 'DUPLICATE_COLUMN') return error;
  return new FileError(code, 'The header names a column twice.', { ...(line !== undefined && { line }) });
}
