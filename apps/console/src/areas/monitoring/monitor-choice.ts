import type { MonitoredModelQuery, MonitorQuery } from '../../gql/graphql';

export type MonitoredModel = MonitoredModelQuery['model'];
export type MonitoredVersion = MonitoredModel['versions']['nodes'][number];
export type MonitorChoice = MonitoredVersion['monitors']['nodes'][number];
export type MonitorRun = MonitorQuery['monitor']['runs']['nodes'][number];

/** What the address says, as far as it names things that exist. */
export interface Chosen {
  version?: MonitoredVersion;
  monitors: readonly MonitorChoice[];
  monitor?: MonitorChoice;
}

/**
 * The version and monitor in view: those of the address, else the monitor that made the run of the address,
 * else the first monitor of the newest version that has one of the kind.
 */
export function chooseMonitor(
  model: MonitoredModel,
  kind: MonitorChoice['kind'],
  search: { version?: number; monitor?: string; run?: string },
): Chosen {
  const ofKind = (version: MonitoredVersion) =>
    version.monitors.nodes.filter((monitor) => monitor.kind === kind);
  const newestFirst = [...model.versions.nodes].sort((a, b) => b.number - a.number);
  const version =
    newestFirst.find(({ number }) => number === search.version) ??
    newestFirst.find((candidate) => ofKind(candidate).length > 0) ??
    newestFirst[0];
  const monitors = version ? ofKind(version) : [];
  const named = monitors.find(({ id }) => id === search.monitor);
  const maker = monitors.find(({ runs }) => runs.nodes.some(({ id }) => id === search.run));
  return { version, monitors, monitor: named ?? maker ?? monitors[0] };
}

/** The run of the address, else the latest. */
export const chooseRun = (runs: readonly MonitorRun[], id: string | undefined): MonitorRun | undefined =>
  runs.find((run) => run.id === id) ?? runs[0];
