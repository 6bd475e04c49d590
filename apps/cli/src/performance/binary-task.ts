import { type Table } from '@countersign/engines/tables';
import { type Estimate, notComputable } from '@countersign/statistics/inference';
import {
  binaryMetrics,
  type ConfusionMatrix,
  confusionMatrix,
  predictionsAt,
  rowValues,
  type ScoreCounts,
  scoreCounts,
  scoreMetrics,
} from '@countersign/statistics/performance';
import { truthColumn } from '../input/truth-column';
import { binaryFigures, type BinaryCurves, binaryCurves } from './binary-curves';
import { confusionTable } from './confusion-table';
import { type LoadedTask, type Measured, takeRows } from './loaded-task';
import { type PerformanceRequest, type RowMetric } from './performance-request';
import { predictionColumn } from './prediction-column';

interface BinaryColumns {
  labels: Int8Array;
  /** Null when only scores are given that are no probabilities, and no threshold. */
  predictions: Int8Array | null;
  scores: Float64Array;
  bins: number;
}

/** Reads the columns of a binary task. @throws UsageError on values that are no two outcomes */
export async function binaryTask(table: Table, request: PerformanceRequest): Promise<LoadedTask> {
  const label = await truthColumn(
    table,
    { path: request.data, name: request.label, option: '--label' },
    request.positive,
  );
  const scores = await scoresOf(table, request.score);
  const threshold = thresholdOf(request, scores);
  const predictions =
    request.prediction === undefined
      ? threshold === null
        ? null
        : predictionsAt(scores, threshold)
      : await predictionColumn(
          table,
          { path: request.data, name: request.prediction, option: '--prediction' },
          label,
        );
  const columns = { labels: label.values, predictions, scores, bins: request.bins };
  const counts = scoreCounts(scores, label.values);
  const curves = request.score === undefined ? null : binaryCurves(counts, request.bins);
  const confusion = predictions === null ? null : confusionMatrix(predictions, label.values);
  return {
    task: 'binary',
    rows: table.rowCount,
    overall: measureBinary(columns, counts, confusion),
    measure: (rows) => measureSlice(columns, rows),
    rowMetrics: rowMetricsOf(columns, request),
    rowValues: (metric) => rowValuesOf(metric, columns),
    details: {
      positive: label.positive,
      negative: label.negative,
      threshold,
      leftOut: leftOut(columns, request),
      curves,
    },
    tables: confusion === null ? [] : [confusionTable(confusion, label)],
    figures: curves === null ? [] : binaryFigures(curves),
    notes: notesOf(request, threshold, curves),
  };
}

async function scoresOf(table: Table, name: string | undefined): Promise<Float64Array> {
  if (name === undefined) return new Float64Array(table.rowCount).fill(NaN);
  return (await table.numbers([name])).get(name)!.values;
}

/** Whether a score is no probability; infinite ones are unknown, as everywhere. */
const isOutside = (score: number): boolean => Number.isFinite(score) && (score < 0 || score > 1);

/** Null when predictions are given, or the scores are no probabilities and say nothing about where to cut. */
function thresholdOf({ prediction, threshold }: PerformanceRequest, scores: Float64Array): number | null {
  if (prediction !== undefined) return null;
  if (threshold !== undefined) return threshold;
  return scores.some(isOutside) ? null : 0.5;
}

function measureSlice({ labels, predictions, scores, bins }: BinaryColumns, rows: Uint32Array): Measured {
  const slice = {
    labels: takeRows(labels, rows),
    predictions: predictions === null ? null : takeRows(predictions, rows),
    scores: takeRows(scores, rows),
    bins,
  };
  const confusion = slice.predictions === null ? null : confusionMatrix(slice.predictions, slice.labels);
  return measureBinary(slice, scoreCounts(slice.scores, slice.labels), confusion);
}

function measureBinary(
  { labels, predictions, scores, bins }: BinaryColumns,
  counts: ScoreCounts,
  confusion: ConfusionMatrix | null,
): Measured {
  const byScore = scoreMetrics(counts, { strategy: 'equal_width', bins });
  let n = 0;
  for (let row = 0; row < labels.length; row += 1) {
    const isCompared = Number.isFinite(scores[row]!) || (predictions !== null && predictions[row]! >= 0);
    if (labels[row]! >= 0 && isCompared) n += 1;
  }
  const byCounts = confusion === null ? withoutThreshold(counts.n) : Object.entries(binaryMetrics(confusion));
  return { n, confusion, metrics: new Map([...byCounts, ...Object.entries(byScore)]) };
}

/** The metrics of counts where nothing says which score is a positive prediction. */
function withoutThreshold(n: number): [string, Estimate][] {
  const nothing = { tp: 0, fp: 0, fn: 0, tn: 0 };
  return Object.entries(binaryMetrics(nothing)).map(([name, { method }]) => [
    name,
    notComputable({ n, method, reason: 'score_out_of_range' }),
  ]);
}

function rowMetricsOf({ predictions, scores }: BinaryColumns, request: PerformanceRequest): RowMetric[] {
  const areProbabilities = request.score !== undefined && !scores.some(isOutside);
  return [
    ...(predictions === null ? [] : (['accuracy', 'precision', 'recall', 'specificity'] as const)),
    ...(areProbabilities ? (['log_loss', 'brier'] as const) : []),
  ];
}

function rowValuesOf(metric: RowMetric, { labels, predictions, scores }: BinaryColumns): Float64Array {
  const isOfScores = metric === 'log_loss' || metric === 'brier';
  return rowValues(metric, {
    predicted: isOfScores ? scores : predictions!,
    actual: labels,
    isKnown: (value) => Number.isFinite(value) && value !== -1,
  });
}

function leftOut({ labels, predictions, scores }: BinaryColumns, request: PerformanceRequest) {
  const missing = (list: ArrayLike<number>, isMissing: (value: number) => boolean): number => {
    let count = 0;
    for (let row = 0; row < list.length; row += 1) if (isMissing(list[row]!)) count += 1;
    return count;
  };
  return {
    unlabelled: missing(labels, (label) => label < 0),
    ...(request.prediction === undefined
      ? {}
      : { unpredicted: missing(predictions!, (prediction) => prediction < 0) }),
    ...(request.score === undefined ? {} : { unscored: missing(scores, (score) => !Number.isFinite(score)) }),
  };
}

function notesOf(
  request: PerformanceRequest,
  threshold: number | null,
  curves: BinaryCurves | null,
): string[] {
  const cut =
    threshold === null
      ? 'Scores outside [0, 1] and no --threshold: nothing says which score is a positive prediction.'
      : `A score of ${threshold} or more is a positive prediction.`;
  return [
    ...(request.prediction === undefined
      ? [cut]
      : request.threshold === undefined
        ? []
        : ['--threshold is not used: --prediction says what was predicted.']),
    ...(curves === null
      ? []
      : [
          `Calibration: ${request.bins} bins of equal width (ece) and of equal count (curve).`,
          'Curves are thinned; areaBound in the JSON says by how much their areas may differ from those of all points.',
        ]),
  ];
}
