import { countOf, textOf } from '../../app/search';

/** Everything chosen on the performance page: version number, ids of monitor and run, metric. */
export interface PerformanceSearch {
  version?: number;
  monitor?: string;
  run?: string;
  metric?: string;
}

export const parsePerformanceSearch = (raw: Record<string, unknown>): PerformanceSearch => ({
  version: countOf(raw.version),
  monitor: textOf(raw.monitor),
  run: textOf(raw.run),
  metric: textOf(raw.metric),
});
