import { type ColumnSchema } from '@countersign/engines/files';
import { type Table } from '@countersign/engines/tables';
import { type DriftMethod } from '@countersign/statistics/drift';
import { type ReasonCode } from '@countersign/statistics/inference';
import { UsageError } from '../usage-error';
import { type DriftMode, isMeasurable } from './drift-mode';
import { type DriftRequest } from './drift-request';
import { methodNames } from './method-request';

type Kind = ColumnSchema['kind'];
type PlannedRequest = DriftRequest & { readonly mode: DriftMode };

/** A column of the reference file: how it is to be compared, or why it is not. */
export interface PlannedColumn {
  readonly column: string;
  /** Kind in the reference file, or categorical where --categorical says so. */
  readonly kind: Kind;
  /** Kind in the current file; absent where it has no such column. */
  readonly currentKind: Kind | undefined;
  readonly method: DriftMethod | undefined;
  /** Null where nothing speaks against comparing it. */
  readonly reason: ReasonCode | null;
}

/**
 * The columns to compare, in the order of the reference file. A column that cannot be compared keeps its place with a
 * reason; only what was asked for by name and cannot be done is refused.
 * @throws UsageError on an unknown column, a method that does not fit the column it was asked for, or that fits none
 */
export function planColumns(
  request: DriftRequest,
  mode: DriftMode,
  { reference, current }: { readonly reference: Table; readonly current: Table },
): PlannedColumn[] {
  const kinds = new Map(reference.columns.map(({ name, kind }) => [name, kind]));
  const asked = [...(request.columns ?? []), ...request.categorical, ...request.methods.byColumn.keys()];
  for (const name of asked) {
    if (!kinds.has(name)) throw new UsageError(`${request.reference}: There is no column "${name}".`);
  }
  const wanted = new Set(request.columns ?? kinds.keys());
  const currentKinds = new Map(current.columns.map(({ name, kind }) => [name, kind]));
  const planned = reference.columns
    .filter(({ name }) => wanted.has(name))
    .map(({ name, kind }) =>
      plan({ ...request, mode }, { column: name, kind, currentKind: currentKinds.get(name) }),
    );
  refuseUnfit({ ...request, mode }, planned);
  return planned;
}

function plan(
  { categorical, methods, mode }: PlannedRequest,
  { column, kind, currentKind }: { column: string; kind: Kind; currentKind: Kind | undefined },
): PlannedColumn {
  const method = methods.byColumn.get(column) ?? methods.all;
  if (categorical.has(column)) {
    const isThere = currentKind !== undefined;
    return {
      column,
      kind: 'categorical',
      currentKind: isThere ? 'categorical' : undefined,
      method,
      reason: isThere ? unfit('categorical', method, mode) : 'missing_column',
    };
  }
  const reason = currentKind === undefined ? 'missing_column' : unfit(kind, method, mode);
  return { column, kind, currentKind, method, reason };
}

/** Times are not compared: nearly every pair of periods differs in them. */
function unfit(kind: Kind, method: DriftMethod | undefined, mode: DriftMode): ReasonCode | null {
  if (kind === 'timestamp') return 'method_does_not_fit';
  return method === undefined || isMeasurable(method, kind, mode) ? null : 'method_does_not_fit';
}

function refuseUnfit({ methods, mode }: PlannedRequest, planned: readonly PlannedColumn[]): void {
  for (const { column, kind, method, reason } of planned) {
    if (reason !== 'method_does_not_fit' || !methods.byColumn.has(column)) continue;
    throw new UsageError(
      kind === 'timestamp'
        ? `--method ${column}=${method}: the column "${column}" holds times, which are not compared; --categorical ${column} takes them as texts.`
        : `--method ${column}=${method}: ${method} does not fit the ${kind} column "${column}". Methods that do: ${methodNames(kind, mode).join(', ')}.`,
    );
  }
  const isAnyFit = planned.some(({ reason }) => reason !== 'method_does_not_fit');
  if (methods.all === undefined || isAnyFit || planned.length === 0) return;
  const kind = planned.every((each) => each.kind !== 'numeric') ? 'categorical' : 'numeric';
  throw new UsageError(
    `--method ${methods.all} fits none of the columns. Methods for ${kind} columns: ${methodNames(kind, mode).join(', ')}.`,
  );
}
