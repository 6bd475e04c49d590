import { type BinCodes, binCodes, type FeatureBins } from './feature-bins';

/** Values this close to zero are zero. */
const ZERO = 1e-35;
/** Features of one list may clash in this share of the rows. */
const CLASHES = 1e-4;
/** A list of features that fills a smaller share of the rows is opened again. */
const DENSE = 0.4;

/** A column of the training data. */
export interface BinnedFeature {
  /** What the bins were cut from, perhaps a sample of the rows. */
  readonly column: Float64Array;
  readonly bins: FeatureBins;
  /** One a row. */
  readonly codes: BinCodes;
}

/** A feature and the rows in which LightGBM takes it to leave its usual bin. */
interface Entry {
  readonly feature: number;
  readonly rows: Uint32Array;
}

interface Bundle {
  readonly features: number[];
  readonly isTaken: Uint8Array;
  entries: number;
  taken: number;
}

/**
 * The bins of the rows as LightGBM 4.5 keeps them (`src/io/dataset.cpp`): features that seldom leave their usual bin at the
 * same time share one list, with room for one value a row. Where two of them do leave it, the last feature's value stays and
 * the others fall back to their usual bins. Their clashes are looked for in the wrong rows where zero is not in a feature's
 * usual bin, since its values have been sorted by then; so two features that hold one value in most rows can lose others.
 * Above 100 open lists all are searched, not 100 drawn at random. O(features · bundles · rows).
 */
export function bundledCodes(features: readonly BinnedFeature[]): readonly BinCodes[] {
  const codes = features.map((feature) => feature.codes);
  const useful = [...features.keys()].filter((at) => features[at]!.bins.canBeCut);
  if (useful.length < 2) return codes;
  const rows = features[0]!.column.length;
  const entries = useful.map((feature) => ({ feature, rows: takenRows(features[feature]!) }));
  const inOrder = bundlesOf(entries, rows);
  const values = new Map(useful.map((at) => [at, nonZeroRows(features[at]!.column).length]));
  const byCount = entries.toSorted((a, b) => values.get(b.feature)! - values.get(a.feature)!);
  const fullFirst = bundlesOf(byCount, rows);
  const bundles = fullFirst.count < inOrder.count ? fullFirst.shared : inOrder.shared;
  for (const bundle of bundles) keepLast(bundle, features, codes);
  return codes;
}

const nonZeroRows = (column: Float64Array): Uint32Array =>
  rowsWhere(column.length, (row) => !(Math.abs(column[row]!) <= ZERO));

function rowsWhere(rows: number, holds: (row: number) => boolean): Uint32Array {
  const found = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row += 1) {
    if (!holds(row)) continue;
    found[count] = row;
    count += 1;
  }
  return found.slice(0, count);
}

function takenRows({ column, bins }: BinnedFeature): Uint32Array {
  const filled = nonZeroRows(column);
  if (binCodes(bins, Float64Array.of(0))[0] === bins.inferred) return filled;
  const values = Float64Array.from(filled, (row) => column[row]!);
  // Sorted in place, missing ones squeezed out: the values no longer belong to their rows.
  const present = values.filter((value) => !Number.isNaN(value)).sort();
  values.set(present);
  const isUsual = new Uint8Array(column.length);
  binCodes(bins, values).forEach((code, at) => {
    if (code === bins.inferred) isUsual[filled[at]!] = 1;
  });
  return rowsWhere(column.length, (row) => isUsual[row] === 0);
}

/** How many lists there are, and which features share one with others. */
function bundlesOf(
  entries: readonly Entry[],
  rows: number,
): { readonly count: number; readonly shared: readonly (readonly number[])[] } {
  const most = Math.floor(rows * CLASHES);
  const bundles: Bundle[] = [];
  for (const entry of entries) place(entry, bundles, { rows, most });
  const dense = bundles.filter(({ taken }) => taken / rows >= DENSE);
  const rowsOf = new Map(entries.map((entry) => [entry.feature, entry.rows]));
  const sparse = bundles.filter((bundle) => !dense.includes(bundle)).flatMap(({ features }) => features);
  const shared = dense.map(({ features }) => features);
  const sparseRows = sparse.map((feature) => rowsOf.get(feature)!);
  // Sparse features that clash too often get a list with room for all values.
  if (clashesWithin(sparseRows, rows) <= most) shared.push(sparse);
  return {
    count: dense.length + (sparse.length > 0 ? 1 : 0),
    shared: shared.filter(({ length }) => length > 1),
  };
}

/** Adds a feature to the first list with room for it, the newest one first, or to a new one. */
function place(
  { feature, rows: taken }: Entry,
  bundles: Bundle[],
  { rows, most }: { rows: number; most: number },
): void {
  const open = bundles.filter(({ entries }) => entries + taken.length <= rows + most);
  const newestFirst = [...open.slice(-1), ...open.slice(0, -1)];
  for (const bundle of newestFirst) {
    const clashes = clashesIn(bundle.isTaken, taken);
    if (clashes > most - bundle.entries + bundle.taken || clashes > Math.floor(taken.length / 2)) continue;
    bundle.features.push(feature);
    bundle.entries += taken.length;
    bundle.taken += taken.length - clashes;
    for (const row of taken) bundle.isTaken[row] = 1;
    return;
  }
  const isTaken = new Uint8Array(rows);
  for (const row of taken) isTaken[row] = 1;
  bundles.push({ features: [feature], isTaken, entries: taken.length, taken: taken.length });
}

const clashesIn = (isTaken: Uint8Array, rows: Uint32Array): number =>
  rows.reduce((sum, row) => sum + isTaken[row]!, 0);

function clashesWithin(lists: readonly Uint32Array[], rows: number): number {
  const isTaken = new Uint8Array(rows);
  return lists.reduce((sum, list) => {
    const clashes = clashesIn(isTaken, list);
    for (const row of list) isTaken[row] = 1;
    return sum + clashes;
  }, 0);
}

/** In each row, the last feature that leaves its usual bin keeps its own; the others fall back. */
function keepLast(bundle: readonly number[], features: readonly BinnedFeature[], codes: BinCodes[]): void {
  const isTaken = new Uint8Array(features[0]!.codes.length);
  for (const feature of bundle.toSorted((a, b) => b - a)) {
    const { bins, codes: own } = features[feature]!;
    codes[feature] = own.map((code, row) => {
      if (code === bins.inferred) return code;
      if (isTaken[row] === 1) return bins.inferred;
      isTaken[row] = 1;
      return code;
    });
  }
}
