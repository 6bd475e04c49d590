import { type DuckDBDataChunk, DuckDBDoubleVector, DuckDBIntegerVector } from '@duckdb/node-api';

/** A column of a chunk as the engine holds it. Valid until the next chunk is fetched. */
interface ChunkVector<Values> {
  readonly values: Values;
  /** Absent when every value is there. */
  readonly isMissing?: (row: number) => boolean;
}

/** @throws TypeError unless the query cast the column to DOUBLE */
export function doubleVector(chunk: DuckDBDataChunk, column: number): ChunkVector<Float64Array> {
  const vector = chunk.getColumnVector(column);
  if (!(vector instanceof DuckDBDoubleVector))
    throw new TypeError(`column ${column} is ${vector.type}, no DOUBLE`);
  return chunkVector(vector['items'], vector['validity']['data']);
}

/** @throws TypeError unless the query cast the column to INTEGER */
export function integerVector(chunk: DuckDBDataChunk, column: number): ChunkVector<Int32Array> {
  const vector = chunk.getColumnVector(column);
  if (!(vector instanceof DuckDBIntegerVector))
    throw new TypeError(`column ${column} is ${vector.type}, no INTEGER`);
  return chunkVector(vector['items'], vector['validity']['data']);
}

/**
 * The arrays behind a vector, which its class holds but does not offer: going through its getters, a value at a time
 * and a bigint at a time for the missing ones, takes ten times as long.
 *
 * @param words one bit a row, 0 where the value is missing; null when none is
 */
function chunkVector<Values>(values: Values, words: BigUint64Array | null): ChunkVector<Values> {
  if (!words) return { values };
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  return { values, isMissing: (row) => (bytes[row >> 3]! & (1 << (row & 7))) === 0 };
}
