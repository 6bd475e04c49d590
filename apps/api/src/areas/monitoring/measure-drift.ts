import { type DriftResult } from '@countersign/statistics/drift';
import { known, notComputable } from '@countersign/statistics/inference';
import {
  alignCategories,
  type CategoricalProfile,
  emptyCategoricalProfile,
  type NumericProfile,
  type Profile,
  rebin,
} from '@countersign/statistics/profile';
import { type BaselineColumn } from '../models/baseline';
import { countMethod, valueMethod } from './drift-methods';
import { type Measurement } from './measurement';

/** Most values a side that an exact method reads. */
const mostExactValues = 5_000_000;

/** One column on both sides. */
export interface ColumnSides {
  baseline: BaselineColumn;
  /** Counted on the baseline's edges; undefined when the window holds no row. */
  window: Profile | undefined;
  /** Raw values for the exact methods, read only when one asks. */
  values: () => Promise<{ baseline: Float64Array; window: Float64Array }>;
}

/** Measures one column's drift by one of the methods that fit its kind. */
export async function measureDrift(method: string, sides: ColumnSides): Promise<Measurement> {
  const exact = valueMethod(method);
  const onCounts = countMethod(method);
  if (exact) {
    const n = { baseline: sides.baseline.profile.n, window: sides.window?.n ?? 0 };
    if (Math.max(n.baseline, n.window) > mostExactValues) return tooManyRows(method, n);
    const { baseline, window } = await sides.values();
    return measurement(exact(baseline, window), {});
  }
  if (!onCounts) throw new Error(`There is no drift method ${method}.`);
  const { baseline, window, parameters } = counts(sides);
  return measurement(onCounts(baseline, window), parameters);
}

interface SideCounts {
  baseline: readonly number[];
  window: readonly number[];
  parameters: Record<string, unknown>;
}

function counts({ baseline, window }: ColumnSides): SideCounts {
  const { profile, edges } = baseline;
  if (profile.kind === 'categorical')
    return categoryCounts(
      profile,
      asKind('categorical', window) ?? emptyCategoricalProfile(profile.capacity),
    );
  if (!edges) throw new Error('A numeric baseline column has edges.');
  const current = asKind('numeric', window);
  const decileCounts = (side: NumericProfile) => rebin(side.counts, side.edges, edges.deciles);
  return {
    baseline: decileCounts(profile),
    window: current ? decileCounts(current) : edges.deciles.map(() => 0).concat(0),
    parameters: { binning: 'baseline_deciles', edges: edges.deciles },
  };
}

function categoryCounts(baseline: CategoricalProfile, window: CategoricalProfile): SideCounts {
  const aligned = alignCategories(baseline, window);
  const parameters = { binning: 'categories', other: aligned.hasOther };
  return { baseline: aligned.reference, window: aligned.current, parameters };
}

function asKind<Kind extends Profile['kind']>(
  kind: Kind,
  profile: Profile | undefined,
): Extract<Profile, { kind: Kind }> | undefined {
  if (profile && profile.kind !== kind) throw new Error(`The window holds a ${profile.kind} profile.`);
  return profile as Extract<Profile, { kind: Kind }> | undefined;
}

function measurement(result: DriftResult, parameters: Record<string, unknown>): Measurement {
  const basis = { n: result.n.current, method: result.method };
  return {
    estimate:
      result.status === 'ok'
        ? known({ ...basis, value: result.value })
        : notComputable({ ...basis, reason: result.reason }),
    baselineN: result.n.reference,
    pValue: result.pValue,
    parameters: { ...result.parameters, ...parameters },
  };
}

function tooManyRows(method: string, n: { baseline: number; window: number }): Measurement {
  return {
    estimate: notComputable({ n: n.window, method, reason: 'too_many_rows' }),
    baselineN: n.baseline,
    pValue: null,
    parameters: { mode: 'exact', mostValues: mostExactValues },
  };
}
