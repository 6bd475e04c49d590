export { addOutcome, type ScoredOutcome } from './add-outcome';
export { binnedCalibration, type BinnedCalibration, type CalibrationBin } from './binned-calibration';
export { type BinnedEstimate, binnedRocAuc } from './binned-roc-auc';
export { mergeOutcomeProfiles, totalOutcomes } from './merge-outcome-profiles';
export {
  emptyOutcomeProfile,
  type OutcomeSegment,
  type OutcomeProfile,
  probabilityEdges,
  type ScoreHistogram,
} from './outcome-profile';
export {
  outcomeProfileFromJson,
  type OutcomeProfileJson,
  outcomeProfileToJson,
} from './outcome-profile-json';
export { populationCounts } from './population-counts';
export { type ThresholdCounts, thresholdCounts } from './threshold-counts';
