/** One row of a published table; what the table does not state is null. Rates and ratios as they are printed, such as "48%". */
export interface PublishedRow {
  /** One value per attribute, in the order of the attributes. */
  readonly group: readonly string[];
  readonly n: number | null;
  readonly selected: number | null;
  readonly rate: string | null;
  readonly impactRatio: string | null;
}

export interface PublishedTable {
  readonly attributes: readonly string[];
  readonly rows: readonly PublishedRow[];
  /** People of unknown category, where stated. */
  readonly unknown: number | null;
}

export type DiscrepancyKind =
  'impact_ratio_differs' | 'impossible_count' | 'marginal_differs' | 'rate_differs' | 'totals_differ';

/** Two figures of a published audit that cannot both be right. */
export interface Discrepancy {
  readonly kind: DiscrepancyKind;
  /** The table and, where it is about one, the row. */
  readonly attributes: readonly string[];
  readonly group: readonly string[] | null;
  readonly stated: number;
  /** What follows from the other figures. */
  readonly recomputed: number;
  readonly statement: string;
}
