import {
  type DriftEvidence,
  type DriftRule,
  type PerformanceEvidence,
  type PerformanceRule,
} from '@countersign/domain/approvals';
import { driftEvidenceOf, type MeasuredRun, performanceEvidenceOf } from '@countersign/domain/passport';
import { type EntityManager, In } from 'typeorm';
import { type ModelsService } from '../models/models.service';
import { MonitorResult } from './monitor-result.entity';
import { MonitorRun } from './monitor-run.entity';
import { Monitor, type MonitorKind } from './monitor.entity';
import { monitoredColumns } from './monitored-columns';

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
  const names = columns.map(({ column }) => column);
  const measured = await measuredRun(manager, run, { modelVersionId });
  return { id: run.id, ...driftEvidenceOf(measured, names, method) };
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
  const measured = await measuredRun(manager, run, { modelVersionId, parameters: true });
  const found = performanceEvidenceOf(measured, { metric, minimumN });
  return found && { id: run.id, ...found };
}

function monitorsOf(manager: EntityManager, modelVersionId: string, kind: MonitorKind): Promise<Monitor[]> {
  return manager.findBy(Monitor, { modelVersionId, kind });
}

async function newestRun(manager: EntityManager, monitors: readonly Monitor[]): Promise<MonitorRun | null> {
  if (monitors.length === 0) return null;
  const monitorId = In(monitors.map(({ id }) => id));
  return manager.findOne(MonitorRun, { where: { monitorId }, order: { id: 'DESC' } });
}

/** What a run measured, window after window; its verdicts are not read, for the policy judges. */
async function measuredRun(
  manager: EntityManager,
  { id: runId, evidenceDigest: digest, ranAt }: MonitorRun,
  { modelVersionId, parameters = false }: { modelVersionId: string; parameters?: boolean },
): Promise<MeasuredRun> {
  const rows = await manager.find(MonitorResult, {
    select: {
      ...{ id: true, windowStart: true, windowEnd: true, columnName: true, method: true, estimate: true },
      parameters,
    },
    ...{ where: { runId }, order: { id: 'ASC' } },
  });
  const results = rows.map(({ windowStart, windowEnd, columnName: column, ...row }) => ({
    window: { start: windowStart.getTime(), end: windowEnd.getTime() },
    ...{ column, method: row.method, estimate: row.estimate, parameters: row.parameters },
  }));
  return { digest, modelVersionId, ranAt: ranAt.getTime(), results };
}
