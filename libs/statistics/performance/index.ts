export { averagePrecision } from './average-precision';
export { balancedAccuracy } from './balanced-accuracy';
export { type BinaryMetricName, binaryMetrics } from './binary-metrics';
export { brierScore } from './brier-score';
export { type BinningChoice } from './calibration-bins';
export { calibrationCurve, type CalibrationPoint } from './calibration-curve';
export { confusionAt, type ConfusionMatrix, confusionMatrix } from './confusion-matrix';
export { expectedCalibrationError } from './expected-calibration-error';
export { f1Score } from './f1-score';
export { logLoss } from './log-loss';
export { matthewsCorrelation } from './matthews-correlation';
export { type MetricName, type MetricTraits, metricTraits } from './metric-traits';
export { classAverage, type ClassMetricName, type ClassWeighting } from './multiclass/class-average';
export {
  type ClassColumn,
  type ClassConfusion,
  classConfusion,
  type ClassRows,
} from './multiclass/class-confusion';
export { classMetrics, type ClassReport } from './multiclass/class-metrics';
export { type ClassScores, type ScoredClassRows, scoredClassRows } from './multiclass/class-scores';
export { gorodkinCorrelation } from './multiclass/gorodkin-correlation';
export { mergeClasses } from './multiclass/merge-classes';
export { multiclassLogLoss } from './multiclass/multiclass-log-loss';
export { multiclassMetrics } from './multiclass/multiclass-metrics';
export { oneVersusRestAuc } from './multiclass/one-versus-rest-auc';
export { type PrecisionRecallCurve, precisionRecallCurve } from './precision-recall-curve';
export { predictionsAt } from './predictions-at';
export { meanAveragePrecision } from './ranking/mean-average-precision';
export { meanReciprocalRank } from './ranking/mean-reciprocal-rank';
export { normalizedGain } from './ranking/normalized-gain';
export { type RankedQueries, rankedQueries, type RankingRows } from './ranking/ranked-queries';
export { rankingMetrics } from './ranking/ranking-metrics';
export { type RegressionMetricName, regressionMetrics } from './regression/regression-metrics';
export { type TargetPairs, targetPairs } from './regression/target-pairs';
export { rocAuc } from './roc-auc';
export { type RocCurve, rocCurve } from './roc-curve';
export { type ScoreCounts, scoreCounts } from './score-counts';
export { type ScoreMetricName, scoreMetrics } from './score-metrics';
export { quantileCuts } from './slices/quantile-cuts';
export { type GroupColumn, rowGroups } from './slices/row-groups';
export { type RowMetricName, rowValues } from './slices/row-values';
export {
  type SliceColumn,
  type WeakSlice,
  type WeakSliceRequest,
  weakSlices,
  type WeakSliceSearch,
} from './slices/weak-slices';
