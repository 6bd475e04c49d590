import { histogram } from './histogram-edges';
import { type Binned } from './prepared-column';

/** The smallest and the largest value of two ascending samples, both with values. */
export function jointRange(a: Float64Array, b: Float64Array): [number, number] {
  return [Math.min(a[0]!, b[0]!), Math.max(a.at(-1)!, b.at(-1)!)];
}

/** Both sides counted on the same edges. */
export function binnedOn(
  edges: Float64Array,
  { reference, current }: { readonly reference: Float64Array; readonly current: Float64Array },
  binning: string,
): Binned {
  return {
    reference: histogram(reference, edges),
    current: histogram(current, edges),
    parameters: { binning, lowestEdge: edges[0]!, highestEdge: edges.at(-1)! },
  };
}
