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
 * one test. The answer gives each of these comparisons its p-values; one that is not among them, none adjusted.
 */
export function adjustTests(
  populations: readonly (readonly GroupComparison[])[],
  correction: Correction,
): (comparison: GroupComparison) => TestedComparison {
  const keyOf = testKeys();
  const raw: (number | null)[] = [];
  const places = new Map<number, number>();
  const placeOf = new Map<GroupComparison, number>();
  populations.forEach((comparisons, at) => {
    for (const comparison of comparisons) {
      const key = keyOf(at, comparison);
      const place = places.get(key) ?? raw.length;
      places.set(key, place);
      placeOf.set(comparison, place);
      raw[place] = pOf(comparison);
    }
  });
  const adjusted = correction === 'none' ? raw : (correction === 'holm' ? holm : benjaminiHochberg)(raw);
  // A comparison stands in several disparities: equalized odds list those of both rates.
  const tested = new Map<GroupComparison, TestedComparison>();
  return (comparison) => {
    const known = tested.get(comparison);
    if (known !== undefined) return known;
    const pAdjusted = adjusted[placeOf.get(comparison) ?? -1] ?? null;
    const made = { ...comparison, p: pOf(comparison), pAdjusted };
    tested.set(comparison, made);
    return made;
  };
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

/** Numbers every test. The same few groups stand in all comparisons, so that each is named once. */
function testKeys(): (population: number, comparison: GroupComparison) => number {
  const known = new Map<readonly string[] | null, number>();
  const groups = new Numbers();
  const pairs = new Numbers();
  const measures = new Numbers();
  const groupOf = (group: readonly string[] | null): number => {
    const number = known.get(group) ?? groups.of(JSON.stringify(group));
    known.set(group, number);
    return number;
  };
  return (population, { measure, audited, reference }) => {
    const [one, other] = [groupOf(audited), groupOf(reference)];
    const pair = pairs.of(Math.min(one, other) * mostOfAKind + Math.max(one, other));
    return (pair * mostMeasures + measures.of(complement[measure] ?? measure)) * mostOfAKind + population;
  };
}

/** Numbers things in the order in which they are first seen. */
class Numbers {
  private readonly known = new Map<number | string, number>();

  of(thing: number | string): number {
    const number = this.known.get(thing) ?? this.known.size;
    if (number === this.known.size) this.known.set(thing, number);
    return number;
  }
}

/** More groups, or populations, than an audit has: the numbers of two make one. */
const mostOfAKind = 2 ** 20;
const mostMeasures = 2 ** 5;
