import { type ColumnKind, type DriftMethod, type DriftParameters } from '../drift';
import { type ReasonCode } from '../inference';
import { type DriftPreset } from './drift-options';

interface ColumnDriftBasis {
  readonly column: string;
  readonly kind: ColumnKind;
  readonly method: DriftMethod;
  readonly n: { readonly reference: number; readonly current: number };
  readonly parameters: DriftParameters;
}

/** What was measured on one column, and whether it has drifted. */
export type ColumnDrift = ColumnDriftBasis &
  (
    | {
        readonly status: 'ok';
        readonly value: number;
        readonly pValue: number | null;
        /** What `parameters.decidesBy` (value or pValue) is compared with by `parameters.comparison`. */
        readonly threshold: number;
        readonly drifted: boolean;
        readonly reason: null;
      }
    | {
        /** Measured, but there is nothing to judge by. */
        readonly status: 'ok';
        readonly value: number;
        readonly pValue: number | null;
        readonly threshold: null;
        readonly drifted: null;
        readonly reason: 'no_limit';
      }
    | {
        readonly status: 'not_computable';
        readonly value: null;
        readonly pValue: null;
        readonly threshold: null;
        readonly drifted: null;
        readonly reason: ReasonCode;
      }
  );

/** The verdict about all columns together. */
export interface DatasetDrift {
  /** Null where no column could be judged. */
  readonly drifted: boolean | null;
  /** Drifted columns among the judged ones; null where there is none. */
  readonly share: number | null;
  readonly count: number;
  /** Columns that could be judged. */
  readonly of: number;
  /** The share from which on the dataset has drifted: 1 / `of` where one column is enough. */
  readonly threshold: number | null;
  /** Columns that could not be computed or not be judged, and so were not looked at. */
  readonly notComputable: readonly string[];
  /**
   * The stated level: probability that at least one column is said to have drifted although nothing has changed, for
   * independent columns (less for dependent ones). Null where a preset's lines imply none.
   */
  readonly falseAlarm: number | null;
}

export interface DriftReport {
  readonly preset: DriftPreset;
  readonly columns: readonly ColumnDrift[];
  readonly dataset: DatasetDrift;
}
