/** What a model answers with. */
export type Task = 'binary' | 'multiclass' | 'regression' | 'ranking';

/** How much harm a wrong answer can do. */
export type RiskTier = 'low' | 'medium' | 'high';

/** Tasks whose predictions and labels are numbers; the others answer with a class. */
export function answersWithNumber(task: Task): boolean {
  return task === 'regression' || task === 'ranking';
}
