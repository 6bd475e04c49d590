import { type Actor } from '@countersign/domain/access';
import { type Window } from '@countersign/domain/monitoring';
import { type Profile } from '@countersign/statistics/profile';
import { type Baseline } from '../models/baseline';
import { type ModelsService } from '../models/models.service';
import { type TrafficService } from '../traffic/traffic.service';
import { type ColumnSides, measureDrift } from './measure-drift';
import { judged, type JudgedMeasurement } from './measurement';
import { type Monitor } from './monitor.entity';
import { monitoredColumns } from './monitored-columns';

/** What a run reads from. */
export interface RunSources {
  models: ModelsService;
  traffic: TrafficService;
}

/** One run of one monitor. */
export interface RunTask {
  actor: Actor;
  monitor: Monitor;
  baseline: Baseline;
  windows: readonly Window[];
}

/** Windows measured at a time: while one waits for the database, another computes. */
const windowsAtOnce = 4;

/** Every window, every column, every check that fits it, in this order. */
export async function runDrift(sources: RunSources, task: RunTask): Promise<JudgedMeasurement[]> {
  const { actor, baseline, windows } = task;
  // In order once: the exact methods sort both sides, and sorting what is in order is quick.
  const rawBaseline = cached(async (column) =>
    (await sources.models.baselineValues(actor, baseline, column)).sort(),
  );
  const results: JudgedMeasurement[] = [];
  for (let next = 0; next < windows.length; next += windowsAtOnce) {
    const batch = windows.slice(next, next + windowsAtOnce);
    const measured = batch.map((window) => measureWindow({ sources, task, window, rawBaseline }));
    results.push(...(await Promise.all(measured)).flat());
  }
  return results;
}

interface WindowRequest {
  sources: RunSources;
  task: RunTask;
  window: Window;
  rawBaseline: (column: string) => Promise<Float64Array>;
}

async function measureWindow(request: WindowRequest): Promise<JudgedMeasurement[]> {
  const { sources, task, window } = request;
  const { actor, monitor, baseline } = task;
  const profiles = await sources.traffic.window(actor, monitor.modelVersionId, dates(window));
  const results: JudgedMeasurement[] = [];
  for (const { column, kind } of monitoredColumns(baseline)) {
    const sides = sidesOf({ ...request, column, profiles });
    for (const check of monitor.checks.filter(({ appliesTo }) => appliesTo === kind)) {
      const measured = { ...(await measureDrift(check.method, sides)), window, column };
      results.push(judged(check, measured, monitor.minimumN));
    }
  }
  return results;
}

interface SidesRequest extends WindowRequest {
  column: string;
  profiles: ReadonlyMap<string, Profile>;
}

function sidesOf({ sources, task, window, column, profiles, rawBaseline }: SidesRequest): ColumnSides {
  const { actor, monitor, baseline } = task;
  const ofBaseline = baseline.profiles.get(column);
  if (!ofBaseline) throw new Error(`The baseline has no profile of ${column}.`);
  const rawWindow = cached(async (name) => {
    const request = { column: name, ...dates(window) };
    return (await sources.traffic.columnValues(actor, monitor.modelVersionId, request)).sort();
  });
  return {
    baseline: ofBaseline,
    window: profiles.get(column),
    values: async () => ({ baseline: await rawBaseline(column), window: await rawWindow(column) }),
  };
}

function cached<Value>(read: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const values = new Map<string, Promise<Value>>();
  return (key) => {
    const value = values.get(key) ?? read(key);
    values.set(key, value);
    return value;
  };
}

function dates({ start, end }: Window): { start: Date; end: Date } {
  return { start: new Date(start), end: new Date(end) };
}
