import { type Table } from '@countersign/engines/tables';
import {
  type ClassConfusion,
  classConfusion,
  classMetrics,
  type ClassRows,
  mergeClasses,
  multiclassLogLoss,
  multiclassMetrics,
  oneVersusRestAuc,
  rowValues,
  scoredClassRows,
} from '@countersign/statistics/performance';
import { estimateJson } from '../output/estimate-json';
import { columnError, requireColumns } from '../input/column-place';
import { classTables } from './class-tables';
import { type LoadedTask, type Measured, takeRows } from './loaded-task';
import { type PerformanceRequest } from './performance-request';

const mostClasses = 1000;

interface MulticlassColumns extends ClassRows {
  /** One list per class; none when no scores are given. */
  scores: readonly Float64Array[];
}

/** Reads the columns of a task with several classes. @throws UsageError on a missing column or too many classes */
export async function multiclassTask(table: Table, request: PerformanceRequest): Promise<LoadedTask> {
  const columns = await readClasses(table, request);
  const confusion = classConfusion(columns);
  const reports = classMetrics(confusion);
  const unscored = columns.scores.length === 0 ? undefined : scoredClassRows(columns).unscored;
  return {
    task: 'multiclass',
    rows: table.rowCount,
    overall: measureClasses(columns, confusion),
    measure: (rows) => measureSlice(columns, rows),
    rowMetrics: ['accuracy'],
    rowValues: (metric) =>
      rowValues(metric, {
        predicted: columns.predictions,
        actual: columns.labels,
        isKnown: (code) => code >= 0,
      }),
    details: {
      leftOut: {
        unlabelled: columns.labels.reduce((count, label) => count + Number(label < 0), 0),
        unpredicted: confusion.unpredicted,
        ...(unscored === undefined ? {} : { unscored }),
      },
      classes: reports.map(({ class: name, confusion: counts, metrics }) => ({
        class: name,
        confusion: counts,
        metrics: Object.fromEntries(
          Object.entries(metrics).map(([metric, estimate]) => [metric, estimateJson(estimate)]),
        ),
      })),
    },
    tables: classTables(confusion, reports),
    figures: [],
    notes: [
      ...(request.prediction === undefined
        ? ['The class with the highest score is the prediction; of equal ones the first in code-point order.']
        : []),
      'A mean over classes has no value where one of its classes has none; scikit-learn counts 0 there.',
    ],
  };
}

async function readClasses(table: Table, request: PerformanceRequest): Promise<MulticlassColumns> {
  const { label, prediction, score } = request;
  const names = prediction === undefined ? [label] : [label, prediction];
  const read = await table.categories(names);
  const columnOf = (name: string) => ({
    codes: read.get(name)!.codes,
    classes: read.get(name)!.categories,
  });
  const none = { codes: new Int32Array(table.rowCount).fill(-1), classes: scoredClasses(table, score) };
  const rows = mergeClasses(prediction === undefined ? none : columnOf(prediction), columnOf(label));
  if (rows.classes.length > mostClasses) {
    throw columnError(
      { path: request.data, name: label, option: '--label' },
      `it and its predictions hold ${rows.classes.length} classes; at most ${mostClasses} are compared`,
    );
  }
  if (score === undefined) return { ...rows, scores: [] };
  const scores = await scoresByClass(table, request, rows.classes);
  return { ...rows, predictions: prediction === undefined ? highest(scores) : rows.predictions, scores };
}

/** The classes that have a column of scores, `<score>_<class>`. */
function scoredClasses({ columns }: Table, score: string | undefined): string[] {
  if (score === undefined) return [];
  const prefix = `${score}_`;
  return columns.flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}

async function scoresByClass(
  table: Table,
  { score, data }: PerformanceRequest,
  classes: readonly string[],
): Promise<Float64Array[]> {
  const names = classes.map((name) => `${score}_${name}`);
  requireColumns(
    table,
    data,
    names.map((name) => ['--score, one column per class', name]),
  );
  const read = await table.numbers(names);
  return names.map((name) => read.get(name)!.values);
}

/** The class with the highest score, the first of equal ones; −1 where a score is missing. */
function highest(scores: readonly Float64Array[]): Int32Array {
  const predictions = new Int32Array(scores[0]?.length ?? 0);
  for (let row = 0; row < predictions.length; row += 1) {
    let best = 0;
    for (let at = 0; at < scores.length && best >= 0; at += 1) {
      const score = scores[at]![row]!;
      if (!Number.isFinite(score)) best = -1;
      else if (score > scores[best]![row]!) best = at;
    }
    predictions[row] = best;
  }
  return predictions;
}

function measureSlice(
  { classes, labels, predictions, scores }: MulticlassColumns,
  rows: Uint32Array,
): Measured {
  const slice = {
    classes,
    labels: takeRows(labels, rows),
    predictions: takeRows(predictions, rows),
    scores: scores.map((list) => takeRows(list, rows)),
  };
  return measureClasses(slice, classConfusion(slice));
}

function measureClasses(columns: MulticlassColumns, confusion: ClassConfusion): Measured {
  const metrics = new Map(multiclassMetrics(confusion));
  if (columns.scores.length > 0) {
    const scored = scoredClassRows(columns);
    metrics.set('roc_auc_ovr', oneVersusRestAuc(scored));
    metrics.set('log_loss', multiclassLogLoss(scored));
  }
  return { n: confusion.n, metrics, confusion: confusionJson(confusion) };
}

function confusionJson({ classes, counts }: ClassConfusion) {
  const row = (at: number): number[] => [...counts.subarray(at * classes.length, (at + 1) * classes.length)];
  return { classes, counts: classes.map((_, at) => row(at)) };
}
