import { maximumRecordSize, readTextBlocks, tooLong } from './text-blocks';
import { type CsvRecord, scanCsv } from './csv-scanner';
import { FileError } from './file-error';
import { checkColumnNames, checkDelimiter } from './header';

/** A run of a CSV file's data rows, every one as wide as the header. */
export interface CsvRows {
  readonly header: readonly string[];
  readonly rows: readonly CsvRecord[];
}

/**
 * Reads a CSV file record by record: header first, then rows in file order, in runs of about 1 MiB. Blank lines at
 * the end of the file are not rows; elsewhere they are a missing value in a file of one column and malformed in others.
 *
 * @throws FileError for every fault of the file (see readColumns); EMPTY_FILE when it holds no row
 */
export async function* readCsvRows(path: string): AsyncGenerator<CsvRows> {
  let header: readonly string[] | undefined;
  let blanks: readonly CsvRecord[] = [];
  let any = false;
  for await (const records of readRecords(path)) {
    let rows = records;
    if (!header) {
      header = checkedHeader(rows[0]);
      rows = rows.slice(1);
    }
    rows = [...blanks, ...rows];
    const end = rows.findLastIndex((row) => !isBlank(row)) + 1;
    blanks = rows.slice(end);
    if (end === 0) continue;
    any = true;
    yield { header, rows: checkedWidths(rows.slice(0, end), header.length) };
  }
  if (!header) throw new FileError('EMPTY_FILE', 'The file is empty.');
  if (!any) throw new FileError('EMPTY_FILE', 'The file has a header but no rows.');
}

async function* readRecords(path: string): AsyncGenerator<readonly CsvRecord[]> {
  let rest = '';
  let line = 1;
  for await (const block of readTextBlocks(path)) {
    const scan = scanCsv(rest + block.text, line);
    ({ rest, restLine: line } = scan);
    if (rest.length > maximumRecordSize) throw tooLong(line);
    if (block.last && rest !== '')
      throw new FileError('MALFORMED_ROW', `The row at line ${line} opens a quote that is never closed.`, {
        line,
      });
    if (scan.records.length > 0) yield scan.records;
  }
}

const isBlank = (record: CsvRecord): boolean => record.fields.length === 1 && record.fields[0] === '';

function checkedHeader(record: CsvRecord | undefined): readonly string[] {
  if (!record || isBlank(record))
    throw new FileError('EMPTY_FILE', 'The file does not begin with a header row.', { line: 1 });
  checkDelimiter(record.fields, record.line);
  checkColumnNames(record.fields, record.line);
  return record.fields;
}

function checkedWidths(rows: readonly CsvRecord[], width: number): readonly CsvRecord[] {
  for (const { fields, line } of rows) {
    if (fields.length !== width) {
      const found = fields.length === 1 ? '1 field' : `${fields.length} fields`;
      throw new FileError('MALFORMED_ROW', `Line ${line} has ${found}, the header has ${width}.`, { line });
    }
  }
  return rows;
}
