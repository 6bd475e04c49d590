import { type DriftEvidence, type PerformanceEvidence } from '@countersign/domain/approvals';
import { countVerdicts, type Verdict, type Window, worst } from '@countersign/domain/monitoring';
import { type EntityManager } from 'typeorm';
import { MonitorResult } from './monitor-result.entity';
import { MonitorRun } from './monitor-run.entity';
import { Monitor, type MonitorKind } from './monitor.entity';

/** Where the evidence was found. */
export interface RunWindow {
  /** Of the run. */
  id: string;
  /** The window it speaks of; null when none had ended when the monitor ran. */
  window: Window | null;
}

/**
 * What the newest drift run of a version says, for a gate, read in the caller's transaction; docs/spec/monitoring.md,
 * M-12 and M-21. Null without a run.
 */
export async function latestDriftEvidence(
  manager: EntityManager,
  modelVersionId: string,
): Promise<(DriftEvidence & RunWindow) | null> {
  const run = await newestRun(manager, { modelVersionId, kind: 'drift' });
  if (!run) return null;
  const complete = endedWindows(await decidingResults(manager, run), run.ranAt);
  const latest = complete.at(-1);
  return {
    ...originOf(run, modelVersionId),
    kind: 'drift',
    completeWindows: complete.length,
    latestWindow: latest ? countVerdicts(columnVerdicts(latest.results)) : null,
    window: latest?.window ?? null,
  };
}

/**
 * What the newest run that measured a metric says of the latest complete window with enough labels (M-24). Null
 * without such a run, or before a window has ended.
 */
export async function latestPerformanceEvidence(
  manager: EntityManager,
  modelVersionId: string,
  metric: string,
): Promise<(PerformanceEvidence & RunWindow) | null> {
  const run = await newestRun(manager, { modelVersionId, kind: 'performance', method: metric });
  if (!run) return null;
  const results = await manager.find(MonitorResult, {
    ...{ where: { runId: run.id, method: metric }, order: { id: 'ASC' } },
  });
  const { minimumN } = await manager.findOneByOrFail(Monitor, { id: run.monitorId });
  const ended = results.filter(({ windowEnd }) => windowEnd <= run.ranAt);
  const chosen =
    ended.findLast(({ estimate }) => estimate.n >= minimumN) ??
    ended.findLast(({ estimate }) => estimate.n > 0) ??
    ended.at(-1);
  if (!chosen) return null;
  const { estimate } = chosen;
  return {
    ...originOf(run, modelVersionId),
    kind: 'performance',
    metric,
    estimate,
    window: windowOf(chosen),
  };
}

interface RunQuery {
  modelVersionId: string;
  kind: MonitorKind;
  /** Only runs with a result by this method. */
  method?: string;
}

function newestRun(
  manager: EntityManager,
  { modelVersionId, kind, method }: RunQuery,
): Promise<MonitorRun | null> {
  const query = manager
    .createQueryBuilder(MonitorRun, 'run')
    .innerJoin(Monitor, 'monitor', 'monitor.id = run.monitor_id')
    .where('monitor.model_version_id = :modelVersionId AND monitor.kind = :kind', { modelVersionId, kind })
    .orderBy('run.id', 'DESC')
    .limit(1);
  if (method !== undefined) {
    const checks = "monitor.checks @> jsonb_build_array(jsonb_build_object('method', :method::text))";
    query.andWhere(checks, { method });
  }
  return query.getOne();
}

function decidingResults(manager: EntityManager, run: MonitorRun): Promise<MonitorResult[]> {
  return manager.find(MonitorResult, { where: { runId: run.id, deciding: true }, order: { id: 'ASC' } });
}

interface WindowResults {
  window: Window;
  results: MonitorResult[];
}

/** The windows that had ended when the run was made, oldest first, with their results. */
function endedWindows(results: readonly MonitorResult[], ranAt: Date): WindowResults[] {
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

/** One verdict a column: the worst of its deciding results. */
function columnVerdicts(results: readonly MonitorResult[]): Verdict[] {
  const byColumn = new Map<string | null, Verdict[]>();
  for (const { columnName, verdict } of results)
    byColumn.set(columnName, [...(byColumn.get(columnName) ?? []), verdict]);
  return [...byColumn.values()].map(worst);
}

function originOf({ id, evidenceDigest, ranAt }: MonitorRun, modelVersionId: string) {
  return { id, digest: evidenceDigest, producedAt: ranAt.getTime(), modelVersionId };
}

function windowOf({ windowStart, windowEnd }: MonitorResult): Window {
  return { start: windowStart.getTime(), end: windowEnd.getTime() };
}
