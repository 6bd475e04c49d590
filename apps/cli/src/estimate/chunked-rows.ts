import { type Table } from '@countersign/engines/tables';
import { type Chunk, countChunks, periodChunks, sizeChunks } from '@countersign/statistics/estimation';
import { ascendingOrder } from '@countersign/statistics/ordering';
import { type Chunking } from './estimate-request';
import { timeColumn } from './time-column';

/** The order of time of a file's rows, and the chunks they make in it. */
export interface RowOrder {
  /** Row numbers; null where the file's own order stays. */
  readonly order: Uint32Array | null;
  readonly chunks: readonly Chunk[];
}

interface OrderRequest {
  readonly path: string;
  readonly timestamp: string | undefined;
  readonly chunking: Chunking;
}

/** Rows of equal time keep the order of the file. @throws UsageError on a value that is no time */
export async function rowOrder(table: Table, { path, timestamp, chunking }: OrderRequest): Promise<RowOrder> {
  if (timestamp === undefined) return { order: null, chunks: cut(table.rowCount, chunking) };
  const times = await timeColumn(table, path, timestamp);
  const order = ascendingOrder(times);
  const isPeriod = chunking === 'month' || chunking === 'week' || chunking === 'day';
  if (!isPeriod) return { order, chunks: cut(table.rowCount, chunking) };
  return {
    order,
    chunks: periodChunks(
      Float64Array.from(order, (row) => times[row]!),
      chunking,
    ),
  };
}

function cut(rows: number, chunking: Chunking): readonly Chunk[] {
  return typeof chunking === 'object' ? sizeChunks(rows, chunking.rows) : countChunks(rows, 10);
}

/** A column in the order of time. */
export function inOrder<Column extends Float64Array | Int8Array | Int32Array>(
  column: Column,
  order: Uint32Array | null,
): Column {
  if (order === null) return column;
  const sorted = column.slice() as Column;
  for (let at = 0; at < order.length; at += 1) sorted[at] = column[order[at]!]!;
  return sorted;
}
