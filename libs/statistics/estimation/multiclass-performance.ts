import { averagePrecisionRootError, rocAucRootError } from './area-sampling-error';
import { chunkThreshold } from './chunk-threshold';
import { type Chunk } from './chunks';
import { estimatedChunk, type EstimatedMetric } from './estimated-chunk';
import { expectedAveragePrecision, expectedRocAuc } from './expected-areas';
import { type Measured, measured, unmeasured } from './measured';
import { classProbabilities, fitClassCalibrators, rankedByScore } from './multiclass-probabilities';
import { assertMulticlassRows, type MulticlassRows, oneAgainstRest } from './multiclass-rows';
import { outcomeMetric } from './outcome-metric';
import { outcomeSamplingError } from './outcome-sampling-error';
import { expectedOutcomes, type OutcomeSums, realisedOutcomes } from './outcome-sums';
import { realisedAveragePrecision, realisedRocAuc } from './realised-areas';
import { countOutcomes, labelledGroups } from './scored-outcomes';

/** What can be estimated for a classifier of several classes: means over the classes, each against the rest. */
export type MulticlassEstimateName =
  'roc_auc' | 'average_precision' | 'accuracy' | 'precision' | 'recall' | 'specificity' | 'f1';

/** Rows in the order of time, and how they are cut. */
export interface ChunkedMulticlassRows {
  readonly rows: MulticlassRows;
  readonly chunks: readonly Chunk[];
}

interface MulticlassPerformanceOptions {
  readonly reference: ChunkedMulticlassRows;
  readonly analysis: ChunkedMulticlassRows;
  readonly metrics: readonly MulticlassEstimateName[];
  /** Of the resamples behind the sampling error of the average precision. */
  readonly seed?: number;
}

const share = { least: 0, greatest: 1 };
const periods = ['reference', 'analysis'] as const;

/**
 * Confidence-based performance estimation for three classes or more: each class is calibrated against the rest, a row's
 * probabilities are divided by their sum, and each metric is the plain mean over the classes of its estimate for the class
 * against the rest; accuracy is the mean probability of the predicted class. Thresholds, bands and assumptions as for two
 * classes. Source: NannyML 0.13.1, CBPE for multiclass classification. Throws RangeError when lists differ in length or
 * the periods in classes. O(classes · n log n).
 */
export function multiclassPerformance(options: MulticlassPerformanceOptions): readonly EstimatedMetric[] {
  const { reference, analysis, metrics, seed = 1 } = options;
  const sides = [reference, analysis];
  sides.forEach(({ rows }) => assertMulticlassRows(rows));
  if (reference.rows.classes.join('\0') !== analysis.rows.classes.join('\0')) {
    throw new RangeError('reference and analysis have different classes');
  }
  const calibrators = fitClassCalibrators(reference.rows);
  const facts = sides.flatMap(({ rows, chunks }, side) =>
    chunks.map(({ key, start, end }) => {
      const cut = rowsBetween(rows, start, end);
      const probabilities = classProbabilities(calibrators, cut.scores);
      return { key, period: periods[side]!, rows: cut, probabilities };
    }),
  );
  return metrics.map((metric) => {
    const realised = facts.map(({ rows }) => realise(metric, rows));
    const threshold = chunkThreshold(
      realised.slice(0, reference.chunks.length).map(({ value }) => value),
      share,
    );
    const rootError = rootErrorOf(metric, reference.rows, seed);
    const chunks = facts.map(({ key, period, rows, probabilities }, at) => {
      const { n, estimated } = estimate(metric, rows, probabilities);
      const samplingError = rootError === null || n === 0 ? null : rootError / Math.sqrt(n);
      const values = { key, period, n, estimated, realised: realised[at]!, samplingError };
      return estimatedChunk(values, threshold, share);
    });
    return { metric, threshold, chunks };
  });
}

function rowsBetween(rows: MulticlassRows, start: number, end: number): MulticlassRows {
  return {
    classes: rows.classes,
    scores: rows.scores.map((list) => list.subarray(start, end)),
    predictions: rows.predictions.subarray(start, end),
    labels: rows.labels.subarray(start, end),
  };
}

function estimate(
  metric: MulticlassEstimateName,
  rows: MulticlassRows,
  probabilities: readonly Float64Array[],
): { n: number; estimated: Measured } {
  const isArea = metric === 'roc_auc' || metric === 'average_precision';
  const usable = Uint32Array.from(rows.labels.keys()).filter(
    (row) => !Number.isNaN(probabilities[0]![row]) && (isArea || rows.predictions[row]! >= 0),
  );
  const n = usable.length;
  if (n === 0) return { n, estimated: unmeasured('no_rows') };
  if (metric === 'accuracy') {
    const sum = usable.reduce((total, row) => total + probabilities[rows.predictions[row]!]![row]!, 0);
    return { n, estimated: measured(sum / n) };
  }
  const values = probabilities.map((list, of) => {
    if (metric === 'roc_auc') return expectedRocAuc(rankedByScore(rows.scores[of]!, list));
    if (metric === 'average_precision')
      return expectedAveragePrecision(rankedByScore(rows.scores[of]!, list));
    const sums = expectedOutcomes(
      Float64Array.from(usable, (row) => list[row]!),
      oneAgainstRest(rows.predictions, of),
      usable,
    );
    return outcomeMetric(metric, sums);
  });
  return { n, estimated: meanOf(values) };
}

/** The mean; the first reason that one of them carries. */
function meanOf(values: readonly Measured[]): Measured {
  const reason = values.find((value) => value.reason !== null)?.reason ?? null;
  const known = values.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length < values.length) return unmeasured(reason ?? 'no_rows');
  return { value: known.reduce((sum, value) => sum + value, 0) / known.length, reason };
}

function realise(metric: MulticlassEstimateName, rows: MulticlassRows): Measured {
  const places = rows.classes.map((_, of) => of);
  if (metric === 'roc_auc' || metric === 'average_precision') {
    const isComplete = ({ labels }: MulticlassRows): boolean => places.every((of) => labels.includes(of));
    const scored = labelledRows(rows);
    if (scored.labels.length === 0) return unmeasured('no_labels');
    if (!isComplete(scored)) return unmeasured('single_class');
    const area = metric === 'roc_auc' ? realisedRocAuc : realisedAveragePrecision;
    return meanOf(places.map((of) => measured(area(countOutcomes(groupsOf(scored, of)))!)));
  }
  const known = Uint32Array.from(rows.labels.keys()).filter(
    (row) => rows.labels[row]! >= 0 && rows.predictions[row]! >= 0,
  );
  if (known.length === 0) return unmeasured('no_labels');
  if (new Set(known.map((row) => rows.labels[row]!)).size < 2) return unmeasured('single_class');
  if (new Set(known.map((row) => rows.predictions[row]!)).size < 2)
    return unmeasured('no_predicted_positives');
  if (metric === 'accuracy') {
    return measured(known.filter((row) => rows.labels[row] === rows.predictions[row]).length / known.length);
  }
  const values = places.map((of) => outcomeMetric(metric, outcomesOf(rows, of)));
  return { ...meanOf(values), reason: null };
}

const outcomesOf = ({ predictions, labels }: MulticlassRows, of: number): OutcomeSums =>
  realisedOutcomes({ predictions: oneAgainstRest(predictions, of), labels: oneAgainstRest(labels, of) });

const groupsOf = ({ scores, labels }: MulticlassRows, of: number) =>
  labelledGroups({ scores: scores[of]!, labels: oneAgainstRest(labels, of) });

/** Only the rows that have a label and every score. */
function labelledRows(rows: MulticlassRows): MulticlassRows {
  const kept = Uint32Array.from(rows.labels.keys()).filter(
    (row) => rows.labels[row]! >= 0 && rows.scores.every((list) => !Number.isNaN(list[row])),
  );
  return {
    classes: rows.classes,
    scores: rows.scores.map((list) => Float64Array.from(kept, (row) => list[row]!)),
    predictions: Int32Array.from(kept, (row) => rows.predictions[row]!),
    labels: Int32Array.from(kept, (row) => rows.labels[row]!),
  };
}

/** NannyML widens the error of the mean area by this factor, since the classes' areas are not independent. */
const AREA_FACTOR = 1.2;

/** Standard error of the mean over the classes, times √n: the classes are taken as independent. */
function rootErrorOf(metric: MulticlassEstimateName, rows: MulticlassRows, seed: number): number | null {
  const size = rows.classes.length;
  if (metric === 'accuracy') {
    const known = rows.labels.filter((label, row) => label >= 0 && rows.predictions[row]! >= 0).length;
    const right = rows.labels.filter((label, row) => label >= 0 && label === rows.predictions[row]).length;
    return known === 0 ? null : Math.sqrt((right / known) * (1 - right / known));
  }
  const scored = labelledRows(rows);
  const errors = rows.classes.map((_, of) => {
    if (metric === 'roc_auc') return rocAucRootError(countOutcomes(groupsOf(scored, of)));
    if (metric === 'average_precision') return averagePrecisionRootError(groupsOf(scored, of), seed + of);
    const sums = outcomesOf(rows, of);
    const error = outcomeSamplingError(metric, sums, { n: 1 });
    // For several classes NannyML leaves out the factor that makes the mean of the relevant rows F1.
    const factor = (sums.tp + sums.fp + sums.fn) / (sums.tp + 0.5 * (sums.fp + sums.fn));
    return error !== null && metric === 'f1' ? error / factor : error;
  });
  if (errors.some((error) => error === null)) return null;
  const squares = errors.reduce<number>((sum, error) => sum + error! ** 2, 0);
  if (metric === 'average_precision') return Math.sqrt(squares / size);
  return (Math.sqrt(squares) / size) * (metric === 'roc_auc' ? AREA_FACTOR : 1);
}
