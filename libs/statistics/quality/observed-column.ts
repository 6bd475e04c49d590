/** What the checks need of a column. A written NaN counts as missing: it says as little. */
interface ObservedBasis {
  readonly column: string;
  readonly rows: number;
  readonly missing: number;
}

export interface ObservedNumbers extends ObservedBasis {
  readonly kind: 'numeric';
  /** One value a row in any order, NaN where there is none. */
  readonly values: ArrayLike<number>;
}

export interface ObservedCategories extends ObservedBasis {
  readonly kind: 'categorical';
  /** Rows by category. */
  readonly counts: ReadonlyMap<string, number>;
}

export interface ObservedTimes extends ObservedBasis {
  readonly kind: 'timestamp';
  /** Rows by time, each as one text. */
  readonly counts: ReadonlyMap<string, number>;
}

/** A column of a table as the checks see it. */
export type ObservedColumn = ObservedNumbers | ObservedCategories | ObservedTimes;

/** Rows with a value. */
export function observedValues({ rows, missing }: ObservedColumn): number {
  return rows - missing;
}
