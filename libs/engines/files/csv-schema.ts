import { readCsvRows } from './csv-records';
import { type ColumnSchema, type FileSchema } from './file-schema';
import { isWholeNumberText, parseNumberText } from './number-text';
import { hasZone, parseTimeText } from './time-text';
import { parseTruthText } from './truth-text';

/** What every value seen so far still allows a column to be. */
class ColumnEvidence {
  private any = false;
  private numeric = true;
  private truth = true;
  private whole = true;
  private timestamp = true;
  private dateOnly = true;
  private zoned = true;

  /** Takes one non-missing value into account. */
  add(text: string): void {
    this.any = true;
    this.truth &&= parseTruthText(text) !== undefined;
    if (this.numeric) {
      this.numeric = parseNumberText(text) !== undefined;
      this.whole &&= isWholeNumberText(text);
    }
    if (this.timestamp) {
      const time = parseTimeText(text);
      this.timestamp = time !== undefined;
      this.dateOnly &&= text.trim().length === 10;
      this.zoned &&= time !== undefined && hasZone(time);
    }
  }

  schema(name: string): ColumnSchema {
    if (this.any && this.numeric)
      return { name, kind: 'numeric', storageType: this.whole ? 'BIGINT' : 'DOUBLE' };
    if (this.any && this.timestamp) return { name, kind: 'timestamp', storageType: this.timeType() };
    return { name, kind: 'categorical', storageType: this.any && this.truth ? 'BOOLEAN' : 'VARCHAR' };
  }

  private timeType(): string {
    if (this.dateOnly) return 'DATE';
    return this.zoned ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP';
  }
}

/**
 * Infers a CSV file's schema from every value, never from a sample: a column is numeric when each non-empty value is
 * a number, timestamp when each is a date-time, else categorical (as is a column without any
 * value), BOOLEAN when each writes true or false.
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
        if (text !== undefined && text !== '') column.add(text);
      }
  }
  return { format: 'csv', rowCount, columns: evidence.map((column, at) => column.schema(names[at] ?? '')) };
}
