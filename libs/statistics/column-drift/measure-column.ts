import { type ColumnMeasure } from './column-measure';
import { type ColumnPair } from './column-pair';
import { type DriftOptions } from './drift-options';

/** Measures one column by the rules of the preset; the rows are not needed afterwards. */
export function measureColumn(pair: ColumnPair, options: DriftOptions = {}): ColumnMeasure {
  throw new Error(`${pair.column}: to be written (${options.preset ?? 'countersign'})`);
}
