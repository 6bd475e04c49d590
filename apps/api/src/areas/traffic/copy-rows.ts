import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type QueryRunner } from 'typeorm';

export type CopyValue = string | number | null;

/**
 * Sends rows by COPY, for tables without row-level security such as temporary ones. Each row has a value for every
 * column of `target`, which is SQL such as `staged (id, at)` and never a client's text.
 */
export async function copyRows(
  runner: QueryRunner,
  target: string,
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const client = (await runner.connect()) as ClientBase;
  await pipeline(Readable.from(chunks(rows)), client.query(copyFrom(`COPY ${target} FROM STDIN`)));
}

const chunkLength = 256 * 1024;

function* chunks(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${row.map(field).join('\t')}\n`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function field(value: CopyValue): string {
  if (value === null) return '\\N';
  return typeof value === 'number'
    ? String(value)
    : value.replace(/[\\\t\n\r]/g, (special) => escapes[special] ?? special);
}
