import { type Estimate, proportion } from '@countersign/statistics/inference';
import {
  binaryMetrics,
  type ConfusionMatrix,
  confusionMatrix,
  regressionMetrics,
  scoreCounts,
  scoreMetrics,
  targetPairs,
} from '@countersign/statistics/performance';
import { type Outcomes } from './outcomes';
import { type Task } from './task';

export interface PerformanceReport {
  task: Task;
  /** Labelled rows. */
  n: number;
  unlabelled: number;
  /** Null unless the task is binary and at least one labelled row has a prediction. */
  confusion: ConfusionMatrix | null;
  metrics: { name: string; estimate: Estimate }[];
}

/** Realised performance: the metrics of the task (docs/spec/monitoring.md, M-29). */
export function performanceReport(task: Task, outcomes: Outcomes): PerformanceReport {
  const base = { task, n: outcomes.labels.length, unlabelled: outcomes.unlabelled, confusion: null };
  if (task === 'binary') return { ...base, ...binaryPerformance(outcomes) };
  if (task === 'multiclass') return { ...base, metrics: named({ accuracy: classAccuracy(outcomes) }) };
  return { ...base, metrics: task === 'regression' ? named(numberMetrics(outcomes)) : [] };
}

function named(estimates: Readonly<Record<string, Estimate>>): PerformanceReport['metrics'] {
  return Object.entries(estimates).map(([name, estimate]) => ({ name, estimate }));
}

function binaryPerformance({ scores, predictions, labels }: Outcomes) {
  const truth = Int8Array.from(labels, (label) => Number(isPositive(label)));
  const answers = Int8Array.from(predictions, (answer) =>
    answer === null ? -1 : Number(isPositive(answer)),
  );
  const confusion = confusionMatrix(answers, truth);
  const counts = scoreCounts(
    Float64Array.from(scores, (score) => score ?? NaN),
    truth,
  );
  const { roc_auc, ...others } = scoreMetrics(counts);
  return {
    confusion: predictions.some((prediction) => prediction !== null) ? confusion : null,
    metrics: named({ roc_auc, ...binaryMetrics(confusion), ...others }),
  };
}

function numberMetrics({ predictions, labels }: Outcomes): Record<string, Estimate> {
  const predicted = Float64Array.from(predictions, (answer) => (answer === null ? NaN : Number(answer)));
  return Object.fromEntries(regressionMetrics(targetPairs(predicted, Float64Array.from(labels, Number))));
}

function isPositive(answer: string): boolean {
  return answer === '1';
}

function classAccuracy({ predictions, labels }: Outcomes): Estimate {
  const answered = predictions.flatMap((prediction, row) =>
    prediction === null ? [] : [prediction === labels[row]],
  );
  return proportion(answered.filter(Boolean).length, answered.length, 'no_rows');
}
