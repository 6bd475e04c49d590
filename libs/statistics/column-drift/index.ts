export { type ColumnMeasure, unmeasuredColumn } from './column-measure';
export { type CategoricalSide, categoricalSide, type ColumnPair, type NumericSide } from './column-pair';
export { type DriftOptions, type DriftOverride, type DriftPreset } from './drift-options';
export { type ColumnDrift, type DatasetDrift, type DriftReport } from './drift-report';
export { judgeColumns } from './judge-columns';
export { binnedPresets, type BinnedPair, measureBinnedColumn } from './measure-binned-column';
export { measureColumn } from './measure-column';
export { gapNull } from './gap-null';
export { shareNull } from './share-null';
