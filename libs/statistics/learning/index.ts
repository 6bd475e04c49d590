export { type BoostedTrees, fitBoostedTrees, predictBoostedTrees } from './boosted-trees';
export { categoryOrdinals, ordinalsOf } from './category-ordinals';
export { assertSameFeatures, type CategoryColumn, type FeatureColumn, rowsOf } from './feature-column';
export { type IsotonicLine, isotonicRegression, isotonicValues } from './isotonic-regression';
export { stratifiedTestRows } from './stratified-test-rows';
export { principalComponents } from './principal-components';
export { stratifiedFolds } from './stratified-folds';
