import { scoreBins } from './audit-counts';

/** The lower edges of the bins that scores are counted in: 0, 0.01, …, 0.99. */
export const scoreEdges: readonly number[] = Array.from({ length: scoreBins }, (_, bin) => bin / scoreBins);

/** The bin of a score in [0, 1]: the last whose lower edge it reaches. */
export function scoreBin(score: number): number {
  const near = Math.min(scoreBins - 1, Math.floor(score * scoreBins));
  // The product rounds: 0.29 · 100 is a hair below 29, and other scores land a hair above an edge that they do not reach.
  if (near + 1 < scoreBins && score >= scoreEdges[near + 1]!) return near + 1;
  return score < scoreEdges[near]! ? near - 1 : near;
}

/** A score in whole millionths. */
export function inMillionths(score: number): number {
  return Math.round(score * 1e6);
}
