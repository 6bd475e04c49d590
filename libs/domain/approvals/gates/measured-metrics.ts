import { type MetricName, metricTraits } from '@countersign/statistics/performance';
import { holdsUp, type PerformanceRule } from './gate-rules';
import type { ModelTask, Policy } from '../policies/policy';

const ofNumbers: readonly MetricName[] = [
  ...(['mae', 'mse', 'rmse', 'mape', 'max_error', 'median_absolute_error', 'msle', 'rmsle'] as const),
  ...(['mean_error', 'r2'] as const),
];

/** What performance monitors measure, by what a model answers with; docs/spec/monitoring.md, M-29. */
export const measuredMetrics: Readonly<Record<ModelTask, readonly MetricName[]>> = {
  binary: (Object.keys(metricTraits) as MetricName[]).filter((name) => !ofNumbers.includes(name)),
  multiclass: ['accuracy'],
  regression: ofNumbers,
  ranking: [],
};

/** The gates that only a pass lets through and that ask for what nothing measures of a model of this task. */
export function unmeasuredGates({ gates }: Pick<Policy, 'gates'>, task: ModelTask): PerformanceRule[] {
  return gates.flatMap((rule) =>
    rule.kind === 'performance' && holdsUp(rule) && !isMeasured(rule.metric, task) ? [rule] : [],
  );
}

/** What is never measured, and what could be asked for in its place. */
export function unmeasuredText(gates: readonly PerformanceRule[], task: ModelTask): string {
  const never = gates.map(
    ({ title, metric }) => `${title}: ${metric} is never measured of a model of the task ${task}.`,
  );
  const measured = measuredMetrics[task];
  const instead = measured.length === 0 ? 'measurements that are attached' : measured.join(', ');
  return `${never.join(' ')} A policy that is bound to this task (bind.tasks) can ask for: ${instead}.`;
}

function isMeasured(metric: string, task: ModelTask): boolean {
  return measuredMetrics[task].some((name) => name === metric);
}
