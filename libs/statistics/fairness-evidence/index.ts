export { assertGroupSelection, type GroupSelection, highestRate } from './group-selection';
export {
  type BoundedGroup,
  type BoundsOptions,
  missingDemographicsBounds,
  type MissingDemographicsBounds,
  type RatioBounds,
} from './missing-demographics-bounds';
export { type Discrepancy, type PublishedRow, type PublishedTable } from './published-audit';
export { reconcilePublishedAudit } from './reconcile-published-audit';
export {
  type AdviceOptions,
  type GroupAdvice,
  sampleSizeAdvice,
  type SampleSizeAdvice,
} from './sample-size-advice';
