import {
  type Check,
  checkFault,
  defaultDriftChecks,
  defaultPerformanceChecks,
} from '@countersign/domain/monitoring';
import { type MetricName, metricTraits } from '@countersign/statistics/performance';
import { Problem } from '../../server/problem';
import { driftMethods, type MonitoredKind } from './drift-methods';

/** A check as a client names it. */
export interface RequestedCheck extends Omit<Check, 'appliesTo' | 'warning'> {
  appliesTo?: MonitoredKind | 'timestamp' | null;
  warning?: number | null;
}

/**
 * The checks of a drift monitor over columns of these kinds; the defaults that fit when none are named.
 * @throws Problem BAD_INPUT naming the field, and the methods that do fit
 */
export function planDriftChecks(
  requested: readonly RequestedCheck[] | null | undefined,
  kinds: ReadonlySet<MonitoredKind>,
): Check[] {
  if (!requested) return defaultDriftChecks.filter(({ appliesTo }) => appliesTo && kinds.has(appliesTo));
  return requested.map((request, index) => {
    const { appliesTo } = request;
    const field = `checks[${index}]`;
    if (appliesTo !== 'numeric' && appliesTo !== 'categorical')
      throw badInput(`${field}.appliesTo`, 'A drift check applies to NUMERIC or to CATEGORICAL columns.');
    if (!kinds.has(appliesTo))
      throw badInput(`${field}.appliesTo`, `The baseline has no ${appliesTo} column to check.`);
    requireMethod(field, request.method, {
      known: driftMethods[appliesTo],
      place: `${appliesTo} columns`,
    });
    requireDirection(field, request, 'above');
    return plannedCheck(requested, index, appliesTo);
  });
}

/** What a performance check can watch: the task's metrics, with the baseline's value where there is one. */
export interface PerformanceScope {
  task: string;
  /** Metric name → the baseline's value, null where it has none. */
  baseline: ReadonlyMap<string, number | null>;
}

/**
 * The checks of a performance monitor; ROC AUC against the baseline's when none are named.
 * @throws Problem BAD_INPUT naming the field, and the methods that do fit
 */
export function planPerformanceChecks(
  requested: readonly RequestedCheck[] | null | undefined,
  { task, baseline }: PerformanceScope,
): Check[] {
  if (!requested) {
    const rocAuc = baseline.get('roc_auc');
    if (rocAuc == null)
      throw badInput(
        'checks',
        'The baseline has no ROC AUC to set lines by: name the checks with their lines.',
      );
    return [...defaultPerformanceChecks(rocAuc)];
  }
  return requested.map((request, index) => {
    const field = `checks[${index}]`;
    if (request.appliesTo != null)
      throw badInput(`${field}.appliesTo`, 'A performance check applies to the version, not to columns.');
    requireMethod(field, request.method, { known: [...baseline.keys()], place: `a ${task} model` });
    const { better } = metricTraits[request.method as MetricName];
    if (better !== null) requireDirection(field, request, better === 'less' ? 'above' : 'below');
    return plannedCheck(requested, index, null);
  });
}

/** @throws Problem BAD_INPUT unless one check decides: without one there is never a verdict */
export function requireDecision(checks: readonly Check[]): void {
  if (!checks.some(({ deciding }) => deciding)) throw badInput('checks', 'At least one check has to decide.');
}

function plannedCheck(
  requested: readonly RequestedCheck[],
  index: number,
  appliesTo: MonitoredKind | null,
): Check {
  const request = requested[index];
  if (!request) throw new Error(`There is no check ${index}.`);
  const { method, alert, direction, deciding } = request;
  const field = `checks[${index}]`;
  const isSame = (other: RequestedCheck) =>
    other.method === method && (other.appliesTo ?? null) === appliesTo;
  if (requested.findIndex(isSame) !== index)
    throw badInput(`${field}.method`, `${method} is named twice for the same columns.`);
  const check = { method, appliesTo, warning: request.warning ?? null, alert, direction, deciding };
  const fault = checkFault(check);
  if (fault) throw badInput(`${field}.${fault.includes('warning') ? 'warning' : 'alert'}`, fault);
  return check;
}

function requireMethod(
  field: string,
  method: string,
  { known, place }: { known: readonly string[]; place: string },
): void {
  if (known.includes(method)) return;
  const fitting = known.length === 0 ? 'no method does yet' : `these do: ${known.join(', ')}`;
  throw badInput(`${field}.method`, `"${method.slice(0, 80)}" does not fit ${place}; ${fitting}.`);
}

/** A line on the good side would call every change good. */
function requireDirection(
  field: string,
  { method, direction }: RequestedCheck,
  bad: Check['direction'],
): void {
  if (direction !== bad)
    throw badInput(`${field}.direction`, `Bad values of ${method} lie ${bad.toUpperCase()} the line.`);
}

function badInput(field: string, message: string): Problem {
  return new Problem('BAD_INPUT', message, { field });
}
