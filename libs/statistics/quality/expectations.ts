export type ExpectedKind = 'numeric' | 'categorical' | 'timestamp';

/** What a column has to be like. What is left out is not checked. */
export interface ColumnExpectation {
  readonly kind?: ExpectedKind;
  /** Largest share of rows without a value, in [0, 1]. */
  readonly missing?: number;
  /** Smallest and largest value of a numeric column; both belong to the range. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Largest share of rows outside the range, in [0, 1]; 0 when left out. */
  readonly outside?: number;
  /** The known categories. */
  readonly categories?: readonly string[];
  /** Largest share of rows with another category, in [0, 1]; 0 when left out. */
  readonly unseen?: number;
  /** false: the column has to hold two different values at least. */
  readonly constant?: boolean;
}

/** What the table as a whole has to be like. What is left out is not checked. */
export interface DatasetExpectation {
  readonly minimumRows?: number;
  readonly maximumRows?: number;
  /** Most columns that are not among the expected ones. */
  readonly newColumns?: number;
  /** The columns in their order; names that are not there are passed over. */
  readonly columnOrder?: readonly string[];
  /** Most columns that may have moved within that order; any number when left out. */
  readonly movedColumns?: number;
  /** Largest share of rows that repeat another row, in [0, 1]. */
  readonly duplicateRows?: number;
  /** Largest share of identified rows that repeat another row's id, in [0, 1]. */
  readonly duplicateIds?: number;
  /** Most hours that the newest time may lie back. */
  readonly maximumAgeHours?: number;
}

/** Version 1 of what data have to be like. Every column named here has to be there. */
export interface Expectations {
  readonly dataset: DatasetExpectation;
  readonly columns: ReadonlyMap<string, ColumnExpectation>;
}

/** Expectations as their JSON document. */
export interface ExpectationsJson {
  readonly schema: 'countersign.expectations/1';
  readonly dataset: DatasetExpectation;
  readonly columns: Readonly<Record<string, ColumnExpectation>>;
}
