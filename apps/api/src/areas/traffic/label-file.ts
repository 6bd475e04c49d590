import { type ColumnRequest, readColumns, readSchema } from '@countersign/engines/files';
import { answerValue } from '../models/answer-value';
import { type ColumnMapping } from '../models/column-mapping';
import { type Task } from '../models/task';
import { type DataFile, readingFile } from '../uploads/uploads.service';
import { assertMapped, fault, requiredColumn } from './file-columns';
import { rowTime } from './row-time';

/** One label as it will be stored. */
export interface LabelRow {
  line: number;
  id: string;
  label: string;
  /** When the truth was known; null where the file does not say. */
  at: Date | null;
}

export interface LabelSource {
  file: Pick<DataFile, 'path' | 'format'>;
  mapping: ColumnMapping & { assumeUtc: boolean };
  task: Task;
  receivedAt: Date;
}

/**
 * Reads a file of labels completely; a fault anywhere refuses all of it.
 *
 * @throws Problem naming field, and line and column where known: what readColumns throws of a file, MISSING_COLUMN,
 *   MISSING_VALUE, NOT_A_NUMBER, NOT_A_TIME, BAD_INPUT (a binary label that is neither 0 nor 1, a time that is still to
 *   come)
 */
export function readLabelFile({ file, mapping, task, receivedAt }: LabelSource): Promise<LabelRow[]> {
  return readingFile('uploadId', async () => {
    const names = { id: requiredColumn(mapping, 'id'), label: requiredColumn(mapping, 'label') };
    assertMapped((await readSchema(file.path, file.format)).columns, mapping);
    const requests: ColumnRequest[] = [
      ...[names.id, names.label].map((name) => ({ name, kind: 'categorical' as const })),
      ...(mapping.at === null ? [] : [{ name: mapping.at, kind: 'timestamp' as const }]),
    ];
    const reading = { assumeUtc: mapping.assumeUtc, receivedAt };
    const rows: LabelRow[] = [];
    for await (const { columns, lines, length } of readColumns(file.path, file.format, requests)) {
      for (let row = 0; row < length; row += 1) {
        const line = lines[row] ?? 0;
        const required = (column: string) => {
          const value = columns.get(column)?.[row] ?? null;
          if (value === null) throw fault('MISSING_VALUE', { line, column }, 'a value is needed here.');
          return String(value);
        };
        const id = required(names.id);
        const cell = { text: required(names.label), line, column: names.label, field: 'uploadId' };
        const known = mapping.at === null ? null : (columns.get(mapping.at)?.[row] ?? null);
        const at = known === null ? null : rowTime(known, { line, column: mapping.at ?? '' }, reading);
        rows.push({ line, id, label: answerValue(task, cell), at });
      }
    }
    return rows;
  });
}
