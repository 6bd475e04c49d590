import { civilText } from './civil-date';

/** Consecutive rows, `end` exclusive, of rows that are in the order of time. */
export interface Chunk {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** Calendar periods in UTC; weeks run from Monday to Sunday. */
export type ChunkPeriod = 'day' | 'week' | 'month';

/**
 * Chunks of `size` rows; the remainder is a chunk of its own. Keys give the first and last row, as NannyML writes them.
 * Throws RangeError unless the size is a whole number of at least 1.
 * @example sizeChunks(5, 2).map(({ key }) => key) // ['[0:1]', '[2:3]', '[4:4]']
 */
export function sizeChunks(rows: number, size: number): Chunk[] {
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`a chunk holds at least one row, not ${size}`);
  const chunks: Chunk[] = [];
  for (let start = 0; start < rows; start += size) {
    const end = Math.min(start + size, rows);
    chunks.push({ key: `[${start}:${end - 1}]`, start, end });
  }
  return chunks;
}

/**
 * `count` chunks of equal size, rounded down; the remainder is one chunk more, as in NannyML. Fewer rows than chunks give
 * a chunk a row. Throws RangeError unless the count is a whole number of at least 1.
 */
export function countChunks(rows: number, count: number): Chunk[] {
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`at least one chunk is needed, not ${count}`);
  return sizeChunks(rows, Math.max(1, Math.floor(rows / count)));
}

const DAY = 86_400_000;

/**
 * One chunk for each calendar period that holds a row, half-open in UTC. `times` are milliseconds since 1970, ascending.
 * Keys are 2022-03, 2022-03-07/2022-03-13 and 2022-03-07, as pandas writes periods.
 * Throws RangeError when a time is no number or lies before the one ahead of it. O(rows).
 */
export function periodChunks(times: Float64Array, period: ChunkPeriod): Chunk[] {
  const chunks: { key: string; start: number; end: number }[] = [];
  let lastDay = NaN;
  let key = '';
  let previous = -Infinity;
  for (let row = 0; row < times.length; row += 1) {
    const time = times[row]!;
    if (!(time >= previous) || time === Infinity) throw new RangeError('the times of chunks have to ascend');
    previous = time;
    const day = Math.floor(time / DAY);
    if (day !== lastDay) {
      key = periodKey(day, period);
      lastDay = day;
    }
    const chunk = chunks.at(-1);
    if (chunk?.key === key) chunk.end = row + 1;
    else chunks.push({ key, start: row, end: row + 1 });
  }
  return chunks;
}

function periodKey(day: number, period: ChunkPeriod): string {
  if (period === 'day') return civilText(day);
  if (period === 'month') return civilText(day).slice(0, -3);
  // 1970-01-01 was a Thursday, so day 4 was a Monday.
  const monday = day - ((((day - 4) % 7) + 7) % 7);
  return `${civilText(monday)}/${civilText(monday + 6)}`;
}
