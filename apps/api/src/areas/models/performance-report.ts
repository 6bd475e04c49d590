import { type Estimate, proportion } from '@countersign/statistics/inference';
import {
  binaryMetrics,
  brierScore,
  type ConfusionMatrix,
  confusionMatrix,
  logLoss,
  rocAuc,
  scoreCounts,
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

/** Realised performance. Binary: all metrics of counts and scores; several classes: accuracy; numbers: none yet. */
export function performanceReport(task: Task, outcomes: Outcomes): PerformanceReport {
  const base = { task, n: outcomes.labels.length, unlabelled: outcomes.unlabelled };
  if (task === 'binary') return { ...base, ...binaryPerformance(outcomes) };
  const metrics = task === 'multiclass' ? [{ name: 'accuracy', estimate: classAccuracy(outcomes) }] : [];
  return { ...base, confusion: null, metrics };
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
  const named: Record<string, Estimate> = {
    roc_auc: rocAuc(counts),
    ...binaryMetrics(confusion),
    brier: brierScore(counts),
    log_loss: logLoss(counts),
  };
  return {
    confusion: predictions.some((prediction) => prediction !== null) ? confusion : null,
    metrics: Object.entries(named).map(([name, estimate]) => ({ name, estimate })),
  };
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
