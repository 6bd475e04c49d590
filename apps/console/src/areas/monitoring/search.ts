import { countOf, textOf } from '../../app/search';

/** Everything chosen on the drift page: version number, ids of monitor and run, window label, column, method. */
export interface DriftSearch {
  version?: number;
  monitor?: string;
  run?: string;
  window?: string;
  column?: string;
  method?: string;
}

export const parseDriftSearch = (raw: Record<string, unknown>): DriftSearch => ({
  version: countOf(raw.version),
  monitor: textOf(raw.monitor),
  run: textOf(raw.run),
  window: textOf(raw.window),
  column: textOf(raw.column),
  method: textOf(raw.method),
});

/** What is chosen on the page of a fairness monitor. */
export type GroupsSearch = Pick<DriftSearch, 'version' | 'monitor' | 'run'>;

export const parseGroupsSearch = (raw: Record<string, unknown>): GroupsSearch => ({
  version: countOf(raw.version),
  monitor: textOf(raw.monitor),
  run: textOf(raw.run),
});
