import { assertGroupSelection, type GroupSelection, highestRate } from '../fairness-evidence';
import { type Estimate, known, notComputable, proportionAt, ratioInterval } from '../inference';
import { type LawRow, type LawTable, type LawTableReport } from './law-report';

interface TableOptions {
  readonly smallShare: number | null;
  readonly leaveOutSmall: boolean;
  readonly confidenceLevel: number;
}

/**
 * The rates and impact ratios of one table. Groups below `smallShare` of the people of known category are marked and, when
 * asked, left out of the ratios, also as the highest; their rates are shown. Ratios use unrounded rates.
 */
export function lawTableReport(
  table: LawTable,
  { smallShare, leaveOutSmall, confidenceLevel }: TableOptions,
): LawTableReport {
  table.groups.forEach(assertGroupSelection);
  const n = table.groups.reduce((sum, group) => sum + group.n, 0);
  const isSmall = (group: GroupSelection): boolean =>
    smallShare !== null && group.n < smallShare * n * (1 - 1e-12);
  const compared = table.groups.filter((group) => group.n > 0 && !(leaveOutSmall && isSmall(group)));
  const highest = highestRate(compared);
  const isPicked = compared.length > 2;
  return {
    attributes: table.attributes,
    rate: table.rate,
    n,
    unknown: table.unknown,
    highest: highest?.group ?? null,
    rows: table.groups.map((group): LawRow => {
      const isLeftOut = leaveOutSmall && isSmall(group);
      return {
        ...group,
        share: n === 0 ? 0 : group.n / n,
        rate: proportionAt(group.selected, group.n, { reasonIfZero: 'no_rows', confidenceLevel }),
        impactRatio: impactRatio(group, isLeftOut ? 'left out' : highest, { isPicked, confidenceLevel }),
        isSmall: isSmall(group),
        isLeftOut,
      };
    }),
  };
}

/** Whoever divides by the highest of several rates picked it by looking: the ratio then has no interval of its own. */
function impactRatio(
  group: GroupSelection,
  highest: GroupSelection | 'left out' | undefined,
  { isPicked, confidenceLevel }: { readonly isPicked: boolean; readonly confidenceLevel: number },
): Estimate {
  const basis = { n: group.n, method: 'impact_ratio' };
  if (highest === 'left out') return notComputable({ ...basis, reason: 'below_minimum_share' });
  if (highest === undefined || group.n === 0) return notComputable({ ...basis, reason: 'no_rows' });
  if (highest.selected === 0) return notComputable({ ...basis, reason: 'zero_reference' });
  const value = (group.selected * highest.n) / (group.n * highest.selected);
  if (group === highest) return known({ ...basis, value });
  if (isPicked) return known({ ...basis, value, intervalReason: 'farthest_of_several' });
  const interval = ratioInterval(
    { successes: group.selected, n: group.n },
    { successes: highest.selected, n: highest.n },
    confidenceLevel,
  );
  return known({ ...basis, value, ...(interval !== null && { interval }) });
}

/** A table of which a pack computes nothing: only how many people there are is said. */
export function withheldTable({ attributes, rate, groups, unknown }: LawTable): LawTableReport {
  groups.forEach(assertGroupSelection);
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  return { attributes, rate, n, unknown, highest: null, rows: [], withheld: 'inferred_categories' };
}
