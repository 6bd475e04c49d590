import { type ModelTask } from '@countersign/domain/approvals';

/** What a model answers with. */
export type Task = ModelTask;

/** Tasks whose predictions and labels are numbers; the others answer with a class. */
export function answersWithNumber(task: Task): boolean {
  return task === 'regression' || task === 'ranking';
}
