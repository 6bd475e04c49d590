import { compareCodePoints } from '../ordering';
import { type Profile } from './merge-profiles';
import {
  type DistinctSketchJson,
  distinctSketchToJson,
  type QuantileSketchJson,
  quantileSketchToJson,
} from './sketch-json';

/** Version of the stored form. `profileFromJson` reads version 1 too, which had no sketches. */
export const profileVersion = 2;

/** The stored form of a profile: plain JSON values, the same for equal profiles whatever the order of their rows. */
export type ProfileJson = { readonly version: typeof profileVersion } & (
  | {
      readonly kind: 'numeric';
      readonly n: number;
      readonly missing: number;
      readonly notANumber: number;
      readonly infinite: number;
      readonly mismatched: number;
      readonly mean: number;
      /** Null when the sum of squares is beyond the range of a double. */
      readonly m2: number | null;
      readonly min: number | null;
      readonly max: number | null;
      readonly edges: readonly number[];
      readonly counts: readonly number[];
      /** Null where not kept. */
      readonly quantiles: QuantileSketchJson | null;
      readonly distinct: DistinctSketchJson | null;
    }
  | {
      readonly kind: 'categorical';
      readonly n: number;
      readonly missing: number;
      readonly mismatched: number;
      readonly capacity: number;
      /** Pairs in code-point order: an object would lose the name __proto__. */
      readonly counts: readonly (readonly [category: string, rows: number])[];
      readonly other: { readonly rows: number };
      /** Null while nothing is in `other`, or where not kept. */
      readonly distinct: DistinctSketchJson | null;
    }
);

/** Writes a profile down for storage; `profileFromJson` reads it back. */
export function profileToJson(profile: Profile): ProfileJson {
  const distinct = profile.distinct && distinctSketchToJson(profile.distinct);
  if (profile.kind === 'numeric') {
    const { kind, n, missing, notANumber, infinite, mismatched, mean, m2, min, max } = profile;
    const { edges, counts, quantiles } = profile;
    return {
      version: profileVersion,
      ...{ kind, n, missing, notANumber, infinite, mismatched, mean, min, max },
      m2: Number.isFinite(m2) ? m2 : null,
      edges: [...edges],
      counts: [...counts],
      quantiles: quantiles && quantileSketchToJson(quantiles),
      distinct,
    };
  }
  const counts = [...profile.counts].sort(([a], [b]) => compareCodePoints(a, b));
  return { version: profileVersion, ...profile, counts, other: { rows: profile.other.rows }, distinct };
}
