import { type Actor, isPermitted } from '@countersign/domain/access';
import { shownPair, type ShownPairNumbers } from '@countersign/domain/monitoring';
import { type MonitorResult } from './monitor-result.entity';
import { MonitorResultType } from './monitor-runs.schema';

/** Results as a viewer may see them: from a fairness monitor's, numbers of few people could be computed day by day (FM-17). */
export function shownTo(viewer: Actor): (row: MonitorResult) => MonitorResultType {
  if (isPermitted(viewer, 'fairness.small_cells')) return MonitorResultType.of;
  return (row) => MonitorResultType.of(isOfGroups(row) ? coarse(row) : row);
}

function isOfGroups({ parameters }: MonitorResult): boolean {
  return 'compared' in parameters;
}

function coarse(row: MonitorResult): MonitorResult {
  const shown = shownPair(row.parameters as unknown as ShownPairNumbers);
  const { eValue, largestEValue, pValue, ...parameters } = shown;
  const estimate = row.estimate.status === 'ok' ? { ...row.estimate, value: largestEValue } : row.estimate;
  return { ...row, estimate, pValue, parameters: { ...parameters, eValue, largestEValue } };
}
