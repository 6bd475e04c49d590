import { categoryBins, type CategoryBins, categoryCodes } from './category-bins';
import { type NumberBins, numberBins, numberCodes } from './number-bins';

/** How one feature is cut into bins. */
export type FeatureBins = NumberBins | CategoryBins;

/** The bin of each row. */
export type BinCodes = Uint8Array | Uint16Array | Uint32Array;

/** Bins of a column of numbers, or of one that numbers categories from 0 on; perhaps a sample of `rows`. O(n log n). */
export const featureBins = (
  column: Float64Array,
  isCategorical: boolean,
  rows = column.length,
): FeatureBins => (isCategorical ? categoryBins(column, rows) : numberBins(column, rows));

/** The bin of each value. O(n log bins). */
export const binCodes = (bins: FeatureBins, column: Float64Array): BinCodes =>
  bins.kind === 'categories' ? categoryCodes(bins, column) : numberCodes(bins, column);
