import { type Table } from '@countersign/engines/tables';
import {
  type ColumnExpectation,
  type Expectations,
  learnColumn,
  learnDataset,
  longestPause,
} from '@countersign/statistics/quality';
import { observeColumns } from './observe-columns';
import { type QualityRequest } from './quality-request';
import { timeValues } from './time-values';

/** What a reference lets expect of a table of so many rows. */
export async function learnFrom(
  reference: Table,
  { columns, id, timestamp }: QualityRequest,
  judgedRows: number,
): Promise<Expectations> {
  const names = reference.columns.map(({ name }) => name);
  const chosen = names.filter((name) => columns?.includes(name) ?? true);
  const learned = new Map<string, ColumnExpectation>();
  for await (const column of observeColumns(reference, chosen)) {
    const { kind, missing, ...rest } = learnColumn(column, judgedRows);
    const base = { ...(kind && { kind }), ...(missing !== undefined && { missing }) };
    // Ids differ from file to file: neither their range nor their values are known beforehand.
    learned.set(column.column, column.column === id ? base : { ...base, ...rest });
  }
  const dataset = learnDataset({
    judgedRows,
    duplicateRows: await reference.countDistinct(names),
    ...(id === undefined ? {} : { duplicateIds: await reference.countDistinct([id]) }),
    ...(timestamp === undefined
      ? {}
      : { longestPauseHours: longestPause(await timeValues(reference, timestamp)) }),
    ...(hasOrder(reference) && { columnOrder: names }),
  });
  // In the order of the file, as a reader looks for them.
  return { dataset, columns: new Map(chosen.map((name) => [name, learned.get(name) ?? {}])) };
}

/** The fields of a JSON object have none. */
export const hasOrder = ({ format }: Table): boolean => format !== 'ndjson';

/**
 * What is expected in the end: a column of the file of expectations replaces what was learned of it, a field of its
 * dataset replaces the learned one, and --max-age replaces both. Of chosen columns, only they are expected.
 */
export function mergeExpectations(
  request: QualityRequest,
  given: Expectations | undefined,
  learned: Expectations | undefined,
): Expectations {
  const { columns: chosen, maximumAgeHours } = request;
  const { newColumns, columnOrder, movedColumns, ...dataset } = { ...learned?.dataset, ...given?.dataset };
  const columns = [...new Map([...(learned?.columns ?? []), ...(given?.columns ?? [])])];
  return {
    dataset: {
      ...dataset,
      // A choice of columns leaves others out by intent.
      ...(newColumns === undefined || chosen ? {} : { newColumns }),
      ...(columnOrder === undefined || chosen ? {} : { columnOrder }),
      ...(movedColumns === undefined || chosen ? {} : { movedColumns }),
      ...(maximumAgeHours === undefined ? {} : { maximumAgeHours }),
    },
    columns: new Map(columns.filter(([name]) => chosen?.includes(name) ?? true)),
  };
}
