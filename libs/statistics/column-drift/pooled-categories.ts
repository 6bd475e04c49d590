/** Categories of the pooled rows, and how many rows each side holds. */
export interface PooledCategories {
  readonly reference: number;
  readonly current: number;
  /** Rows of each category on both sides together; none is 0. */
  readonly sizes: readonly number[];
}
