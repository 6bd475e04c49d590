import { chunkThreshold, type ChunkThreshold, countChunks, type Chunk } from '../estimation';
import { type ReasonCode } from '../inference';
import { assertSameFeatures, type FeatureColumn, principalComponents, rowsOf } from '../learning';
import { encodeFeatures, featureScales } from './encode-features';
import { strideSample } from './stride-sample';

/** Above this many rows a side is sampled by stride. */
const ROW_LIMIT = 1_000_000;
const BAND = 3;

interface PcaOptions {
  /** Share of the variance to keep, in (0, 1). */
  readonly share?: number;
  /** How the reference is cut, for the threshold; ten chunks without it. Sampling does not go with it. */
  readonly referenceChunks?: readonly Chunk[];
  /** How the current side is cut; one chunk without it. */
  readonly currentChunks?: readonly Chunk[];
  readonly rowLimit?: number;
}

/** The mean reconstruction error of one chunk. */
export interface ReconstructionChunk {
  readonly key: string;
  readonly n: number;
  readonly value: number;
  /** Null for a chunk of one row. */
  readonly samplingError: number | null;
  /** Band of three sampling errors, at least 0. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly alert: boolean;
}

/** Reconstruction errors of both sides, or why there are none. */
export type PcaReconstruction =
  | {
      readonly status: 'ok';
      readonly method: 'pca_reconstruction';
      readonly components: number;
      readonly features: number;
      readonly threshold: ChunkThreshold;
      readonly reference: readonly ReconstructionChunk[];
      readonly current: readonly ReconstructionChunk[];
      /** Rows looked at on either side. */
      readonly n: { readonly reference: number; readonly current: number };
    }
  | { readonly status: 'not_computable'; readonly method: 'pca_reconstruction'; readonly reason: ReasonCode };

/**
 * Multivariate drift: how badly rows are rebuilt from the principal components of the reference. Features are imputed,
 * categories encoded by frequency, all standardised on the reference; the fewest components that keep 65 % of the variance
 * stay; a row's error is the distance between it and its projection, a chunk's the mean. The threshold is mean ± 3
 * population standard deviations of the reference chunks (no lower line at or below 0); a value on or beyond it is an alert.
 * It sees a change of the relations between features that leaves each one as it was. Above `rowLimit` rows (1,000,000) a
 * side is sampled by stride, cut as if the sample were all.
 * Source: NannyML 0.13.1, `DataReconstructionDriftCalculator`. Throws RangeError when the sides differ in features.
 */
export function pcaReconstruction(
  reference: readonly FeatureColumn[],
  current: readonly FeatureColumn[],
  options: PcaOptions = {},
): PcaReconstruction {
  const method = 'pca_reconstruction';
  assertSameFeatures(reference, current);
  const limit = options.rowLimit ?? ROW_LIMIT;
  const before = strideSample(reference, limit);
  const after = strideSample(current, limit);
  const n = { reference: rowsOf(before), current: rowsOf(after) };
  if (n.reference === 0) return { status: 'not_computable', method, reason: 'empty_baseline' };
  if (n.current === 0) return { status: 'not_computable', method, reason: 'empty_current' };
  const scales = featureScales(before);
  const encoded = encodeFeatures(before, scales);
  const { directions } = principalComponents(encoded, options.share ?? 0.65);
  if (directions.length === 0) return { status: 'not_computable', method, reason: 'zero_variance' };
  const chunksOf = (columns: readonly Float64Array[], chunks: readonly Chunk[]) => {
    const errors = reconstructionErrors(columns, directions);
    return chunks.map((chunk) => summary(chunk, errors.subarray(chunk.start, chunk.end)));
  };
  const old = chunksOf(encoded, options.referenceChunks ?? countChunks(n.reference, 10));
  const fresh = chunksOf(encodeFeatures(after, scales), options.currentChunks ?? countChunks(n.current, 1));
  if (![...old, ...fresh].every(({ value }) => Number.isFinite(value)))
    return { status: 'not_computable', method, reason: 'out_of_range' };
  const { lower, upper } = chunkThreshold(old.map(({ value }) => value));
  const threshold = { lower: lower !== null && lower > 0 ? lower : null, upper };
  const judged = (chunk: Omit<ReconstructionChunk, 'alert'>): ReconstructionChunk => ({
    ...chunk,
    alert: chunk.value <= (threshold.lower ?? -Infinity) || chunk.value >= (upper ?? Infinity),
  });
  const shape = { components: directions.length, features: encoded.length };
  return {
    status: 'ok',
    method,
    ...shape,
    threshold,
    reference: old.map(judged),
    current: fresh.map(judged),
    n,
  };
}

/** The distance of each row from its projection onto the directions. */
function reconstructionErrors(
  columns: readonly Float64Array[],
  directions: readonly Float64Array[],
): Float64Array {
  const rows = columns[0]!.length;
  const left = columns.map((column) => column.slice());
  const along = new Float64Array(rows);
  for (const direction of directions) {
    along.fill(0);
    columns.forEach((column, at) => {
      for (let row = 0; row < rows; row += 1) along[row]! += column[row]! * direction[at]!;
    });
    left.forEach((column, at) => {
      for (let row = 0; row < rows; row += 1) column[row]! -= along[row]! * direction[at]!;
    });
  }
  return along.map((_, row) => Math.sqrt(left.reduce((sum, column) => sum + column[row]! ** 2, 0)));
}

function summary({ key }: Chunk, errors: Float64Array): Omit<ReconstructionChunk, 'alert'> {
  const n = errors.length;
  const value = errors.reduce((sum, error) => sum + error, 0) / n;
  if (n < 2) return { key, n, value, samplingError: null, lower: null, upper: null };
  const squares = errors.reduce((sum, error) => sum + (error - value) ** 2, 0);
  const samplingError = Math.sqrt(squares / (n - 1) / n);
  const reach = BAND * samplingError;
  return { key, n, value, samplingError, lower: Math.max(0, value - reach), upper: value + reach };
}
