import { compareCodePoints } from '../ordering';
import { type Profile } from './merge-profiles';

/** Version of the stored form; `profileFromJson` reads this one only. */
export const profileVersion = 1;

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
    }
);

/** Writes a profile down for storage; `profileFromJson` reads it back. */
export function profileToJson(profile: Profile): ProfileJson {
  if (profile.kind === 'numeric') {
    const { m2, edges, counts } = profile;
    return {
      version: profileVersion,
      ...profile,
      m2: Number.isFinite(m2) ? m2 : null,
      edges: [...edges],
      counts: [...counts],
    };
  }
  const counts = [...profile.counts].sort(([a], [b]) => compareCodePoints(a, b));
  return { version: profileVersion, ...profile, counts, other: { rows: profile.other.rows } };
}
