import { type CategoricalSide, type NumericSide } from './column-pair';

/** NannyML's number of chunks; a remainder makes one more. */
const chunks = 10;

/** Consecutive parts of a file of `rows` rows: ten of the same length and what is left over. None below ten rows. */
function chunkBounds(rows: number): [number, number][] {
  const length = Math.floor(rows / chunks);
  if (length === 0) return [];
  return Array.from({ length: Math.ceil(rows / length) }, (_, index) => [
    index * length,
    Math.min(rows, (index + 1) * length),
  ]);
}

/** The values of each chunk, in file order. */
export function numericChunks({ values }: NumericSide): Float64Array[] {
  return chunkBounds(values.length).map(([from, to]) => values.subarray(from, to));
}

/** The counts of each chunk by the side's categories; null where the order of the rows is not known. */
export function categoricalChunks({ codes, categories }: CategoricalSide): number[][] | null {
  if (!codes) return null;
  return chunkBounds(codes.length).map(([from, to]) => {
    const counts = new Array<number>(categories.length).fill(0);
    for (const code of codes.subarray(from, to)) if (code >= 0) counts[code]! += 1;
    return counts;
  });
}
