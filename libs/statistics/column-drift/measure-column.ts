import { type ColumnMeasure } from './column-measure';
import { type ColumnPair } from './column-pair';
import { type DriftOptions, overrideFor } from './drift-options';
import { prepareColumn } from './prepared-column';
import { presets } from './presets';

/**
 * Measures one column by the rules of the preset (default: countersign) and of the options. What comes back holds no row,
 * so columns can be measured one after another and judged together by `judgeColumns`. O(n) or O(n log n) per column.
 * A column without values on one side, or a method that does not fit its kind, gives a reason; nothing throws.
 */
export function measureColumn(pair: ColumnPair, options: DriftOptions = {}): ColumnMeasure {
  const preset = presets[options.preset ?? 'countersign'];
  const ruled = preset.measure(prepareColumn(pair), overrideFor(pair.column, options));
  return { column: pair.column, kind: pair.kind, ...ruled };
}
