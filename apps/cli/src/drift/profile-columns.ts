import { type Table } from '@countersign/engines/tables';
import { type BinnedPair } from '@countersign/statistics/column-drift';
import { BinCounter, quantileEdges } from '@countersign/statistics/drift';
import { anchorEdges, rebin, sortFinite } from '@countersign/statistics/profile';
import { type ColumnShape } from './column-shape';

const bins = 1000;
/** Values of a column from which the edges are made: a bin then holds a tenth of a per cent, give or take a twentieth of that. */
const sampled = 100_000;

/** A numeric column counted on both sides, with the edges to draw it by. */
export interface ProfiledColumn {
  readonly pair: BinnedPair;
  readonly drawing: readonly number[];
}

/**
 * Counts numeric columns into 1,000 bins of equal shares of the reference, in three passes whatever the number of columns:
 * every k-th row of the reference for the edges, then each file for the counts. No more than a block of rows is held.
 * @throws UsageError from the files
 */
export async function profileColumns(
  names: readonly string[],
  { reference, current }: { readonly reference: Table; readonly current: Table },
): Promise<ReadonlyMap<string, ProfiledColumn>> {
  if (names.length === 0) return new Map();
  const samples = await sampleColumns(names, reference);
  const plans = names.map((column) => {
    const sorted = sortFinite(samples.get(column)!);
    const { deciles, drawing } = anchorEdges(sorted);
    const edges = [...new Set([...quantileEdges(sorted, bins), ...deciles, ...drawing])].sort(
      (a, b) => a - b,
    );
    return { column, deciles, drawing, edges };
  });
  const count = async (table: Table): Promise<BinCounter[]> => {
    const counters = plans.map(({ edges }) => new BinCounter(edges));
    for await (const { columns } of table.batches(names))
      for (const [at, name] of names.entries()) counters[at]!.add(numbersOf(columns.get(name)!));
    return counters;
  };
  const [ofReference, ofCurrent] = [await count(reference), await count(current)];
  return new Map(
    plans.map(({ column, deciles, drawing }, at) => {
      const sides = { reference: ofReference[at]!.sample(), current: ofCurrent[at]!.sample() };
      return [column, { pair: { column, ...sides, deciles }, drawing }];
    }),
  );
}

async function sampleColumns(names: readonly string[], table: Table): Promise<ReadonlyMap<string, number[]>> {
  const step = Math.max(1, Math.floor(table.rowCount / sampled));
  const samples = new Map(names.map((name) => [name, [] as number[]]));
  let row = 0;
  for await (const { length, columns } of table.batches(names)) {
    const first = (step - (row % step)) % step;
    for (const name of names) {
      const values = numbersOf(columns.get(name)!);
      const sample = samples.get(name)!;
      for (let at = first; at < length; at += step) sample.push(values[at]!);
    }
    row += length;
  }
  return samples;
}

function numbersOf(column: { readonly values: Float64Array } | readonly (string | null)[]): Float64Array {
  if ('values' in column && column.values instanceof Float64Array) return column.values;
  throw new TypeError('a numeric column is read as numbers');
}

/** How both sides spread, for drawing; null where the reference holds nothing. */
export function profiledShape({ pair, drawing }: ProfiledColumn): ColumnShape | null {
  if (pair.reference.n === 0) return null;
  const texts = drawing.map((edge) => edge.toPrecision(4));
  const between = texts.slice(1).map((text, at) => `${texts[at]} – ${text}`);
  const counts = (side: BinnedPair['reference']): number[] => rebin(side.counts, side.edges, drawing);
  return {
    labels: [`< ${texts[0]}`, ...between, `≥ ${texts.at(-1)}`],
    reference: counts(pair.reference),
    current: counts(pair.current),
  };
}
