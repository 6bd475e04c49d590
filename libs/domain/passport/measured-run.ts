import { type Estimate } from '@countersign/statistics/inference';
import { type DriftEvidence, type PerformanceEvidence, type PerformanceRule } from '../approvals';
import { type Window } from '../monitoring';

/** What one check of a run measured in one window. */
export interface Measured {
  window: Window;
  /** Null where the whole version was measured. */
  column: string | null;
  method: string;
  estimate: Estimate;
  /** What the run says beside the estimate, unread: see {@link labelCoverageOf}. */
  parameters?: unknown;
}

/** A run of a monitor as a gate looks at it. */
export interface MeasuredRun {
  digest: string;
  modelVersionId: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  ranAt: number;
  /** In the order in which the run made them. */
  results: readonly Measured[];
}

/**
 * What a method measured in the latest window that had ended when the run was made; docs/spec/monitoring.md, M-12 and M-27.
 * @param columns all that are monitored, whether or not the run measured the method on them
 */
export function driftEvidenceOf(run: MeasuredRun, columns: readonly string[], method: string): DriftEvidence {
  const complete = endedWindows(run);
  const latest = complete.at(-1);
  return {
    ...originOf(run),
    ...{ kind: 'drift', method, completeWindows: complete.length },
    latestWindow: latest
      ? { window: latest.window, columns: ofColumns(columns, latest.results, method) }
      : null,
  };
}

/**
 * The metric in the latest window that had ended with enough labels for the gate; else in the latest with any (M-24). Null
 * before a window has ended.
 */
export function performanceEvidenceOf(
  run: MeasuredRun,
  { metric, minimumN }: Pick<PerformanceRule, 'metric' | 'minimumN'>,
): PerformanceEvidence | null {
  const ended = run.results.filter(({ method, window }) => method === metric && window.end <= run.ranAt);
  const chosen =
    ended.findLast(({ estimate }) => estimate.n >= minimumN) ??
    ended.findLast(({ estimate }) => estimate.n > 0) ??
    ended.at(-1);
  if (!chosen) return null;
  const { estimate, window, parameters } = chosen;
  const labelCoverage = labelCoverageOf(parameters);
  return { ...originOf(run), kind: 'performance', metric, estimate, window, labelCoverage };
}

/** The share of labelled rows that the parameters of a result tell; null where they tell none in [0, 1]. */
function labelCoverageOf(parameters: unknown): number | null {
  if (typeof parameters !== 'object' || parameters === null || !Object.hasOwn(parameters, 'labelCoverage'))
    return null;
  const { labelCoverage } = parameters as { labelCoverage: unknown };
  return typeof labelCoverage === 'number' && labelCoverage >= 0 && labelCoverage <= 1 ? labelCoverage : null;
}

interface WindowResults {
  window: Window;
  results: Measured[];
}

/** The windows that had ended when the run was made, oldest first, with their results. */
function endedWindows({ results, ranAt }: MeasuredRun): WindowResults[] {
  const windows = new Map<number, WindowResults>();
  for (const result of results) {
    const { window } = result;
    if (window.end > ranAt) continue;
    const known = windows.get(window.start);
    if (known) known.results.push(result);
    else windows.set(window.start, { window, results: [result] });
  }
  return [...windows.values()].sort((a, b) => a.window.start - b.window.start);
}

/** Every column, with null where the method was not measured on it. */
function ofColumns(columns: readonly string[], results: readonly Measured[], method: string) {
  const ofMethod = results.filter((result) => result.method === method);
  const estimates = new Map(ofMethod.map(({ column, estimate }) => [column, estimate]));
  return columns.map((column) => ({ column, estimate: estimates.get(column) ?? null }));
}

function originOf({ digest, ranAt, modelVersionId }: MeasuredRun) {
  return { digest, producedAt: ranAt, modelVersionId };
}
