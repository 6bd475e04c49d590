import { type Window } from '@countersign/domain/monitoring';
import { type Estimate } from '@countersign/statistics/inference';
import { type Outcomes } from '../models/outcomes';
import { performanceReport } from '../models/performance-report';
import { type Task } from '../models/task';
import { judged, type JudgedMeasurement, type Measurement } from './measurement';
import { type RunSources, type RunTask } from './run-drift';

/** Every window and every check, in this order, over the rows whose label has arrived. */
export async function runPerformance(
  sources: RunSources,
  { actor, monitor, baseline, windows }: RunTask,
): Promise<JudgedMeasurement[]> {
  const version = await sources.models.version(actor, monitor.modelVersionId);
  const { task } = await sources.models.model(actor, version.modelId);
  const reference = metricsOf(task, await sources.models.baselineOutcomes(actor, baseline));
  const results: JudgedMeasurement[] = [];
  for (const window of windows) {
    const outcomes = await sources.traffic.outcomes(actor, version.id, dates(window));
    const metrics = metricsOf(task, outcomes);
    for (const check of monitor.checks) {
      const estimates = {
        window: metricOf(metrics, check.method),
        baseline: metricOf(reference, check.method),
      };
      const measured = { ...measurement(estimates, outcomes), window, column: null };
      results.push(judged(check, measured, monitor.minimumN));
    }
  }
  return results;
}

/** Every metric of the task by name. */
export function metricsOf(task: Task, outcomes: Outcomes): Map<string, Estimate> {
  return new Map(performanceReport(task, outcomes).metrics.map(({ name, estimate }) => [name, estimate]));
}

function metricOf(metrics: ReadonlyMap<string, Estimate>, name: string): Estimate {
  const found = metrics.get(name);
  if (!found) throw new Error(`There is no metric ${name} of this task.`);
  return found;
}

function measurement(
  { window, baseline }: { window: Estimate; baseline: Estimate },
  { labels, unlabelled }: Outcomes,
): Measurement {
  const labelled = labels.length;
  const rows = labelled + unlabelled;
  const labelCoverage = rows === 0 ? null : labelled / rows;
  return {
    estimate: window,
    baselineN: baseline.n,
    pValue: null,
    parameters: { labelled, unlabelled, labelCoverage, baselineValue: baseline.value },
  };
}

function dates({ start, end }: Window): { start: Date; end: Date } {
  return { start: new Date(start), end: new Date(end) };
}
