import { type DriftMethod, driftMethods } from '@countersign/statistics/drift';
import { UsageError } from '../usage-error';
import { type DriftMode, isMeasurable } from './drift-mode';

/** The methods that --method asks for: one for every column, and some for single columns. */
export interface MethodRequest {
  readonly all: DriftMethod | undefined;
  readonly byColumn: ReadonlyMap<string, DriftMethod>;
}

/**
 * Reads `--method M` and `--method column=M`; the last equals sign divides, since a column's name may hold one.
 * @throws UsageError on an unknown method, and where two methods are asked for the same columns
 */
export function methodRequest(words: readonly string[]): MethodRequest {
  let all: DriftMethod | undefined;
  const byColumn = new Map<string, DriftMethod>();
  for (const word of words) {
    const at = word.lastIndexOf('=');
    const method = knownMethod(word.slice(at + 1));
    if (at === -1) {
      if (all !== undefined && all !== method)
        throw new UsageError(`--method asks for both ${all} and ${method} for every column.`);
      all = method;
      continue;
    }
    const column = word.slice(0, at);
    if (byColumn.has(column)) throw new UsageError(`--method names the column "${column}" twice.`);
    byColumn.set(column, method);
  }
  return { all, byColumn };
}

function knownMethod(name: string): DriftMethod {
  if (Object.hasOwn(driftMethods, name)) return name as DriftMethod;
  throw new UsageError(`There is no method "${name}". The methods are ${methodNames().join(', ')}.`);
}

/** All methods, or those that can measure a kind of column. */
export function methodNames(kind?: 'numeric' | 'categorical', mode: DriftMode = 'exact'): DriftMethod[] {
  const names = Object.keys(driftMethods) as DriftMethod[];
  return names.filter((name) => kind === undefined || isMeasurable(name, kind, mode)).sort();
}
