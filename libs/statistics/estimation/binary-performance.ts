import { averagePrecisionRootError, type RootError, rocAucRootError } from './area-sampling-error';
import { assertBinaryRows, type BinaryRows } from './binary-rows';
import { fitCalibrator } from './calibrator';
import { chunkFacts, type ChunkFacts } from './chunk-facts';
import { chunkThreshold } from './chunk-threshold';
import { type Chunk } from './chunks';
import { estimatedChunk, type EstimatedMetric, type MetricRange } from './estimated-chunk';
import { expectedAveragePrecision, expectedRocAuc } from './expected-areas';
import { type Measured, measured, unmeasured } from './measured';
import { outcomeMetric, type OutcomeMetricName, type OutcomeValues, realisedMetric } from './outcome-metric';
import { outcomeSamplingError } from './outcome-sampling-error';
import { realisedOutcomes } from './outcome-sums';
import { realisedAveragePrecision, realisedRocAuc } from './realised-areas';
import { countOutcomes, labelledGroups } from './scored-outcomes';

/** What can be estimated for a binary classifier without labels. */
export type BinaryEstimateName = 'roc_auc' | 'average_precision' | OutcomeMetricName;

/** Rows in the order of time, and how they are cut. */
export interface ChunkedBinaryRows {
  readonly rows: BinaryRows;
  readonly chunks: readonly Chunk[];
}

interface BinaryPerformanceOptions {
  /** With labels: the period in which the model did well. */
  readonly reference: ChunkedBinaryRows;
  /** The period to judge; labels where they have arrived. */
  readonly analysis: ChunkedBinaryRows;
  readonly metrics: readonly BinaryEstimateName[];
  /** What each kind of row is worth; `business_value` needs it. */
  readonly values?: OutcomeValues;
  /** Of the resamples behind the sampling error of the average precision. */
  readonly seed?: number;
}

/** Binary performance of all chunks, and whether the scores were calibrated first. */
export interface BinaryPerformance {
  readonly calibrated: boolean;
  readonly metrics: readonly EstimatedMetric[];
}

/** How one metric is estimated, realised and bounded. */
interface MetricRule {
  readonly range: MetricRange;
  rows(facts: ChunkFacts): number;
  estimate(facts: ChunkFacts): Measured;
  realise(facts: ChunkFacts): Measured;
  samplingError(n: number): number | null;
}

const share: MetricRange = { least: 0, greatest: 1 };

/**
 * Confidence-based performance estimation: what the metrics of a binary classifier are expected to be in each chunk,
 * before its labels arrive. The scores are calibrated on the reference period where that helps; each row then counts as
 * positive with its probability. The threshold is mean ± 3 standard deviations of the realised values of the reference
 * chunks; the band is ± 3 sampling errors. Assumes that the relation between inputs and label has not changed (no concept
 * drift), that the inputs have not left the space seen in the reference period, and chunks of enough rows.
 * Source: NannyML 0.13.1, CBPE; where it says NaN a chunk has a reason here, and where it
 * says 0 for want of a denominator the 0 carries one.
 * Throws RangeError when the lists of a period differ in length or `business_value` has no values. O(n log n).
 */
export function binaryPerformance(options: BinaryPerformanceOptions): BinaryPerformance {
  const { reference, analysis, metrics } = options;
  assertBinaryRows(reference.rows);
  assertBinaryRows(analysis.rows);
  const groups = labelledGroups(reference.rows);
  const calibrator = fitCalibrator(groups);
  const factsOf = ({ rows, chunks }: ChunkedBinaryRows, period: ChunkFacts['period']): ChunkFacts[] =>
    chunks.map((chunk) => chunkFacts(rows, chunk, { period, calibrator }));
  const facts = [...factsOf(reference, 'reference'), ...factsOf(analysis, 'analysis')];
  const ruleOf = (name: BinaryEstimateName): MetricRule => {
    if (name === 'roc_auc') return rocAucRule(rocAucRootError(countOutcomes(groups)));
    if (name === 'average_precision')
      return averagePrecisionRule(averagePrecisionRootError(groups, options.seed ?? 1));
    return outcomeRule(name, options);
  };
  return {
    calibrated: calibrator !== null,
    metrics: metrics.map((name) => estimatedMetric(name, ruleOf(name), facts)),
  };
}

function estimatedMetric(name: string, rule: MetricRule, facts: readonly ChunkFacts[]): EstimatedMetric {
  const realised = facts.map((chunk) => rule.realise(chunk));
  const inReference = realised.filter((_, index) => facts[index]!.period === 'reference');
  const threshold = chunkThreshold(
    inReference.map(({ value }) => value),
    rule.range,
  );
  const chunks = facts.map((chunk, index) => {
    const n = rule.rows(chunk);
    const estimated = chunk.isProbability ? rule.estimate(chunk) : unmeasured('score_out_of_range');
    const values = { key: chunk.key, period: chunk.period, n, estimated, realised: realised[index]! };
    return estimatedChunk({ ...values, samplingError: rule.samplingError(n) }, threshold, rule.range);
  });
  return { metric: name, threshold, chunks };
}

function rocAucRule(rootError: RootError): MetricRule {
  return {
    range: share,
    rows: ({ ranked }) => ranked.length,
    estimate: ({ ranked }) => expectedRocAuc(ranked),
    realise: ({ outcomes }) => orSingleClass(realisedRocAuc(outcomes)),
    samplingError: (n) => overRoot(rootError, n),
  };
}

function averagePrecisionRule(rootError: RootError): MetricRule {
  return {
    range: share,
    rows: ({ ranked }) => ranked.length,
    estimate: ({ ranked }) => expectedAveragePrecision(ranked),
    realise: ({ outcomes }) => orSingleClass(realisedAveragePrecision(outcomes)),
    samplingError: (n) => overRoot(rootError, n),
  };
}

function outcomeRule(name: OutcomeMetricName, options: BinaryPerformanceOptions): MetricRule {
  const { values } = options;
  if (name === 'business_value' && values === undefined) {
    throw new RangeError('the business value needs what each kind of row is worth');
  }
  const isCount = name === 'tp' || name === 'fp' || name === 'fn' || name === 'tn';
  const unbounded: MetricRange = { least: isCount ? 0 : null, greatest: null };
  const reference = realisedOutcomes(options.reference.rows);
  return {
    range: isCount || name === 'business_value' ? unbounded : share,
    rows: ({ expected }) => expected.n,
    estimate: ({ expected }) => outcomeMetric(name, expected, values),
    realise: ({ realised }) => realisedMetric(name, realised, values),
    samplingError: (n) => outcomeSamplingError(name, reference, { n, values }),
  };
}

const orSingleClass = (value: number | null): Measured =>
  value === null ? unmeasured('single_class') : measured(value);

const overRoot = (rootError: RootError, n: number): number | null =>
  rootError === null || n === 0 ? null : rootError / Math.sqrt(n);
