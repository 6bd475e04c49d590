import { type Table } from '@countersign/engines/tables';
import { type PerformanceRequest, type Task } from './performance-request';

/**
 * The task, as asked for or by the label: two values or fewer are binary, other numbers regression, other texts
 * multiclass; with --query it is a ranking.
 */
export async function chooseTask(table: Table, request: PerformanceRequest): Promise<Task> {
  if (request.task !== undefined) return request.task;
  if (request.query !== undefined) return 'ranking';
  const isNumeric = table.columns.find(({ name }) => name === request.label)?.kind === 'numeric';
  if (isNumeric && (await hasThirdNumber(table, request.label))) return 'regression';
  if (isNumeric) return 'binary';
  const { categories } = (await table.categories([request.label])).get(request.label)!;
  return categories.length <= 2 ? 'binary' : 'multiclass';
}

async function hasThirdNumber(table: Table, name: string): Promise<boolean> {
  const { values } = (await table.numbers([name])).get(name)!;
  const found = new Set<number>();
  return values.some((value) => Number.isFinite(value) && found.add(value).size > 2);
}
