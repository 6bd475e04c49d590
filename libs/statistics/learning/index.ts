export { type BoostedTrees, fitBoostedTrees, predictBoostedTrees } from './boosted-trees';
export { type IsotonicLine, isotonicRegression, isotonicValues } from './isotonic-regression';
export { stratifiedTestRows } from './stratified-test-rows';
export { principalComponents } from './principal-components';
export { stratifiedFolds } from './stratified-folds';
