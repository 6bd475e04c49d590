import { type FeatureColumn } from '../learning';

/** Turns one feature into centred numbers of the reference's scale. */
interface FeatureScale {
  readonly fill: number;
  readonly mean: number;
  readonly deviation: number;
  /** For categories: each one's share of the reference rows. */
  readonly shares: ReadonlyMap<string, number> | null;
}

/** What the reference says about each feature; null for one that holds nothing there. */
export type FeatureScales = readonly (FeatureScale | null)[];

/**
 * Learns how to turn features into comparable numbers: missing numbers become the mean, missing categories the most
 * frequent one, categories the share of the reference rows that they have (0 when not seen there), and everything is
 * centred and divided by the population standard deviation (1 where nothing varies).
 */
export function featureScales(reference: readonly FeatureColumn[]): FeatureScales {
  return reference.map((column) => {
    const shares = 'values' in column ? null : categoryShares(column);
    const raw = 'values' in column ? column.values : shareOf(column, shares!.shares, shares!.fill);
    const known = raw.filter(Number.isFinite);
    if (known.length === 0) return null;
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    const fill = shares?.fill ?? mean;
    // Filled rows sit on the mean and add nothing to the squares.
    const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const variance = squares / raw.length;
    // As scikit-learn: a variance within the rounding of its computation is none.
    const rounding = raw.length * Number.EPSILON * variance + (raw.length * mean * Number.EPSILON) ** 2;
    const deviation = variance <= rounding ? 1 : Math.sqrt(variance);
    return { fill, mean, deviation, shares: shares?.shares ?? null };
  });
}

/** The features as centred numbers, those without a scale left out. */
export function encodeFeatures(columns: readonly FeatureColumn[], scales: FeatureScales): Float64Array[] {
  return columns.flatMap((column, at) => {
    const scale = scales[at]!;
    if (scale === null) return [];
    const { fill, mean, deviation, shares } = scale;
    const raw = 'values' in column ? column.values : shareOf(column, shares!, fill);
    return [raw.map((value) => ((Number.isFinite(value) ? value : fill) - mean) / deviation)];
  });
}

type Categories = Extract<FeatureColumn, { codes: Int32Array }>;

/** Shares after missing rows have become the most frequent category (of equal ones the first), whose share is `fill`. */
function categoryShares({ codes, categories }: Categories): { shares: Map<string, number>; fill: number } {
  const counts = categories.map(() => 0);
  let missing = 0;
  for (const code of codes) {
    if (code < 0) missing += 1;
    else counts[code]! += 1;
  }
  const most = counts.reduce((best, count, at) => (count > counts[best]! ? at : best), 0);
  if (counts.length > 0 && missing < codes.length) counts[most]! += missing;
  const shares = new Map(categories.map((category, at) => [category, counts[at]! / codes.length]));
  return { shares, fill: missing === codes.length ? NaN : (shares.get(categories[most]!) ?? NaN) };
}

function shareOf(
  { codes, categories }: Categories,
  shares: ReadonlyMap<string, number>,
  fill: number,
): Float64Array {
  const byCode = categories.map((category) => shares.get(category) ?? 0);
  return Float64Array.from(codes, (code) => (code < 0 ? fill : byCode[code]!));
}
