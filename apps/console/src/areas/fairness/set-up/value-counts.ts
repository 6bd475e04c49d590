import type { DatasetProfileQuery } from '../../../gql/graphql';

type Profile = NonNullable<DatasetProfileQuery['datasetVersion']['profile']>[number];

/** How often each value of a column occurs: what the profile of the dataset says, without reading a row. */
export interface ValueCounts {
  /** Rows with a value. */
  rows: number;
  missing: number;
  /** The most frequent values. */
  values: readonly { value: string; count: number }[];
  /** Rows with a value that is not named. */
  other: number;
}

/** Two values lie at the ends of a column's range, so its mean says how many rows have each. */
function ofTwoNumbers({ n, distinct, min, max, mean }: Profile): ValueCounts['values'] {
  if (min == null || max == null || mean == null) return [];
  if (distinct === 1) return [{ value: String(min), count: n }];
  if (distinct !== 2) return [];
  const high = Math.round(((mean - min) / (max - min)) * n);
  return [
    { value: String(min), count: n - high },
    { value: String(max), count: high },
  ];
}

/** The counts that a profile gives for a column; null for many different numbers, and for times. */
export function valueCounts(profile: Profile): ValueCounts | null {
  const { kind, n, missing, notANumber, infinite, top, otherCount } = profile;
  if (kind === 'CATEGORICAL') return { rows: n, missing, values: top, other: otherCount };
  const values = kind === 'NUMERIC' ? ofTwoNumbers(profile) : [];
  if (values.length === 0) return null;
  return { rows: n, missing: missing + notANumber + infinite, values, other: 0 };
}

const asNumber = (text: string) => (text.trim() === '' ? NaN : Number(text));

/** Whether two texts are one value: as numbers where both are, as the audit compares them. */
const isSame = (one: string, other: string) => one === other || asNumber(one) === asNumber(other);

/** Rows with this value; null where the profile cannot tell. */
export function countOfValue(counts: ValueCounts | null, value: string): number | null {
  if (counts === null) return null;
  const found = counts.values.filter((each) => isSame(each.value, value));
  if (found.length === 0 && counts.other > 0) return null;
  return found.reduce((sum, { count }) => sum + count, 0);
}
