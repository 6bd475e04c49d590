import { compareCodePoints } from '@countersign/statistics/ordering';
import {
  type CategoricalProfile,
  type NumericProfile,
  type Profile,
  profileRows,
  rebin,
} from '@countersign/statistics/profile';
import { type BaselineColumn } from '../models/baseline';

/** One bar of a comparison: a bin [lower, upper) or a category, with the rows of both sides. */
export interface ComparedBin {
  /** Null at an open end and for categories. */
  lower: number | null;
  upper: number | null;
  /** Null for numbers. */
  category: string | null;
  baseline: number;
  current: number;
}

export interface ColumnComparison {
  kind: Profile['kind'];
  baselineN: number;
  currentN: number;
  baselineMissing: number;
  currentMissing: number;
  /** What is neither a value nor missing: n + missing + notFinite = rows. */
  baselineNotFinite: number;
  currentNotFinite: number;
  bins: ComparedBin[];
}

const mostCategories = 30;

/** Gathers the categories beyond the thirty most frequent ones of the baseline. */
const otherCategory = '(other)';

/** Lays a window's profile beside the baseline's. A window without rows has no profile: undefined counts as none. */
export function compareColumn(
  { profile, edges }: BaselineColumn,
  current: Profile | undefined,
): ColumnComparison {
  const counts = {
    kind: profile.kind,
    ...{ baselineN: profile.n, currentN: current?.n ?? 0 },
    ...{ baselineMissing: profile.missing, currentMissing: current?.missing ?? 0 },
    ...{ baselineNotFinite: notFinite(profile), currentNotFinite: current ? notFinite(current) : 0 },
  };
  if (profile.kind === 'categorical')
    return { ...counts, bins: categoryBins(profile, current as CategoricalProfile | undefined) };
  return {
    ...counts,
    bins: numberBins(edges?.drawing ?? [], profile, current as NumericProfile | undefined),
  };
}

/** NaN and infinities, and what a profile calls mismatched: no file that is taken holds any. */
function notFinite(profile: Profile): number {
  return profileRows(profile) - profile.n - profile.missing;
}

function numberBins(
  edges: readonly number[],
  baseline: NumericProfile,
  current: NumericProfile | undefined,
): ComparedBin[] {
  const before = rebin(baseline.counts, baseline.edges, edges);
  const now = current && rebin(current.counts, current.edges, edges);
  return before.map((count, bin) => ({
    ...{ lower: edges[bin - 1] ?? null, upper: edges[bin] ?? null, category: null },
    ...{ baseline: count, current: now?.[bin] ?? 0 },
  }));
}

function categoryBins(baseline: CategoricalProfile, current: CategoricalProfile | undefined): ComparedBin[] {
  const before = (category: string) => baseline.counts.get(category) ?? 0;
  const now = (category: string) => current?.counts.get(category) ?? 0;
  const named = [...new Set([...baseline.counts.keys(), ...(current?.counts.keys() ?? [])])]
    .sort((a, b) => before(b) - before(a) || compareCodePoints(a, b))
    .slice(0, mostCategories)
    .map((category) => categoryBin(category, before(category), now(category)));
  const other = categoryBin(
    otherCategory,
    baseline.n - sum(named.map((bin) => bin.baseline)),
    (current?.n ?? 0) - sum(named.map((bin) => bin.current)),
  );
  return other.baseline + other.current > 0 ? [...named, other] : named;
}

function categoryBin(category: string, baseline: number, current: number): ComparedBin {
  return { lower: null, upper: null, category, baseline, current };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
