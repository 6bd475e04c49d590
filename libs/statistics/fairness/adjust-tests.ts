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
  const keyOf = testKeys();
  populations.forEach((comparisons, at) =>
    comparisons.forEach((comparison) => pValues.set(keyOf(at, comparison), pOf(comparison))),
  );
  const raw = [...pValues.values()];
  const adjusted = correction === 'none' ? raw : (correction === 'holm' ? holm : benjaminiHochberg)(raw);
  const byKey = new Map([...pValues.keys()].map((key, index) => [key, adjusted[index]!] as const));
  return (at, comparison) => ({
    ...comparison,
    p: pOf(comparison),
    pAdjusted: byKey.get(keyOf(at, comparison)) ?? null,
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

/** Names every test. The same few groups stand in all comparisons, so that each is written once. */
function testKeys(): (population: number, comparison: GroupComparison) => string {
  const names = new Map<readonly string[] | null, string>();
  const nameOf = (group: readonly string[] | null): string => {
    const name = names.get(group) ?? JSON.stringify(group);
    names.set(group, name);
    return name;
  };
  return (population, { measure, audited, reference }) => {
    const [one, other] = [nameOf(audited), nameOf(reference)];
    const pair = one < other ? `${one} ${other}` : `${other} ${one}`;
    return `${population} ${complement[measure] ?? measure} ${pair}`;
  };
}
