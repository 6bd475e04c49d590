import { ColumnEvidence } from './column-evidence';
import { type FileSchema, maximumColumns } from './file-schema';
import { checkColumnNames } from './header';
import { type NdjsonRow, readNdjsonRows } from './ndjson-records';

/**
 * Infers an NDJSON file's schema from every value: the union of the rows' fields in order of first appearance (fields
 * named by whole numbers first within a row). A field that a row does not have is missing there, as are null and the
 * empty text. Numbers are numbers and texts texts: a field that holds both is categorical. `"NaN"`, `"Infinity"` and
 * spellings of "no value" fit among numbers, since JSON cannot write the first two otherwise.
 */
export async function readNdjsonSchema(path: string): Promise<FileSchema> {
  const evidence = new Map<string, ColumnEvidence>();
  let rowCount = 0;
  for await (const { rows } of readNdjsonRows(path)) {
    rowCount += rows.length;
    for (const row of rows) addRow(evidence, row);
    if (evidence.size > maximumColumns) checkColumnNames([...evidence.keys()]);
  }
  checkColumnNames([...evidence.keys()]);
  return { format: 'ndjson', rowCount, columns: [...evidence].map(([name, column]) => column.schema(name)) };
}

function addRow(evidence: Map<string, ColumnEvidence>, row: NdjsonRow): void {
  for (const name in row) {
    let column = evidence.get(name);
    if (!column) {
      column = new ColumnEvidence();
      evidence.set(name, column);
    }
    const value = row[name];
    if (typeof value === 'number') column.addNumber(value);
    else if (typeof value === 'boolean') column.addTruth();
    else if (typeof value === 'string' && value !== '') column.addString(value);
    else if (typeof value === 'object' && value) column.addNumber(Number(value.digits));
  }
}
