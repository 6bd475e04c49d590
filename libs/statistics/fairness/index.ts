export { type Correction, type TestedComparison } from './adjust-tests';
export {
  type AssessedDisparity,
  type AssessedPopulation,
  assessFairness,
  type AssessmentOptions,
  assessmentVerdict,
  type FairnessAssessment,
  type PolicyOutcome,
} from './assess-fairness';
export {
  bootstrapDisparities,
  type BootstrapIntervals,
  type BootstrapOptions,
} from './bootstrap-disparities';
export { type DenominatorPolicy } from './choose-reference';
export { compareGroupNames } from './compare-group-names';
export { type ExtremeGroups } from './compare-groups';
export { compareRates, type RateComparison } from './compare-rates';
export {
  conditionalDemographicDisparity,
  type ConditionalDisparity,
  type StratumCounts,
} from './conditional-demographic-disparity';
export { countOutcomes, outcomeOf, type OutcomeRow } from './count-outcomes';
export { differentialFairness, type DifferentialFairness } from './differential-fairness';
export { type FairnessCriterion, type FairnessCriterionName } from './fairness-criterion';
export { type DisparityName, disparityNames } from './disparity-name';
export { type ExcludedGroup } from './eligible-groups';
export { type GroupMetricOptions, groupMetrics, type GroupMetrics } from './group-metrics';
export { generalizedEntropy, type InequalityIndex } from './inequality-index';
export { type DisparityLimit, type FairnessVerdict } from './judge-disparity';
export { mergeCounts } from './merge-counts';
export {
  type GroupCounts,
  labelledRows,
  outcomeCells,
  type OutcomeCounts,
  type PopulationCounts,
  predictedRows,
  type ScoringCounts,
} from './outcome-counts';
export { type FavourableOutcome, type GroupRateName, rateCells } from './rate-cells';
export { sumGroups } from './sum-groups';
