import { assertGroupSelection, type GroupSelection, highestRate } from '../fairness-evidence';
import { type Estimate, known, notComputable, proportion, ratioInterval } from '../inference';
import { type LawRow, type LawTable, type LawTableReport } from './law-report';

/**
 * The rates and impact ratios of one table. Groups below `smallShare` of the people of known category are marked and, when
 * asked, left out of the ratios, also as the highest; their rates are shown. Ratios use unrounded rates.
 */
export function lawTableReport(
  table: LawTable,
  { smallShare, leaveOutSmall }: { smallShare: number | null; leaveOutSmall: boolean },
): LawTableReport {
  table.groups.forEach(assertGroupSelection);
  const n = table.groups.reduce((sum, group) => sum + group.n, 0);
  const isSmall = (group: GroupSelection): boolean =>
    smallShare !== null && group.n < smallShare * n * (1 - 1e-12);
  const highest = highestRate(table.groups.filter((group) => !leaveOutSmall || !isSmall(group)));
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
        rate: proportion(group.selected, group.n, 'no_rows'),
        impactRatio: impactRatio(group, isLeftOut ? 'left out' : highest),
        isSmall: isSmall(group),
        isLeftOut,
      };
    }),
  };
}

function impactRatio(group: GroupSelection, highest: GroupSelection | 'left out' | undefined): Estimate {
  const basis = { n: group.n, method: 'impact_ratio' };
  if (highest === 'left out') return notComputable({ ...basis, reason: 'below_minimum_share' });
  if (highest === undefined || group.n === 0) return notComputable({ ...basis, reason: 'no_rows' });
  if (highest.selected === 0) return notComputable({ ...basis, reason: 'zero_reference' });
  const value = (group.selected * highest.n) / (group.n * highest.selected);
  if (group === highest) return known({ ...basis, value });
  const interval = ratioInterval(
    { successes: group.selected, n: group.n },
    { successes: highest.selected, n: highest.n },
  );
  return known({ ...basis, value, ...(interval !== null && { interval }) });
}
