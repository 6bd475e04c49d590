import { type CategoricalSide, type ColumnPair } from '@countersign/statistics/column-drift';
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
  const sorted = sortFinite(spread(reference.values));
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

/** Some thousand values from all over the file, by steps of the golden section: every nth would miss what alternates. */
function spread(values: Float64Array): Float64Array {
  if (values.length <= sampled) return values;
  const place = (at: number): number => Math.floor(((at * 0.6180339887498949) % 1) * values.length);
  return Float64Array.from({ length: sampled }, (_, at) => values[place(at)]!);
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

/** The most frequent categories of either side; one bar for all others. One pass, however many categories there are. */
function categoricalShape({
  reference,
  current,
}: Extract<ColumnPair, { kind: 'categorical' }>): ColumnShape | null {
  const names = new Set([...mostFrequent(reference), ...mostFrequent(current)]);
  if (names.size === 0) return null;
  const [ofReference, ofCurrent] = [countsOf(reference, names), countsOf(current, names)];
  const total = (name: string): number => ofReference.get(name)! + ofCurrent.get(name)!;
  const shown = [...names].sort((a, b) => total(b) - total(a)).slice(0, mostCategories);
  const bars = (side: CategoricalSide, counts: ReadonlyMap<string, number>): number[] => {
    const known = shown.map((name) => counts.get(name)!);
    const all = Array.from(side.counts).reduce((sum, count) => sum + count, 0);
    return [...known, all - known.reduce((sum, count) => sum + count, 0)];
  };
  const sides = { reference: bars(reference, ofReference), current: bars(current, ofCurrent) };
  const hasOthers = sides.reference.at(-1)! + sides.current.at(-1)! > 0;
  if (hasOthers) return { labels: [...shown, 'all others'], ...sides };
  return { labels: shown, reference: sides.reference.slice(0, -1), current: sides.current.slice(0, -1) };
}

/** The categories with the largest counts; of equal ones those that come first. */
function mostFrequent({ categories, counts }: CategoricalSide): string[] {
  const top: number[] = [];
  for (let at = 0; at < categories.length; at += 1) {
    if (!(counts[at]! > 0) || (top.length === mostCategories && counts[at]! <= counts[top.at(-1)!]!))
      continue;
    let place = top.length;
    while (place > 0 && counts[top[place - 1]!]! < counts[at]!) place -= 1;
    top.splice(place, 0, at);
    if (top.length > mostCategories) top.pop();
  }
  return top.map((at) => categories[at]!);
}

function countsOf({ categories, counts }: CategoricalSide, names: ReadonlySet<string>): Map<string, number> {
  const found = new Map([...names].map((name) => [name, 0]));
  categories.forEach((category, at) => {
    if (names.has(category)) found.set(category, found.get(category)! + counts[at]!);
  });
  return found;
}
