import { type Actor } from '@countersign/domain/access';
import { canonicalJson } from '@countersign/domain/audit-log';
import { calendarMonths } from '@countersign/domain/monitoring';
import { refuse } from '@countersign/domain/refusals';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { insertNew } from '../../database/insert-new';
import { type AuditDraft, type Transaction, type Written } from '../../database/transaction';
import { Problem } from '../../server/problem';
import { type DatasetsService } from '../datasets/datasets.service';
import { type EvidenceService } from '../evidence/evidence.service';
import { type Baseline } from '../models/baseline';
import { type ModelsService } from '../models/models.service';
import { type TrafficService } from '../traffic/traffic.service';
import { type JudgedMeasurement } from './measurement';
import { type MonitorReads } from './monitor-reads';
import { MonitorResult } from './monitor-result.entity';
import { MonitorRun } from './monitor-run.entity';
import { Monitor, type MonitorKind } from './monitor.entity';
import { monitoredColumns } from './monitored-columns';
import { planWatch, type RequestedWatch, watchChecks } from './plan-watch';
import { planDriftChecks, planPerformanceChecks, type RequestedCheck, requireDecision } from './plan-checks';
import { runDrift } from './run-drift';
import { runFairness } from './run-fairness';
import { runEvidence, runVerdict } from './run-evidence';
import { metricsOf, runPerformance } from './run-performance';

export interface CreateMonitor {
  modelVersionId: string;
  name: string;
  kind: MonitorKind;
  checks?: readonly RequestedCheck[] | null;
  fairness?: RequestedWatch | null;
  minimumN: number;
}

interface Areas {
  datasets: DatasetsService;
  evidence: EvidenceService;
  models: ModelsService;
  traffic: TrafficService;
  monitorReads: MonitorReads;
}

/** Rows of one INSERT: far from PostgreSQL's limit of 65,535 parameters. */
const insertedAtOnce = 1_000;

/** Monitors and their runs: what changes something. */
export class MonitoringService {
  constructor(
    private readonly database: Database,
    private readonly areas: Areas,
  ) {}

  /** Creates a monitor; the same name with the same content again is the monitor that is there. */
  async create(actor: Actor, request: CreateMonitor): Promise<Written<Monitor>> {
    const { models } = this.areas;
    const version = await models.version(actor, request.modelVersionId);
    const baseline = await models.baselineOf(actor, version.id);
    const { name, kind, minimumN } = request;
    const audit = (id: string, type = 'monitor'): AuditDraft => ({
      action: 'createMonitor',
      subject: { type, id },
      payload: { modelVersionId: version.id, name, kind },
    });
    if (!baseline) {
      const refusal = refuse('NO_BASELINE', `Version ${version.number} has no baseline to compare with.`);
      return this.database.write<Monitor>(actor, () =>
        Promise.resolve({ refusal, audit: audit(version.id, 'model_version') }),
      );
    }
    const planned = await this.plan(actor, request, baseline);
    return this.database.write<Monitor>(actor, async (tx) => {
      const content = {
        modelVersionId: version.id,
        baselineId: baseline.id,
        name,
        kind,
        minimumN,
        ...planned,
      };
      const monitor = await insertOrFind(tx, content);
      if (sameContent(monitor, content)) return { result: monitor, audit: audit(monitor.id) };
      const message = `This version has another monitor with the name "${name}".`;
      return { refusal: refuse('CONFLICTING_REGISTRATION', message), audit: audit(monitor.id) };
    });
  }

  /**
   * Measures every UTC calendar month that holds a prediction (M-28), or takes the days that no run took (FM-7), judges and
   * keeps the results as evidence.
   */
  async run(actor: Actor, monitorId: string): Promise<Written<MonitorRun>> {
    const { datasets, evidence, models } = this.areas;
    const monitor = await this.areas.monitorReads.monitor(actor, monitorId);
    const version = await models.version(actor, monitor.modelVersionId);
    const baseline = await this.baseline(actor, monitor);
    const { digest: baselineDigest } = await datasets.version(actor, baseline.datasetVersionId);
    const isFairness = monitor.kind === 'fairness';
    const measured = isFairness ? null : await this.measure(actor, monitor, baseline);
    return this.database.write(actor, async (tx) => {
      const { manager, now, newId } = tx;
      const results = measured ?? (await runFairness(tx, monitor));
      const columns = monitor.kind === 'drift' && {
        columns: monitoredColumns(baseline).map(({ column }) => column),
      };
      const { artifactDigest } = version;
      const body = runEvidence({ monitor, artifactDigest, baselineDigest, ...columns }, results);
      const evidenceKind = isFairness ? 'fairness_monitor_run' : 'monitor_run';
      const evidenceDigest = await evidence.keep(tx, evidenceKind, canonicalJson(body));
      const verdict = runVerdict(results, now.getTime());
      const run = manager.create(MonitorRun, {
        ...{ id: newId(), workspaceId: actor.workspaceId, monitorId, verdict, evidenceDigest },
        ...{ ranAt: now, ranBy: actorReference(actor) },
      });
      await manager.insert(MonitorRun, run);
      await insertResults(tx, run.id, results);
      return {
        result: run,
        audit: {
          action: 'runMonitor',
          subject: { type: 'monitor_run', id: run.id, digest: evidenceDigest },
          payload: { monitorId, verdict, results: results.length },
        },
      };
    });
  }

  /** The baseline that a monitor compares with. */
  async baseline(actor: Actor, { modelVersionId }: Pick<Monitor, 'modelVersionId'>): Promise<Baseline> {
    const baseline = await this.areas.models.baselineOf(actor, modelVersionId);
    // The monitor's row refers to the baseline's, so it cannot be gone.
    if (!baseline) throw new Error(`The baseline of model version ${modelVersionId} is gone.`);
    return baseline;
  }

  private async plan(
    actor: Actor,
    { kind, checks, fairness }: CreateMonitor,
    baseline: Baseline,
  ): Promise<Pick<Monitor, 'checks' | 'fairness'>> {
    if (kind === 'fairness') {
      if (checks) throw new Problem('BAD_INPUT', 'A fairness monitor takes no checks.', { field: 'checks' });
      const watch = planWatch(fairness, await this.areas.models.taskOf(actor, baseline.modelVersionId));
      return { checks: watchChecks(watch), fairness: watch };
    }
    if (fairness)
      throw new Problem('BAD_INPUT', `A ${kind} monitor watches no groups.`, { field: 'fairness' });
    const planned =
      kind === 'drift'
        ? planDriftChecks(checks, new Set(monitoredColumns(baseline).map((column) => column.kind)))
        : planPerformanceChecks(checks, await this.performanceScope(actor, baseline));
    requireDecision(planned);
    return { checks: planned, fairness: null };
  }

  private async performanceScope(actor: Actor, baseline: Baseline) {
    const { models } = this.areas;
    const version = await models.version(actor, baseline.modelVersionId);
    const { task } = await models.model(actor, version.modelId);
    const metrics = metricsOf(task, await models.baselineOutcomes(actor, baseline));
    return { task, baseline: new Map([...metrics].map(([name, { value }]) => [name, value])) };
  }

  private async measure(actor: Actor, monitor: Monitor, baseline: Baseline): Promise<JudgedMeasurement[]> {
    const months = await this.areas.traffic.months(actor, monitor.modelVersionId);
    const windows = months.flatMap((month) => calendarMonths(month.getTime(), month.getTime()));
    const task = { actor, monitor, baseline, windows };
    return monitor.kind === 'drift' ? runDrift(this.areas, task) : runPerformance(this.areas, task);
  }
}

type MonitorContent = Pick<
  Monitor,
  'modelVersionId' | 'baselineId' | 'name' | 'kind' | 'checks' | 'minimumN' | 'fairness'
>;

/** The monitor of this name, new unless it was there; two creations of one name wait for each other. */
async function insertOrFind(
  { manager, actor, now, newId }: Transaction,
  content: MonitorContent,
): Promise<Monitor> {
  const fresh = manager.create(Monitor, {
    ...{ ...content, id: newId(), workspaceId: actor.workspaceId },
    ...{ createdAt: now, createdBy: actorReference(actor) },
  });
  if (await insertNew(manager, Monitor, fresh)) return fresh;
  const { modelVersionId, name } = content;
  return manager.findOneByOrFail(Monitor, { modelVersionId, name });
}

function sameContent(monitor: Monitor, content: MonitorContent): boolean {
  const compared = ({ kind, checks, minimumN, fairness }: MonitorContent) =>
    canonicalJson({ kind, checks, minimumN, fairness });
  return compared(monitor) === compared(content);
}

async function insertResults(
  { manager, actor, newId }: Transaction,
  runId: string,
  results: readonly JudgedMeasurement[],
): Promise<void> {
  const rows = results.map(({ window, column, check, baselineN, ...result }) => ({
    ...{ id: newId(), workspaceId: actor.workspaceId, runId },
    ...{ windowStart: new Date(window.start), windowEnd: new Date(window.end), columnName: column },
    ...{ method: check.method, baselineN: String(baselineN), pValue: result.pValue },
    ...{ warning: check.warning, alert: check.alert, direction: check.direction, deciding: check.deciding },
    ...{ estimate: result.estimate, verdict: result.verdict, parameters: result.parameters },
  }));
  for (let from = 0; from < rows.length; from += insertedAtOnce)
    await manager.insert(MonitorResult, rows.slice(from, from + insertedAtOnce) as never);
}
