import { type SuspensionFinding } from '@countersign/domain/approvals';
import { shownPair, type ShownPairNumbers } from '@countersign/domain/monitoring';
import { type EntityManager } from 'typeorm';
import { MonitorResult } from './monitor-result.entity';
import { MonitorRun } from './monitor-run.entity';

/** So many columns or groups of an alarm are named; the run holds all of them. */
const most = 20;

/** What a run gave its alarm for: the columns, groups or metrics beyond their lines, in the latest window that had ended. */
export async function alertFindings(
  manager: EntityManager,
  runId: string | null,
): Promise<SuspensionFinding[]> {
  const run = runId === null ? null : await manager.findOneBy(MonitorRun, { id: runId });
  if (run === null) return [];
  const rows = await manager.find(MonitorResult, {
    ...{ where: { runId: run.id, verdict: 'alert', deciding: true }, order: { id: 'ASC' as const } },
  });
  const ended = rows.filter(({ windowEnd }) => windowEnd <= run.ranAt);
  const latest = Math.max(...ended.map(({ windowEnd }) => windowEnd.getTime()));
  return ended
    .filter(({ windowEnd }) => windowEnd.getTime() === latest)
    .slice(0, most)
    .map((row) => ({ ...whatOf(row), source: { kind: 'monitor_run', id: run.id } }));
}

function whatOf(row: MonitorResult): Omit<SuspensionFinding, 'source'> {
  const { columnName, method, estimate, alert, direction, parameters } = row;
  const line = `${direction === 'above' ? 'below' : 'above'} ${shown(alert)}`;
  if (!('compared' in parameters))
    return { subject: columnName ?? '', measure: method, found: shown(estimate.value), expected: line };
  // Everybody reads why an approval is suspended, so that it says of few people what everybody may know (FM-17).
  const { largestEValue } = shownPair(parameters as unknown as ShownPairNumbers);
  const attribute = String(parameters['attribute']);
  return {
    ...{ subject: `${attribute}: ${columnName ?? ''}`, measure: method },
    ...{ found: `e-value ${shown(largestEValue)}`, expected: `e-value ${line}` },
  };
}

function shown(value: number | null): string {
  return value === null ? 'no value' : String(Number(value.toPrecision(4)));
}
