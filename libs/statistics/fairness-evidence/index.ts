export { type AuditedPair, changeOfGap } from './change-of-gap';
export { consistency, type ConsistencyRows } from './consistency';
export { advanceEProcess, type EProcessReading, readEProcess, startEProcess } from './e-process';
export { type PeriodCounts } from './e-process-bet';
export { eProcessFromJson, type EProcessState } from './e-process-state';
export { assertGroupSelection, type GroupSelection, highestRate } from './group-selection';
export { type GapDecomposition, type GroupsAtOnce, kitagawaDecomposition } from './kitagawa-decomposition';
export { labelBias, type LabelBias } from './label-bias';
export { type CredibleGap, credibleGapOf, largestCredibleGap } from './largest-credible-gap';
export { type ConfidenceSequenceOptions, meanConfidenceSequence } from './mean-confidence-sequence';
export {
  type BoundedGroup,
  type BoundsOptions,
  missingDemographicsBounds,
  type MissingDemographicsBounds,
  type RatioBounds,
} from './missing-demographics-bounds';
export { type Discrepancy, type PublishedRow, type PublishedTable } from './published-audit';
export { ratesByThreshold, type SweptRate } from './rates-by-threshold';
export { reconcilePublishedAudit } from './reconcile-published-audit';
export { type GroupWeights, type LabelledGroup, reweighingWeights } from './reweighing-weights';
export {
  type AdviceOptions,
  type GroupAdvice,
  sampleSizeAdvice,
  type SampleSizeAdvice,
} from './sample-size-advice';
export { type GroupScores, outcomesAt, type ScoreTails, scoreTails } from './score-tails';
export { shrinkGroupRates, type ShrunkRates } from './shrink-group-rates';
export { type GroupSweep, type ThresholdSweep, thresholdSweep } from './threshold-sweep';
