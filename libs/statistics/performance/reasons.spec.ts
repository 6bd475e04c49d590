import { binaryMetrics } from './binary-metrics';
import { classConfusion } from './multiclass/class-confusion';
import { scoredClassRows } from './multiclass/class-scores';
import { multiclassLogLoss } from './multiclass/multiclass-log-loss';
import { multiclassMetrics } from './multiclass/multiclass-metrics';
import { oneVersusRestAuc } from './multiclass/one-versus-rest-auc';
import { rankedQueries } from './ranking/ranked-queries';
import { rankingMetrics } from './ranking/ranking-metrics';
import { regressionMetrics } from './regression/regression-metrics';
import { targetPairs } from './regression/target-pairs';
import { scoreCounts } from './score-counts';
import { scoreMetrics } from './score-metrics';

const reasonsOf = (metrics: Iterable<[string, object]>) =>
  Object.fromEntries(
    [...metrics].map(([name, estimate]) => [name, (estimate as { reason?: string }).reason]),
  );

const scoresOf = (scores: number[], labels: number[]) =>
  reasonsOf(Object.entries(scoreMetrics(scoreCounts(Float64Array.from(scores), Int8Array.from(labels)))));

const pairsOf = (predictions: number[], targets: number[]) =>
  targetPairs(Float64Array.from(predictions), Float64Array.from(targets));

describe('a metric without a value', () => {
  it('PF-7 names the class that has no row', () => {
    expect(scoresOf([0.1, 0.2], [0, 0])).toMatchObject({
      roc_auc: 'no_positives',
      average_precision: 'no_positives',
      log_loss: undefined,
    });
    expect(scoresOf([0.1, 0.2], [1, 1])).toMatchObject({
      roc_auc: 'no_negatives',
      average_precision: undefined,
    });
    expect(binaryMetrics({ tp: 0, fp: 0, fn: 3, tn: 4 })).toMatchObject({
      precision: { reason: 'no_predicted_positives' },
      mcc: { reason: 'no_predicted_positives' },
    });
  });

  it('PF-12 says that scores outside [0, 1] are no probabilities, and still ranks by them', () => {
    expect(scoresOf([-3, 4, 1], [0, 1, 1])).toEqual({
      roc_auc: undefined,
      average_precision: undefined,
      log_loss: 'score_out_of_range',
      brier: 'score_out_of_range',
      ece: 'score_out_of_range',
    });
  });

  it('PF-1 tells missing scores from missing labels', () => {
    expect(scoresOf([NaN, Infinity], [0, 1])).toMatchObject({ roc_auc: 'no_scores', ece: 'no_scores' });
    expect(scoresOf([0.5], [-1])).toMatchObject({ roc_auc: 'no_labels' });
    expect(pairsOf([1, NaN, 2, 3], [1, 2, NaN, 3])).toMatchObject({ n: 2, unpredicted: 1, unlabelled: 1 });
    expect(reasonsOf(regressionMetrics(pairsOf([], [])))).toMatchObject({ mae: 'no_rows', r2: 'no_rows' });
  });

  it('PF-8 has no mean over classes when one of them has no value, and a balanced accuracy all the same', () => {
    const confusion = classConfusion({
      classes: ['a', 'b', 'c'],
      labels: Int32Array.of(0, 0, 1, 1, -1, 0),
      predictions: Int32Array.of(0, 1, 1, 2, 0, -1),
    });
    expect(confusion).toMatchObject({ n: 4, unpredicted: 1, unlabelled: 1 });
    const metrics = multiclassMetrics(confusion);
    expect(reasonsOf(metrics)).toMatchObject({
      recall_macro: 'no_positives',
      recall_weighted: undefined,
      precision_macro: undefined,
      f1_macro: undefined,
      balanced_accuracy: undefined,
    });
    expect(metrics.get('balanced_accuracy')!.value).toBe(0.5);
  });

  it('PF-9 has no percentage error with a target of 0, no logarithmic error below 0', () => {
    expect(reasonsOf(regressionMetrics(pairsOf([1, 2], [0, 2])))).toMatchObject({
      mape: 'zero_reference',
      msle: undefined,
    });
    expect(reasonsOf(regressionMetrics(pairsOf([-1, 2], [1, 2])))).toMatchObject({
      mape: undefined,
      msle: 'negative_value',
      rmsle: 'negative_value',
    });
  });

  it('PF-10 has no coefficient of determination for a constant target, a single row or huge numbers', () => {
    expect(reasonsOf(regressionMetrics(pairsOf([1, 2], [0.1, 0.1])))).toMatchObject({ r2: 'zero_variance' });
    expect(reasonsOf(regressionMetrics(pairsOf([1], [0.1])))).toMatchObject({ r2: 'too_few_rows' });
    expect(reasonsOf(regressionMetrics(pairsOf([1e200, 1], [-1e200, 2])))).toMatchObject({
      mse: 'out_of_range',
      rmse: 'out_of_range',
      mae: undefined,
    });
  });

  it('PF-19 has a largest error without an interval', () => {
    const largest = regressionMetrics(pairsOf([1, 2, 3], [1, 4, 9])).get('max_error');
    expect(largest).toEqual({ status: 'ok', value: 6, n: 3, method: 'max_error' });
  });

  it('PF-12 wants probabilities of classes that add up to 1', () => {
    const rows = (first: number[], second: number[]) =>
      scoredClassRows({
        classes: ['a', 'b'],
        labels: Int32Array.of(0, 1, -1),
        scores: [Float64Array.from(first), Float64Array.from(second)],
      });
    expect(multiclassLogLoss(rows([0.5, 0.6, 1], [0.5, 0.5, 0]))).toMatchObject({
      reason: 'score_out_of_range',
    });
    expect(multiclassLogLoss(rows([0.5, 1.2, 1], [0.5, -0.2, 0]))).toMatchObject({
      reason: 'score_out_of_range',
    });
    expect(multiclassLogLoss(rows([0.504, 0.6, 1], [0.5, 0.4, 0]))).toMatchObject({ status: 'ok', n: 2 });
    const missing = rows([NaN, 0.6, 1], [0.5, 0.4, 0]);
    expect(missing).toMatchObject({ n: 1, unscored: 1, unlabelled: 1 });
    expect(oneVersusRestAuc(missing)).toMatchObject({ reason: 'no_positives' });
  });

  it('PF-11 leaves out queries without a relevant row, and refuses a negative relevance', () => {
    const ranked = (relevances: number[], queries = [0, 0, 1, 1]) =>
      rankedQueries({
        queries: Int32Array.from(queries),
        scores: Float64Array.of(0.9, 0.1, 0.5, 0.4),
        relevances: Float64Array.from(relevances),
      });
    expect(ranked([1, 0, 0, 0])).toMatchObject({ withoutRelevant: 1, missing: 0, reason: null });
    expect(rankingMetrics(ranked([1, 0, 0, 0]), 2).get('ndcg@2')).toMatchObject({ n: 1, value: 1 });
    expect(reasonsOf(rankingMetrics(ranked([0, 0, 0, 0]), 2))).toMatchObject({ 'mrr@2': 'no_positives' });
    expect(reasonsOf(rankingMetrics(ranked([1, -1, 0, 0]), 2))).toMatchObject({ 'map@2': 'negative_value' });
    expect(ranked([1, NaN, 1, 1], [0, 0, -1, 1])).toMatchObject({ missing: 2 });
    expect(() => rankingMetrics(ranked([1, 0, 0, 0]), 0)).toThrow(RangeError);
  });
});
