import { benjaminiHochberg } from '../inference';
import { type ColumnMeasure } from './column-measure';

/** How many columns share the level, and what is left of it for each. */
export interface FalseDiscovery {
  readonly level: number;
  /** Columns that could have been found to drift. */
  readonly tested: number;
  /** Level of the first discovery: `level` / `tested`. */
  readonly firstCut: number;
  /** The largest p-value that counts as a discovery. */
  readonly cut: number;
  /** By column, in the order given: the adjusted p-value, null for columns that take no part. */
  readonly adjusted: readonly (number | null)[];
}

/**
 * Benjamini and Hochberg's step-up procedure over the columns whose verdict rests on a p-value of the report's level. A
 * column of so few rows that not even a complete change could reach its share of the level takes no part.
 */
export function falseDiscovery(measures: readonly ColumnMeasure[], level: number): FalseDiscovery {
  const candidates = measures.map(sharedPValue);
  const count = candidates.filter((p) => p !== null).length;
  const pValues = candidates.map((p, index) => (canReach(measures[index]!, level / count) ? p : null));
  const tested = pValues.filter((p) => p !== null).length;
  const adjusted = benjaminiHochberg(pValues);
  const firstCut = level / Math.max(1, tested);
  const found = adjusted.filter((p) => p !== null && p <= level).length;
  return { level, tested, firstCut, cut: firstCut * Math.max(1, found), adjusted };
}

function sharedPValue({ result, rule }: ColumnMeasure): number | null {
  return rule.by === 'false_discovery' || rule.by === 'moved_share' ? result.pValue : null;
}

function canReach({ rule }: ColumnMeasure, cut: number): boolean {
  return rule.by !== 'moved_share' || rule.effectNull.pValue(1) <= cut;
}
