import { type Actor } from '@countersign/domain/access';
import { type EntityManager, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { type Database } from '../database/database';
import { Problem } from './problem';

/** The arguments of every list. */
export interface PageBounds {
  first: number;
  after?: string | null;
}

/** One page of rows, read by keyset: the cursor is the last row's unique sort value, so pages stay stable while rows arrive. */
export interface Page<Row> {
  rows: Row[];
  cursorOf: (row: Row) => string;
  hasNextPage: boolean;
  /** Counts only when a client asks. */
  count: () => Promise<number>;
}

export interface PageRequest<Row extends ObjectLiteral> extends PageBounds {
  build: (manager: EntityManager) => SelectQueryBuilder<Row>;
  /** The sort column; unique within the list. */
  key: keyof Row & string;
  direction: 'ASC' | 'DESC';
}

export const largestPage = 500;

function encodeCursor(key: string, value: unknown): string {
  return Buffer.from(JSON.stringify([key, value])).toString('base64url');
}

function decodeCursor(key: string, cursor: string): string | number {
  try {
    const [name, value] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (name === key && (typeof value === 'string' || typeof value === 'number')) return value;
  } catch {
    // Not a cursor at all: reported below like any other foreign one.
  }
  throw new Problem('UNKNOWN_CURSOR', 'This cursor was not given out by this list.', { field: 'after' });
}

/** One page of the query that `build` makes; its alias must be `row`. */
export async function readPage<Row extends ObjectLiteral>(
  database: Database,
  actor: Actor,
  { build, key, direction, first, after }: PageRequest<Row>,
): Promise<Page<Row>> {
  if (first < 1 || first > largestPage) {
    throw new Problem('BAD_INPUT', `first must be between 1 and ${largestPage}.`, { field: 'first' });
  }
  const start = after === undefined || after === null ? undefined : decodeCursor(key, after);
  const rows = await database.read(actor, ({ manager }) => {
    const query = build(manager)
      .orderBy(`row.${key}`, direction)
      .limit(first + 1);
    if (start !== undefined)
      query.andWhere(`row.${key} ${direction === 'ASC' ? '>' : '<'} :start`, { start });
    return query.getMany();
  });
  return {
    rows: rows.slice(0, first),
    cursorOf: (row) => encodeCursor(key, row[key]),
    hasNextPage: rows.length > first,
    count: () => database.read(actor, ({ manager }) => build(manager).getCount()),
  };
}
