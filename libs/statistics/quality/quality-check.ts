import { type Interval, type ReasonCode, wilsonInterval } from '../inference';

export type QualityCheckName =
  | 'type_change'
  | 'missing_share'
  | 'out_of_range'
  | 'unseen_categories'
  | 'constant_column'
  | 'columns_gone'
  | 'columns_new'
  | 'column_order'
  | 'row_count'
  | 'duplicate_rows'
  | 'duplicate_ids'
  | 'freshness';

/** What a value may be; both ends belong to it. */
export interface AllowedRange {
  readonly minimum?: number;
  readonly maximum?: number;
}

/** One expectation held against the data. What cannot be computed never passes. */
export interface QualityCheck {
  readonly check: QualityCheckName;
  readonly value: number | string | null;
  readonly limit: number | string | AllowedRange;
  readonly passed: boolean;
  readonly status: 'ok' | 'not_computable';
  readonly reason: ReasonCode | null;
  /** Observations that the value rests on. */
  readonly n: number;
  readonly method: string;
  /** Of a share: what sampling leaves open. The verdict is about these rows, so it does not use it. */
  readonly interval: Interval | null;
  /** What was found, by name, in code-point order: unseen categories, columns gone, new or moved; ten at most. */
  readonly found?: readonly string[];
}

/** What every check of one kind has in common. */
export interface CheckBasis {
  readonly check: QualityCheckName;
  readonly limit: number | string | AllowedRange;
  readonly n: number;
  readonly method: string;
}

/** A check that has an answer. */
export function answered(
  basis: CheckBasis,
  answer: { value: number | string; passed: boolean; interval?: Interval; found?: readonly string[] },
): QualityCheck {
  const { check, limit, n, method } = basis;
  const { value, passed, interval = null, found } = answer;
  return {
    check,
    value,
    limit,
    passed,
    status: 'ok',
    reason: null,
    n,
    method,
    interval,
    ...(found === undefined ? {} : { found: found.slice(0, 10) }),
  };
}

/** A check that has none. */
export function unanswered({ check, limit, n, method }: CheckBasis, reason: ReasonCode): QualityCheck {
  return {
    check,
    value: null,
    limit,
    passed: false,
    status: 'not_computable',
    reason,
    n,
    method,
    interval: null,
  };
}

/** Rows that something holds for, and the largest share that is allowed. */
export interface ShareCount {
  readonly check: QualityCheckName;
  readonly method: string;
  readonly count: number;
  readonly rows: number;
  readonly limit: number;
  readonly found?: readonly string[];
}

/**
 * Judges count / rows: it passes at the limit and below. With its Wilson interval at 95 %.
 * Throws RangeError unless 0 ≤ count ≤ rows and the limit lies in [0, 1].
 */
export function shareCheck({ check, method, count, rows, limit, found }: ShareCount): QualityCheck {
  if (!(limit >= 0 && limit <= 1)) throw new RangeError(`a share's limit lies in [0, 1], got ${limit}`);
  if (!(count >= 0 && count <= rows)) throw new RangeError(`${count} of ${rows} rows is no share`);
  const basis = { check, limit, n: rows, method };
  if (rows === 0) return unanswered(basis, 'no_rows');
  const value = count / rows;
  return answered(basis, {
    value,
    passed: value <= limit,
    interval: wilsonInterval(count, rows),
    ...(found === undefined ? {} : { found }),
  });
}
