import { type Estimate } from '../inference';
import { averagePrecision } from './average-precision';
import { brierScore } from './brier-score';
import { type BinningChoice } from './calibration-bins';
import { expectedCalibrationError } from './expected-calibration-error';
import { logLoss } from './log-loss';
import { rocAuc } from './roc-auc';
import { type ScoreCounts } from './score-counts';

export type ScoreMetricName = 'roc_auc' | 'average_precision' | 'log_loss' | 'brier' | 'ece';

/** The metrics of a binary score, each with its 95 % interval or a reason. `choice` cuts the bins of the ECE. */
export function scoreMetrics(
  counts: ScoreCounts,
  choice?: BinningChoice,
): Readonly<Record<ScoreMetricName, Estimate>> {
  return {
    roc_auc: rocAuc(counts),
    average_precision: averagePrecision(counts),
    log_loss: logLoss(counts),
    brier: brierScore(counts),
    ece: expectedCalibrationError(counts, choice),
  };
}
