export { allowedShare, type ReferenceShare } from './allowed-share';
export { checkColumn } from './check-column';
export { columnOrder } from './column-order';
export { constantColumn } from './constant-column';
export { type DistinctRows, duplicateIds, duplicateRows } from './duplicate-share';
export {
  type ColumnExpectation,
  type DatasetExpectation,
  type Expectations,
  type ExpectationsJson,
} from './expectations';
export { ExpectationsError } from './expectations-error';
export { expectationsFromJson, expectationsToJson } from './expectations-json';
export { freshness, type FreshnessLimit, longestPause } from './freshness';
export { learnColumn, learnDataset, type ReferenceCounts } from './learn-expectations';
export { missingShare } from './missing-share';
export { type ObservedColumn } from './observed-column';
export { outOfRange } from './out-of-range';
export { type AllowedRange, type QualityCheck, type QualityCheckName } from './quality-check';
export { rowCount } from './row-count';
export { columnsGone, columnsNew } from './schema-change';
export { typeChange } from './type-change';
export { unseenCategories } from './unseen-categories';
