export { balancedAccuracy } from './balanced-accuracy';
export { type BinaryMetricName, binaryMetrics } from './binary-metrics';
export { brierScore } from './brier-score';
export { type ConfusionMatrix, confusionMatrix } from './confusion-matrix';
export { f1Score } from './f1-score';
export { logLoss } from './log-loss';
export { rocAuc } from './roc-auc';
