import { benjaminiHochberg, holm } from '../inference';
import { type GroupComparison } from './compare-pair';

/** How p-values allow for there being many: Holm's, Benjamini and Hochberg's, or not at all. */
export type Correction = 'holm' | 'bh' | 'none';

/** A comparison with its p-values; null where no test was possible. */
export interface TestedComparison extends GroupComparison {
  readonly p: number | null;
  /** Adjusted over all different tests of the audit. */
  readonly pAdjusted: number | null;
}

/**
 * Adjusts the p-values of all different tests of an audit: the same two groups compared by a rate and by its complement are
 * one test. The answer gives a comparison of the population at an index its p-values.
 */
export function adjustTests(
  populations: readonly (readonly GroupComparison[])[],
  correction: Correction,
): (population: number, comparison: GroupComparison) => TestedComparison {
  const pValues = new Map<string, number | null>();
  populations.forEach((comparisons, at) =>
    comparisons.forEach((comparison) => pValues.set(testKey(at, comparison), pOf(comparison))),
  );
  const raw = [...pValues.values()];
  const adjusted = correction === 'none' ? raw : (correction === 'holm' ? holm : benjaminiHochberg)(raw);
  const byKey = new Map([...pValues.keys()].map((key, index) => [key, adjusted[index]!] as const));
  return (at, comparison) => ({
    ...comparison,
    p: pOf(comparison),
    pAdjusted: byKey.get(testKey(at, comparison)) ?? null,
  });
}

const pOf = ({ test }: GroupComparison): number | null => (test.status === 'ok' ? test.pValue : null);

/** Rates that add up to 1 are equal together. */
const complement: Partial<Record<GroupComparison['measure'], GroupComparison['measure']>> = {
  favourable_rate: 'selection_rate',
  fnr: 'tpr',
  tnr: 'fpr',
  fdr: 'ppv',
  npv: 'for',
};

function testKey(population: number, { measure, audited, reference }: GroupComparison): string {
  const pair = [JSON.stringify(audited), JSON.stringify(reference)].sort();
  return JSON.stringify([population, complement[measure] ?? measure, pair]);
}
