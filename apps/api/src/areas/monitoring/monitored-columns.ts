import { type Baseline } from '../models/baseline';
import { type MonitoredKind } from './drift-methods';

export interface MonitoredColumn {
  column: string;
  kind: MonitoredKind;
}

/** The columns a drift monitor watches: the baseline's features in file order, then the score. */
export function monitoredColumns({ features, profiles }: Baseline): MonitoredColumn[] {
  const names = new Set([...features.map(({ name }) => name), 'score']);
  return [...names].flatMap((column) => {
    const kind = profiles.get(column)?.profile.kind;
    return kind === undefined ? [] : [{ column, kind }];
  });
}
