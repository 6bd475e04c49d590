import type { FindingSource, SuspensionFinding } from './suspension-finding';

/** A column of a file, as far as models read it. */
export interface ReadColumn {
  name: string;
  /** Such as numeric. */
  kind: string;
}

/** A column that is not what the model was approved with. */
interface ChangedColumn {
  column: string;
  before: string;
  /** Null where it is gone. */
  after: string | null;
}

/** Another schema of what a model reads, and where it was seen. */
export interface SchemaChange {
  /** In words, to end a sentence. */
  seenIn: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  at: number;
  columns: readonly ChangedColumn[];
  source: FindingSource;
}

/**
 * The columns that a model reads and that are gone, or of another kind. A column that came does not matter: nothing reads
 * it. Neither does their order.
 */
export function changedColumns(read: readonly ReadColumn[], now: readonly ReadColumn[]): ChangedColumn[] {
  const kinds = new Map(now.map(({ name, kind }) => [name, kind]));
  return read.flatMap(({ name: column, kind: before }) => {
    const after = kinds.get(column) ?? null;
    return after === before ? [] : [{ column, before, after }];
  });
}

export function columnFindings({ columns, source }: SchemaChange): SuspensionFinding[] {
  return columns.map(({ column, before, after }) => ({
    ...{ subject: column, measure: 'schema', found: after ?? 'missing', expected: before, source },
  }));
}
