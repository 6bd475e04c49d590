import { type GroupsAtOnce, kitagawaDecomposition } from '@countersign/statistics/fairness-evidence';
import { type ProportionCount } from '@countersign/statistics/inference';
import { sortByCodePoint } from '@countersign/statistics/ordering';
import { type SectionCounts } from './audit-counts';
import { type AuditEvidence } from './audit-evidence';
import { rateCounts, type RateDisparity } from './rate-counts';

/** A change of a gap as the sum of what the mix of people did and what the rates did. */
export interface GapSplit {
  /** The attributes whose values are the strata; people of unknown value are a stratum of their own. */
  readonly by: readonly string[];
  readonly mix: number;
  readonly rates: number;
}

type Counted = Pick<AuditEvidence, 'counts' | 'policy'>;

/** Whose gap is split. */
export interface SplitGap {
  readonly disparity: RateDisparity;
  readonly attributes: readonly string[];
  readonly pair: readonly [first: readonly string[], second: readonly string[]];
}

/**
 * By the widest crossing that both audits hold, with its attributes in one order; null where they hold none, or a group has no
 * rate.
 */
export function gapSplit(before: Counted, after: Counted, gap: SplitGap): GapSplit | null {
  const name = ({ attributes }: SectionCounts) => JSON.stringify(attributes);
  const later = new Set(after.counts.sections.map(name));
  const crossing = before.counts.sections
    .filter((section) => section.attributes.length > gap.attributes.length && later.has(name(section)))
    .filter(({ attributes }) => gap.attributes.every((attribute) => attributes.includes(attribute)))
    .reduce<SectionCounts | null>(
      (widest, next) => (next.attributes.length > (widest?.attributes.length ?? 0) ? next : widest),
      null,
    );
  if (crossing === null) return null;
  const { attributes } = crossing;
  const parts = [strataOf(before, attributes, gap), strataOf(after, attributes, gap)] as const;
  const strata = sortByCodePoint([
    ...new Set(parts.flatMap(([first, second]) => [...first.keys(), ...second.keys()])),
  ]);
  const at = ([first, second]: Strata): GroupsAtOnce => ({
    first: strata.map((stratum) => first.get(stratum) ?? nobody),
    second: strata.map((stratum) => second.get(stratum) ?? nobody),
  });
  const found = kitagawaDecomposition(at(parts[0]), at(parts[1]));
  if (found.status !== 'ok') return null;
  const by = attributes.filter((attribute) => !gap.attributes.includes(attribute));
  return { by, mix: found.mix, rates: found.rates };
}

const nobody: ProportionCount = { successes: 0, n: 0 };

/** The two groups by stratum. */
type Strata = readonly [Map<string, ProportionCount>, Map<string, ProportionCount>];

function strataOf(audit: Counted, crossing: readonly string[], gap: SplitGap): Strata {
  const sectionOf = (attributes: readonly string[]) =>
    audit.counts.sections.find(
      (section) => JSON.stringify(section.attributes) === JSON.stringify(attributes),
    )!;
  const own = gap.attributes.map((attribute) => crossing.indexOf(attribute));
  const strata = gap.pair.map((group) => {
    const key = JSON.stringify(group);
    const parts = new Map<string, ProportionCount>();
    const whole = sectionOf(gap.attributes).groups.find((each) => JSON.stringify(each.group) === key);
    let rest = rateCounts(gap.disparity, whole, audit.policy);
    for (const part of sectionOf(crossing).groups) {
      if (JSON.stringify(own.map((at) => part.group[at])) !== key) continue;
      const stratum = JSON.stringify(part.group.filter((_, at) => !own.includes(at)));
      const counts = rateCounts(gap.disparity, part, audit.policy);
      parts.set(stratum, counts);
      rest = { successes: rest.successes - counts.successes, n: rest.n - counts.n };
    }
    // Those without a value for the other attributes.
    return parts.set('unknown', rest);
  });
  return strata as unknown as Strata;
}
