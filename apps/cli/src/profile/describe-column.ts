import { type ColumnProfile } from '@countersign/engines/profiles';
import { type ReasonCode } from '@countersign/statistics/inference';
import {
  type CategoricalProfile,
  distinctCategories,
  type DistinctCount,
  distinctCount,
  type NumericProfile,
  profileDeviation,
  profileQuantiles,
  sketchAccuracy,
} from '@countersign/statistics/profile';
import { compareCodePoints } from '@countersign/statistics/ordering';

/** One column of `countersign.profile/1`. Figures that a kind does not have, and those of a column without values, are null. */
export interface DescribedColumn {
  column: string;
  kind: ColumnProfile['kind'];
  /** Values: finite numbers, categories, times. */
  n: number;
  missing: number;
  notANumber: number;
  infinite: number;
  distinct: number | null;
  distinctMethod: DistinctCount['method'] | null;
  /** One standard deviation of `distinct`, relative to it. */
  distinctError: number | null;
  /** Of times as texts. */
  min: number | string | null;
  max: number | string | null;
  mean: number | null;
  /** Divided by n − 1. */
  std: number | null;
  quantiles: { probability: number; value: number }[];
  /** How far a quantile may lie from the exact one, relative to its size. */
  quantileError: number | null;
  /** The most frequent categories; empty where there are too many to count by name. */
  top: { value: string; count: number }[];
  /** Categories counted together, since there are more than have a name of their own. */
  other: { rows: number; categories: number } | null;
  status: 'ok' | 'not_computable';
  reason: ReasonCode | null;
}

const probabilities = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];
const topCount = 10;

/** A column's profile as the JSON of the command has it. */
export function describeColumn(column: string, profile: ColumnProfile): DescribedColumn {
  const { kind, n, missing } = profile;
  const empty = n === 0;
  const described: DescribedColumn = {
    ...{ column, kind, n, missing, notANumber: 0, infinite: 0 },
    ...{ distinct: null, distinctMethod: null, distinctError: null },
    ...{
      min: null,
      max: null,
      mean: null,
      std: null,
      quantiles: [],
      quantileError: null,
      top: [],
      other: null,
    },
    ...{ status: empty ? 'not_computable' : 'ok', reason: empty ? 'no_rows' : null },
  };
  if (profile.kind === 'numeric') return { ...described, ...numericFigures(profile) };
  if (profile.kind === 'categorical') return { ...described, ...categoricalFigures(profile) };
  const { earliest, latest, distinct } = profile;
  return { ...described, min: earliest, max: latest, ...distinctFigures(distinctCount(distinct, n)) };
}

function numericFigures(profile: NumericProfile): Partial<DescribedColumn> {
  const { n, notANumber, infinite, min, max, mean, distinct } = profile;
  const values = profileQuantiles(profile, probabilities) ?? [];
  return {
    ...{ notANumber, infinite, min, max },
    mean: n === 0 ? null : mean,
    std: profileDeviation(profile),
    quantiles: values.map((value, at) => ({ probability: probabilities[at]!, value })),
    quantileError: n === 0 ? null : sketchAccuracy,
    ...distinctFigures(distinct && distinctCount(distinct, n)),
  };
}

function categoricalFigures(profile: CategoricalProfile): Partial<DescribedColumn> {
  const { counts, other } = profile;
  const distinct = distinctCategories(profile);
  const top = [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareCodePoints(a.value, b.value))
    .slice(0, topCount);
  const isComplete = other.rows === 0;
  return {
    ...distinctFigures(distinct),
    // Those counted by name need not be the most frequent ones.
    top: isComplete ? top : [],
    other: isComplete || !distinct ? null : { rows: other.rows, categories: distinct.other },
  };
}

function distinctFigures(
  found: DistinctCount | null,
): Pick<DescribedColumn, 'distinct' | 'distinctMethod' | 'distinctError'> {
  return {
    distinct: found?.value ?? null,
    distinctMethod: found?.method ?? null,
    distinctError: found?.standardError ?? null,
  };
}
