import { benjaminiHochberg, type Estimate } from '../../inference';
import { compareCodePoints } from '../../ordering';
import { sliceDifference } from './slice-difference';
import { type CellTotals, type CodedColumn, type SliceTotals, sliceTotals } from './slice-totals';

export interface SliceColumn extends CodedColumn {
  readonly name: string;
}

export interface WeakSliceRequest {
  /** Columns of categories; numbers are cut beforehand, such as by `quantileCuts`. */
  readonly columns: readonly SliceColumn[];
  /** What each row adds to the mean that is the metric; NaN where it takes no part. */
  readonly values: Float64Array;
  readonly isLoss: boolean;
  /** Slices with fewer rows are not looked at; 30 unless said otherwise. */
  readonly minimumRows?: number;
  /** Largest share of false discoveries among the slices listed; 0.05 unless said otherwise. */
  readonly falseDiscoveryRate?: number;
}

export interface SliceCondition {
  readonly column: string;
  readonly value: string;
}

export interface WeakSlice {
  /** One condition, or two that hold together. */
  readonly conditions: readonly SliceCondition[];
  readonly n: number;
  readonly value: number;
  /** All other rows. */
  readonly rest: { readonly n: number; readonly value: number };
  readonly difference: Estimate;
  readonly pValue: number;
  /** By Benjamini and Hochberg over all slices looked at. */
  readonly pAdjusted: number;
}

export interface WeakSliceSearch {
  /** By adjusted p-value, then the larger effect, then the conditions. */
  readonly slices: readonly WeakSlice[];
  /** Slices looked at, whether or not they are weak: what the correction is for. */
  readonly examined: number;
  /** Slices not looked at, for want of rows inside or outside. */
  readonly tooSmall: number;
}

interface Candidate {
  readonly conditions: readonly SliceCondition[];
  readonly slice: SliceTotals;
  readonly difference: Estimate;
  readonly pValue: number | null;
  readonly isWorseThanParts: boolean;
}

/**
 * Searches single columns and pairs of columns for slices whose mean is worse than that of all other rows, at a false discovery
 * rate over everything it looked at. A pair is listed only when it is worse than each of its two conditions alone.
 * The slices overlap, so their tests depend on one another; Benjamini and Hochberg's correction holds under positive
 * dependence. What is found is a lead to follow, to be confirmed on other rows: the effect of the worst of many is
 * overstated. O(rows · columns²).
 * Throws RangeError when a column is not as long as the values.
 */
export function weakSlices(request: WeakSliceRequest): WeakSliceSearch {
  const { columns, values, isLoss, minimumRows = 30, falseDiscoveryRate = 0.05 } = request;
  if (columns.some(({ codes }) => codes.length !== values.length))
    throw new RangeError('a column of slices is not as long as the values');
  const isShare = values.every((value) => value === 0 || value === 1 || Number.isNaN(value));
  const centre = isShare ? 0 : meanOf(values);
  const centred = isShare ? values : values.map((value) => value - centre);
  const all = totalOf(centred);
  const sign = isLoss ? 1 : -1;
  const badness = ({ sum, n }: SliceTotals): number => (sign * sum) / n;
  const seen = new Map<string, number>();
  let tooSmall = 0;
  const candidates = subsetsOf(columns).flatMap((subset) =>
    sliceTotals(centred, subset).flatMap(({ codes, totals }: CellTotals): Candidate[] => {
      const conditions = codes.map((code, at) => conditionOf(subset[at]!, code));
      if (subset.length === 1) seen.set(JSON.stringify(conditions[0]), badness(totals));
      if (totals.n < minimumRows || all.n - totals.n < minimumRows) {
        tooSmall += 1;
        return [];
      }
      const isWorseThanParts =
        subset.length === 1 ||
        conditions.every((part) => badness(totals) > (seen.get(JSON.stringify(part)) ?? -Infinity));
      return [
        {
          conditions,
          slice: totals,
          ...sliceDifference(totals, restOf(all, totals), isShare),
          isWorseThanParts,
        },
      ];
    }),
  );
  const adjusted = benjaminiHochberg(candidates.map(({ pValue }) => pValue));
  const slices = candidates.flatMap((candidate, at) => {
    const pAdjusted = adjusted[at]!;
    if (pAdjusted === null || pAdjusted > falseDiscoveryRate) return [];
    if (sign * candidate.difference.value! <= 0 || !candidate.isWorseThanParts) return [];
    return [weakSlice(candidate, { all, centre, pAdjusted })];
  });
  return { slices: slices.sort(compareSlices), examined: candidates.length, tooSmall };
}

interface Setting {
  readonly all: SliceTotals;
  readonly centre: number;
  readonly pAdjusted: number;
}

function weakSlice(candidate: Candidate, { all, centre, pAdjusted }: Setting): WeakSlice {
  const { conditions, slice, difference, pValue } = candidate;
  const rest = restOf(all, slice);
  return {
    conditions,
    n: slice.n,
    value: slice.sum / slice.n + centre,
    rest: { n: rest.n, value: rest.sum / rest.n + centre },
    difference,
    pValue: pValue!,
    pAdjusted,
  };
}

/** Single columns first, then pairs, in the order of their names. */
function subsetsOf(columns: readonly SliceColumn[]): SliceColumn[][] {
  const sorted = columns.toSorted((a, b) => compareCodePoints(a.name, b.name));
  const pairs = sorted.flatMap((left, at) => sorted.slice(at + 1).map((right) => [left, right]));
  return [...sorted.map((column) => [column]), ...pairs];
}

function conditionOf({ name, categories }: SliceColumn, code: number): SliceCondition {
  return { column: name, value: categories[code]! };
}

function meanOf(values: Float64Array): number {
  const { n, sum } = totalOf(values);
  return n === 0 ? 0 : sum / n;
}

function totalOf(values: Float64Array): SliceTotals {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    n += 1;
    sum += value;
    squares += value * value;
  }
  return { n, sum, squares };
}

function restOf(all: SliceTotals, part: SliceTotals): SliceTotals {
  return { n: all.n - part.n, sum: all.sum - part.sum, squares: all.squares - part.squares };
}

function compareSlices(a: WeakSlice, b: WeakSlice): number {
  const effect = (slice: WeakSlice): number => Math.abs(slice.difference.value!);
  return (
    a.pAdjusted - b.pAdjusted ||
    effect(b) - effect(a) ||
    compareCodePoints(JSON.stringify(a.conditions), JSON.stringify(b.conditions))
  );
}
