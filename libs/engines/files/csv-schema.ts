import { ColumnEvidence } from './column-evidence';
import { readCsvRows } from './csv-records';
import { type FileSchema } from './file-schema';

/**
 * Infers a CSV file's schema from every value, never from a sample: a column is numeric when each non-empty value is
 * a number, timestamp when each is a date-time, else categorical (as is a column without any value), BOOLEAN when each
 * writes true or false. Spellings of "no value" such as NA count as missing there (see isMissingText), unless they are
 * all the column holds.
 */
export async function readCsvSchema(path: string): Promise<FileSchema> {
  let names: readonly string[] = [];
  let evidence: ColumnEvidence[] = [];
  let rowCount = 0;
  for await (const { header, rows } of readCsvRows(path)) {
    if (rowCount === 0) {
      names = header;
      evidence = header.map(() => new ColumnEvidence());
    }
    rowCount += rows.length;
    for (const [at, column] of evidence.entries())
      for (const { fields } of rows) {
        const text = fields[at];
        if (text !== undefined && text !== '') column.addText(text);
      }
  }
  return { format: 'csv', rowCount, columns: evidence.map((column, at) => column.schema(names[at] ?? '')) };
}
