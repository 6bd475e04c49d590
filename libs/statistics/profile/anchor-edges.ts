import { nextDouble } from './next-double';
import { quantile } from './quantile';

/** Bin edges made from a baseline, each list strictly ascending. */
export interface AnchorEdges {
  /** Union of the two below: count on these, then `rebin` to either. */
  readonly all: readonly number[];
  /** Nine inner deciles of the baseline: ten bins of about equal mass, for PSI and Jensen–Shannon. */
  readonly deciles: readonly number[];
  /** 31 equally spaced edges from the 1st to the 99th percentile, for drawing. */
  readonly drawing: readonly number[];
}

const drawingEdges = 31;

/**
 * Edges anchored to the finite values of a baseline, given in ascending order. A value that fills two deciles or more
 * gets a bin of its own, [value, next double), since otherwise it would share one with everything up to the next
 * decile: a constant baseline could not tell its own value from a larger one. An empty baseline has no edges.
 */
export function anchorEdges(sortedFiniteValues: ArrayLike<number>): AnchorEdges {
  if (sortedFiniteValues.length === 0) return { all: [], deciles: [], drawing: [] };
  const deciles = decileEdges(sortedFiniteValues);
  const drawing = equallySpaced(quantile(sortedFiniteValues, 0.01), quantile(sortedFiniteValues, 0.99));
  return { all: ascending([...deciles, ...drawing]), deciles, drawing };
}

function decileEdges(sorted: ArrayLike<number>): number[] {
  const deciles = Array.from({ length: 9 }, (_, index) => quantile(sorted, (index + 1) / 10));
  const repeated = deciles.filter((edge, index) => edge === deciles[index + 1]);
  return ascending([...deciles, ...repeated.map(nextDouble)]);
}

function equallySpaced(from: number, to: number): number[] {
  const last = drawingEdges - 1;
  return ascending(
    Array.from({ length: drawingEdges }, (_, index) => from * ((last - index) / last) + to * (index / last)),
  );
}

function ascending(edges: readonly number[]): number[] {
  return [...new Set(edges.filter(Number.isFinite))].sort((a, b) => a - b);
}
