import {
  type DriftEvidence,
  type DriftRule,
  type PerformanceEvidence,
  type PerformanceRule,
} from '@countersign/domain/approvals';
import { type Window } from '@countersign/domain/monitoring';
import { type EntityManager, In } from 'typeorm';
import { type ModelsService } from '../models/models.service';
import { MonitorResult } from './monitor-result.entity';
import { MonitorRun } from './monitor-run.entity';
import { Monitor, type MonitorKind } from './monitor.entity';
import { type MonitoredColumn, monitoredColumns } from './monitored-columns';

/** What the reads of a gate need: the caller's transaction and the baselines. */
export interface GateReads {
  manager: EntityManager;
  models: Pick<ModelsService, 'baselineWithin'>;
}

/** `id` is the run's. */
type OfRun<Evidence> = Evidence & { id: string };

/**
 * What a method measured on every monitored column of a version, for a gate; docs/spec/monitoring.md, M-12 and M-27.
 * Null without a run.
 */
export async function latestDriftEvidence(
  { manager, models }: GateReads,
  modelVersionId: string,
  { method }: Pick<DriftRule, 'method'>,
): Promise<OfRun<DriftEvidence> | null> {
  const baseline = await models.baselineWithin(manager, modelVersionId);
  if (!baseline) return null;
  const columns = monitoredColumns(baseline);
  const monitors = await monitorsOf(manager, modelVersionId, 'drift');
  const whole = monitors.filter(({ checks }) =>
    columns.every(({ kind }) => checks.some((check) => check.method === method && check.appliesTo === kind)),
  );
  const run = (await newestRun(manager, whole)) ?? (await newestRun(manager, monitors));
  if (!run) return null;
  const complete = endedWindows(await resultsOf(manager, run), run.ranAt);
  const latest = complete.at(-1);
  return {
    ...originOf(run, modelVersionId),
    ...{ kind: 'drift', method, completeWindows: complete.length },
    latestWindow: latest
      ? { window: latest.window, columns: measuredColumns(columns, latest.results, method) }
      : null,
  };
}

/**
 * What the newest run that measured a metric says of the latest complete window with enough labels for the gate (M-24).
 * Null without such a run, or before a window has ended.
 */
export async function latestPerformanceEvidence(
  manager: EntityManager,
  modelVersionId: string,
  { metric, minimumN }: Pick<PerformanceRule, 'metric' | 'minimumN'>,
): Promise<OfRun<PerformanceEvidence> | null> {
  const monitors = await monitorsOf(manager, modelVersionId, 'performance');
  const measuring = monitors.filter(({ checks }) => checks.some(({ method }) => method === metric));
  const run = await newestRun(manager, measuring);
  if (!run) return null;
  const results = (await resultsOf(manager, run)).filter(({ method }) => method === metric);
  const ended = results.filter(({ windowEnd }) => windowEnd <= run.ranAt);
  const chosen =
    ended.findLast(({ estimate }) => estimate.n >= minimumN) ??
    ended.findLast(({ estimate }) => estimate.n > 0) ??
    ended.at(-1);
  if (!chosen) return null;
  const { estimate } = chosen;
  return {
    ...originOf(run, modelVersionId),
    ...{ kind: 'performance', metric, estimate, window: windowOf(chosen) },
  };
}

function monitorsOf(manager: EntityManager, modelVersionId: string, kind: MonitorKind): Promise<Monitor[]> {
  return manager.findBy(Monitor, { modelVersionId, kind });
}

async function newestRun(manager: EntityManager, monitors: readonly Monitor[]): Promise<MonitorRun | null> {
  if (monitors.length === 0) return null;
  const monitorId = In(monitors.map(({ id }) => id));
  return manager.findOne(MonitorRun, { where: { monitorId }, order: { id: 'DESC' } });
}

type Measured = Pick<MonitorResult, 'windowStart' | 'windowEnd' | 'columnName' | 'method' | 'estimate'>;

/** What a run measured, window after window; its verdicts are not read, for the policy judges. */
function resultsOf(manager: EntityManager, { id: runId }: MonitorRun): Promise<Measured[]> {
  return manager.find(MonitorResult, {
    select: { id: true, windowStart: true, windowEnd: true, columnName: true, method: true, estimate: true },
    ...{ where: { runId }, order: { id: 'ASC' } },
  });
}

interface WindowResults {
  window: Window;
  results: Measured[];
}

/** The windows that had ended when the run was made, oldest first, with their results. */
function endedWindows(results: readonly Measured[], ranAt: Date): WindowResults[] {
  const windows = new Map<number, WindowResults>();
  for (const result of results) {
    if (result.windowEnd > ranAt) continue;
    const window = windowOf(result);
    const known = windows.get(window.start);
    if (known) known.results.push(result);
    else windows.set(window.start, { window, results: [result] });
  }
  return [...windows.values()].sort((a, b) => a.window.start - b.window.start);
}

/** Every monitored column, with null where the method was not measured on it. */
function measuredColumns(columns: readonly MonitoredColumn[], results: readonly Measured[], method: string) {
  const ofMethod = results.filter((result) => result.method === method);
  const estimates = new Map(ofMethod.map(({ columnName, estimate }) => [columnName, estimate]));
  return columns.map(({ column }) => ({ column, estimate: estimates.get(column) ?? null }));
}

function originOf({ id, evidenceDigest, ranAt }: MonitorRun, modelVersionId: string) {
  return { id, digest: evidenceDigest, producedAt: ranAt.getTime(), modelVersionId };
}

function windowOf({ windowStart, windowEnd }: Measured): Window {
  return { start: windowStart.getTime(), end: windowEnd.getTime() };
}
