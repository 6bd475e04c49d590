import { type OutcomeCounts } from '@countersign/statistics/fairness';
import { type CountedGroup, type SectionCounts } from './audit-counts';
import { type AuditEvidence } from './audit-evidence';
import { areCrossingsSafe } from './crossing-safety';
import { decisionCells } from './decision-counts';
import { suppressed } from './suppressed';
import { type SuppressedResults } from './suppressed-results';

/**
 * Whether those who may not see small numbers of people are shown less of an audit than there is: something is hidden by
 * `suppressed`, or a number that it leaves out anyway is small, such as a group's people in a stratum or in a bin of scores, or
 * those of them whose value for another attribute is unknown.
 */
export function hidesAnything({
  policy,
  counts,
  results,
}: Pick<AuditEvidence, 'counts' | 'policy' | 'results'>): boolean {
  const { smallCell } = policy;
  const isWhole = isEveryGroupShown(suppressed(results, smallCell));
  return (
    !isWhole ||
    counts.sections.some((section) => holdsSmallPart(section, smallCell)) ||
    !areCrossingsSafe(counts.sections, crossedParts, smallCell)
  );
}

/** Whether all groups are shown with their outcomes, so that whatever rests on these may be shown as well. */
export function isEveryGroupShown({ sections }: SuppressedResults): boolean {
  return sections.every(
    ({ groups, withheld }) => withheld === 'none' && groups.every(({ counts }) => counts !== null),
  );
}

/** What is 0 in every group is no number. */
function holdsSmallPart(section: SectionCounts, smallCell: number): boolean {
  const rows = partsOf(section);
  const isLive = (column: number) => rows.some((row) => row[column]! > 0);
  return rows.some((row) => row.some((count, column) => count < smallCell && isLive(column)));
}

const decisionsOf = ({ decisions }: CountedGroup): number[] =>
  decisions ? decisionCells.map((cell) => decisions[cell]) : [];

const binsOf = ({ histogram }: CountedGroup): number[] =>
  (histogram ? Object.values(histogram) : []).flatMap((bins: { counts: readonly number[] }) => bins.counts);

/** What a crossing takes apart beyond the outcomes. */
const crossedParts = (group: CountedGroup): number[] => [...binsOf(group), ...decisionsOf(group)];

/** Of every group what it is divided into beyond its outcomes: bins of scores, strata, decisions, and the people without. */
function partsOf({ groups, strata = [] }: SectionCounts): number[][] {
  return groups.map((counted) => {
    const { group, counts, scoring } = counted;
    const cells = Object.keys(counts) as (keyof OutcomeCounts)[];
    const people = cells.reduce((sum, cell) => sum + counts[cell], 0);
    const name = JSON.stringify(group);
    const inStrata = strata.map((stratum) =>
      stratum.groups.find((each) => JSON.stringify(each.group) === name),
    );
    return [
      ...crossedParts(counted),
      ...(scoring ? [Math.abs(people - scoring.scored)] : []),
      ...(strata.length === 0 ? [] : cells).flatMap((cell) => {
        const parts = inStrata.map((each) => each?.counts[cell] ?? 0);
        return [...parts, parts.reduce((rest, part) => rest - part, counts[cell])];
      }),
    ];
  });
}
