export { benjaminiHochberg } from './benjamini-hochberg';
export { bootstrapInterval, type BootstrapRequest } from './bootstrap-interval';
export { chiSquareUpperTail } from './chi-square-upper-tail';
export { clopperPearson } from './clopper-pearson';
export { cochranMantelHaenszel, mantelHaenszelOddsRatio, type Stratum } from './cochran-mantel-haenszel';
export {
  type Estimate,
  type Interval,
  known,
  type KnownEstimate,
  notComputable,
  type UnknownEstimate,
} from './estimate';
export { fisherExact, type FisherExactResult } from './fisher-exact';
export { gTest } from './g-test';
export { holm } from './holm';
export { katzInterval } from './katz-interval';
export { koopmanInterval } from './koopman-interval';
export { type DiscordantPairs, mcnemar } from './mcnemar';
export { type AveragedKind, meanInterval, normalMeanInterval, studentInterval } from './mean-interval';
export {
  type DetectableDifference,
  type DetectionDesign,
  minimumDetectableDifference,
} from './minimum-detectable-difference';
export { newcombeInterval } from './newcombe-interval';
export { normalCdf } from './normal-cdf';
export { normalQuantile } from './normal-quantile';
export { normalRangeQuantile } from './normal-range-quantile';
export { pairedTTest } from './paired-t-test';
export { percentileInterval } from './percentile-interval';
export { pooledProportionTest } from './pooled-proportion-test';
export { proportion, proportionAt } from './proportion';
export { type ProportionCount } from './proportion-count';
export { powerForProportions, type ProportionDesign, sampleSizeForProportions } from './proportion-power';
export { ratioInterval } from './ratio-interval';
export { type ReasonCode } from './reason-code';
export { adjustedShape, type PowerSums, type SampleMoments, type ShapedMoments } from './sample-moments';
export { smoothedCounts } from './smoothed-counts';
export { type TestResult } from './test-result';
export { twoSidedZ } from './two-sided-z';
export { wilsonInterval } from './wilson-interval';
