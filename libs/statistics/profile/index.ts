export { addCategory, addCategoryRows } from './add-category';
export { addNumber } from './add-number';
export { addNumbers } from './add-numbers';
export { type AlignedCategories, alignCategories } from './align-categories';
export { type AnchorEdges, anchorEdges } from './anchor-edges';
export { binIndex } from './bin-index';
export { type CategoricalProfile, emptyCategoricalProfile } from './categorical-profile';
export { type CategoryDescription, describeCategories } from './describe-categories';
export { describeNumbers, type NumberDescription } from './describe-numbers';
export { type DistinctCategories, distinctCategories } from './distinct-categories';
export { textHash } from './distinct-hash';
export {
  addHash,
  type DistinctCount,
  distinctCount,
  type DistinctSketch,
  emptyDistinctSketch,
} from './distinct-sketch';
export { type HistogramBin, histogramBins } from './histogram-bins';
export { countsAt, edgesAt, type JsonFields, listAt, malformed, recordAt, rowCountAt } from './json-place';
export { mergeProfiles, type Profile } from './merge-profiles';
export { highWord, lowWord } from './double-words';
export { emptyNumericProfile, type NumericProfile } from './numeric-profile';
export { nextDouble } from './next-double';
export { ProfileError, type ProfileErrorCode } from './profile-error';
export { profileDeviation } from './profile-deviation';
export { profileFromJson } from './profile-from-json';
export { profileQuantiles } from './profile-quantiles';
export { profileRows } from './profile-rows';
export { type ProfileJson, profileToJson } from './profile-to-json';
export { quantile } from './quantile';
export { addToBucket, emptyQuantileSketch, type QuantileSketch, sketchQuantiles } from './quantile-sketch';
export { rebin } from './rebin';
export { bucketsPerOctave, sketchAccuracy } from './sketch-bucket';
export { sortFinite } from './sort-finite';
