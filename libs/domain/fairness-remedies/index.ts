export { type ErrorCosts } from './error-cost';
export { type EqualisedRate, type GroupThreshold, groupThresholds } from './group-thresholds';
export {
  automaticGap,
  type BandError,
  type BandSetting,
  type GroupLoad,
  humanBand,
  type HumanBand,
} from './human-band';
export { type GroupNeed, neededRows, type NeededRows, type RateNeed } from './needed-rows';
export { proposeBand, type ProposedBand } from './propose-band';
export { fourFactors, type ReweighingFactor, reweighingFactors } from './reweighing';
export { type ScoreBand } from './score-band';
export { costsAt, type GroupCost, type ThresholdOption, thresholdOptions } from './threshold-costs';
export { type JudgedThreshold, sweptCriteria, thresholdJudge, type UnmetCriterion } from './threshold-judge';
