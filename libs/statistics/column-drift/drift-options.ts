import { type DriftMethod } from '../drift';

/** Whose rules choose methods, bins and thresholds. */
export type DriftPreset = 'countersign' | 'evidently' | 'nannyml' | 'azure' | 'deequ';

/** What a caller may fix instead of leaving it to the preset. */
export interface DriftOverride {
  readonly method?: DriftMethod;
  /**
   * For distances the value, for tests the p-value from which on a column has drifted; for the moved share of the
   * countersign preset the material share.
   */
  readonly threshold?: number;
}

/** What is said about one column goes before what is said about all. */
export interface DriftOptions extends DriftOverride {
  /** Default: countersign. */
  readonly preset?: DriftPreset;
  readonly columns?: ReadonlyMap<string, DriftOverride>;
  /** Share of false alarms that the countersign preset allows among the columns together; default .05. */
  readonly level?: number;
}

/** The override that holds for one column. */
export function overrideFor(column: string, options: DriftOptions): DriftOverride {
  const own = options.columns?.get(column);
  return {
    method: own?.method ?? options.method,
    threshold: own?.threshold ?? options.threshold,
  };
}
