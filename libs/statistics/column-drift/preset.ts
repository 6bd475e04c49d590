import { type DriftResult } from '../drift';
import { type VerdictRule } from './column-measure';
import { type DriftOverride } from './drift-options';
import { type PreparedColumn } from './prepared-column';

/** The result of one column with the rule of its verdict. */
export interface RuledResult {
  readonly result: DriftResult;
  readonly rule: VerdictRule;
}

/** One tool's way to choose methods, bins and thresholds. */
export interface Preset {
  readonly measure: (column: PreparedColumn, override: DriftOverride) => RuledResult;
  /** The share of drifted columns from which on the dataset has drifted; null: one column is enough. */
  readonly datasetShare: number | null;
}
