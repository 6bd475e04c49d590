import { type Verdict, worst } from '@countersign/domain/monitoring';
import { type JudgedMeasurement } from './measurement';
import { type Monitor } from './monitor.entity';

/** What a run is about, by content. */
export interface RunSubject {
  monitor: Pick<Monitor, 'name' | 'kind' | 'checks' | 'minimumN' | 'fairness'>;
  artifactDigest: string;
  baselineDigest: string;
  /** What a drift monitor watches, measured or not. */
  columns?: readonly string[];
}

/** The evidence of a run. No clock and no id: the same definition over the same rows gives the same digest. */
export function runEvidence(
  { monitor, artifactDigest, baselineDigest, columns }: RunSubject,
  results: readonly JudgedMeasurement[],
): Record<string, unknown> {
  const { name, kind, checks, minimumN, fairness } = monitor;
  return {
    schema: 'countersign.monitor-run/1',
    monitor: { name, kind, checks, minimumN, ...(fairness && { fairness }) },
    artifactDigest,
    baselineDigest,
    ...(columns && { columns }),
    results: results.map(({ window, column, check, estimate, baselineN, pValue, verdict, parameters }) => ({
      window: { start: instant(window.start), end: instant(window.end) },
      ...{ column, method: check.method, deciding: check.deciding },
      ...{ estimate, baselineN, pValue, verdict, parameters },
    })),
  };
}

/**
 * A run's verdict: the worst of the deciding results of the latest window that had ended when it ran (M-12, M-21);
 * unknown when none had.
 */
export function runVerdict(results: readonly JudgedMeasurement[], ranAt: number): Verdict {
  const ended = results.filter(({ window }) => window.end <= ranAt);
  const latest = ended.reduce((end, { window }) => Math.max(end, window.end), -Infinity);
  const deciding = ended.filter(({ check, window }) => check.deciding && window.end === latest);
  return worst(deciding.map(({ verdict }) => verdict));
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
