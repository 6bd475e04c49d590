import { type ColumnPair } from '@countersign/statistics/column-drift';
import { quantile, sortFinite } from '@countersign/statistics/profile';

/** How both sides of a column spread over the same bins or categories, for drawing. */
export interface ColumnShape {
  readonly labels: readonly string[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

const bins = 30;
/** Values from which the drawn range is taken; the rest only has to be counted. */
const sampled = 4000;
const mostCategories = 12;

/** Null where a side holds nothing. */
export function columnShape(pair: ColumnPair): ColumnShape | null {
  return pair.kind === 'numeric' ? numericShape(pair) : categoricalShape(pair);
}

/** Bins of equal width between the 1st and the 99th percentile of the reference; the outer two take the rest. */
function numericShape({ reference, current }: Extract<ColumnPair, { kind: 'numeric' }>): ColumnShape | null {
  const sorted = sortFinite(everyNth(reference.values));
  if (sorted.length === 0) return null;
  const from = quantile(sorted, 0.01);
  const to = quantile(sorted, 0.99);
  const width = (to - from) / bins || 1;
  const counts = (values: Float64Array): number[] => [...countBins(values, from, 1 / width)];
  const edges = Array.from({ length: bins + 1 }, (_, bin) => (from + bin * width).toPrecision(4));
  const labels = [
    `< ${edges[0]}`,
    ...edges.slice(1).map((edge, bin) => `${edges[bin]} – ${edge}`),
    `≥ ${edges.at(-1)}`,
  ];
  return { labels, reference: counts(reference.values), current: counts(current.values) };
}

/** Some thousand values, evenly over the file. */
function everyNth(values: Float64Array): Float64Array {
  const step = Math.max(1, Math.floor(values.length / sampled));
  return Float64Array.from({ length: Math.ceil(values.length / step) }, (_, at) => values[at * step]!);
}

/** Rows below `from`, in each bin, and beyond the last one. */
function countBins(values: Float64Array, from: number, binsPerUnit: number): Uint32Array {
  const counted = new Uint32Array(bins + 2);
  for (let row = 0; row < values.length; row += 1) {
    const place = (values[row]! - from) * binsPerUnit;
    // NaN and infinities leave something other than 0.
    if (place - place !== 0) continue;
    counted[place < 0 ? 0 : place >= bins ? bins + 1 : (place | 0) + 1]! += 1;
  }
  return counted;
}

/** The most frequent categories of both sides together; one bar for all others. */
function categoricalShape({
  reference,
  current,
}: Extract<ColumnPair, { kind: 'categorical' }>): ColumnShape | null {
  const sides = [reference, current].map(
    ({ categories, counts }) => new Map(categories.map((category, at) => [category, counts[at] ?? 0])),
  );
  const [a, b] = sides as [Map<string, number>, Map<string, number>];
  const total = (category: string): number => (a.get(category) ?? 0) + (b.get(category) ?? 0);
  const ranked = [...new Set([...a.keys(), ...b.keys()])].sort((x, y) => total(y) - total(x));
  if (ranked.length === 0) return null;
  const shown = ranked.slice(0, mostCategories);
  const counts = (side: Map<string, number>): number[] => {
    const counted = shown.map((category) => side.get(category) ?? 0);
    const rest = ranked.slice(mostCategories).reduce((sum, category) => sum + (side.get(category) ?? 0), 0);
    return ranked.length > mostCategories ? [...counted, rest] : counted;
  };
  const labels =
    ranked.length > mostCategories ? [...shown, `${ranked.length - mostCategories} others`] : shown;
  return { labels, reference: counts(a), current: counts(b) };
}
