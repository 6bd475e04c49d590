import { type Table } from '@countersign/engines/tables';
import {
  regressionMetrics,
  rowValues,
  type TargetPairs,
  targetPairs,
} from '@countersign/statistics/performance';
import { UsageError } from '../usage-error';
import { type LoadedTask, type Measured, takeRows } from './loaded-task';
import { type PerformanceRequest } from './performance-request';

/** Reads the columns of a task with numbers as targets. @throws UsageError when prediction and score are both given */
export async function regressionTask(table: Table, request: PerformanceRequest): Promise<LoadedTask> {
  const { label, prediction, score } = request;
  if (prediction !== undefined && score !== undefined) {
    throw new UsageError('A regression compares one column with the label: give --prediction or --score.');
  }
  const name = (prediction ?? score)!;
  const read = await table.numbers([...new Set([label, name])]);
  const [targets, predictions] = [read.get(label)!.values, read.get(name)!.values];
  const measure = (pairs: TargetPairs): Measured => ({
    n: pairs.n,
    metrics: regressionMetrics(pairs),
    confusion: null,
  });
  const all = targetPairs(predictions, targets);
  return {
    task: 'regression',
    rows: table.rowCount,
    overall: measure(all),
    measure: (rows) => measure(targetPairs(takeRows(predictions, rows), takeRows(targets, rows))),
    rowMetrics: ['mae', 'mse'],
    rowValues: (metric) =>
      rowValues(metric, { predicted: predictions, actual: targets, isKnown: Number.isFinite }),
    details: {
      leftOut: {
        unlabelled: targets.reduce((count, target) => count + Number(!Number.isFinite(target)), 0),
        unpredicted: all.unpredicted,
      },
    },
    tables: [],
    figures: [],
    notes: ['mape is a share: 0.1 is 10 %. max_error has no interval: it says nothing about unseen rows.'],
  };
}
