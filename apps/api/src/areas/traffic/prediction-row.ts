import { createHash } from 'node:crypto';
import { type CellValue } from '@countersign/engines/files';

/** One prediction as it will be stored. */
export interface PredictionRow {
  /** Place among the file's rows, from 0. */
  index: number;
  line: number;
  id: string;
  at: Date;
  prediction: string | null;
  score: number | null;
  latencyMs: number | null;
  /** JSON objects, keys in code-point order. */
  features: string;
  segments: string;
  groups: string;
  /** First 16 bytes of a SHA-256 over the row's content, hex: equal for rows that say the same. */
  digest: string;
}

/** The digest of what a row says. The time counts only where the file states it: a resend may come at any time. */
export function payloadDigest(row: Omit<PredictionRow, 'digest'>, statesTime: boolean): string {
  const { id, at, prediction, score, latencyMs, features, segments, groups } = row;
  const head = [
    id,
    statesTime ? at.toISOString() : null,
    prediction,
    numberJson(score),
    numberJson(latencyMs),
  ];
  return createHash('sha256')
    .update(`${JSON.stringify(head)}\n${features}\n${segments}\n${groups}`)
    .digest('hex')
    .slice(0, 32);
}

/** Writes one row's cells of some columns as a JSON object. NaN and infinities, which JSON lacks, become their names. */
export function jsonObjectWriter(
  columns: readonly string[],
): (cell: (column: string) => CellValue) => string {
  const keys = [...columns].sort().map((column) => [column, JSON.stringify(column)] as const);
  return (cell) =>
    `{${keys.map(([column, key]) => `${key}:${JSON.stringify(numberJson(cell(column)))}`).join(',')}}`;
}

function numberJson(value: CellValue): CellValue {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
