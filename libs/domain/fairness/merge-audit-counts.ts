import {
  compareGroupNames,
  type OutcomeCounts,
  outcomeCells,
  type StratumCounts,
  sumGroups,
} from '@countersign/statistics/fairness';
import { compareCodePoints } from '@countersign/statistics/ordering';
import {
  type AuditCounts,
  type BinnedScores,
  type CountedGroup,
  type GroupHistogram,
  type SectionCounts,
} from './audit-counts';
import { CountingError } from './counting-error';
import { sumDecisions } from './decision-counts';
import { mostGroups } from './section-tally';

/**
 * The counts of two parts of a population together, as if their rows had been counted at once by one plan; associative and
 * commutative. Both parts have to be counted by the same plan, the median of all scores included.
 * @throws RangeError when sections differ, or one has scores, strata or decisions and the other none; CountingError for too many groups or strata
 */
export function mergeAuditCounts(a: AuditCounts, b: AuditCounts): AuditCounts {
  const names = ({ sections }: AuditCounts) => JSON.stringify(sections.map(({ attributes }) => attributes));
  if (names(a) !== names(b)) throw new RangeError('counts of different sections do not merge');
  if ((a.scores === 'none') !== (b.scores === 'none'))
    throw new RangeError('counts with and without scores do not merge');
  const scores = a.scores === b.scores ? a.scores : 'unbinned';
  return {
    rows: a.rows + b.rows,
    scores,
    sections: a.sections.map((section, at) => mergeSections(section, b.sections[at]!, scores === 'binned')),
  };
}

function mergeSections(a: SectionCounts, b: SectionCounts, isBinned: boolean): SectionCounts {
  if ((a.strata === undefined) !== (b.strata === undefined))
    throw new RangeError('counts with and without strata do not merge');
  if ((a.unknownDecisions === undefined) !== (b.unknownDecisions === undefined))
    throw new RangeError('counts with and without decisions do not merge');
  const groups = mergeGroups([...a.groups, ...b.groups], isBinned);
  if (groups.length > mostGroups) {
    const message = `${a.attributes.join(' and ')} make more than ${mostGroups} groups; at most ${mostGroups} can be audited.`;
    throw new CountingError('too_many_groups', a.attributes, message);
  }
  const strata = a.strata && b.strata && mergeStrata([...a.strata, ...b.strata]);
  if (strata && strata.length > mostGroups)
    throw new CountingError('too_many_strata', [], `There are more than ${mostGroups} strata.`);
  return {
    attributes: a.attributes,
    rows: a.rows + b.rows,
    unknownGroup: a.unknownGroup + b.unknownGroup,
    unpredicted: a.unpredicted + b.unpredicted,
    unknownPeople: sumOutcomes(a.unknownPeople, b.unknownPeople),
    ...(a.unknownDecisions &&
      b.unknownDecisions && { unknownDecisions: sumDecisions(a.unknownDecisions, b.unknownDecisions) }),
    groups,
    ...(strata && { strata }),
  };
}

function mergeGroups(groups: readonly CountedGroup[], isBinned: boolean): CountedGroup[] {
  const byName = partsBy(groups, ({ group }) => JSON.stringify(group));
  return [...byName.values()]
    .map((parts): CountedGroup => {
      const histograms = parts.flatMap(({ histogram }) => histogram ?? []);
      const decisions = parts.flatMap((part) => part.decisions ?? []);
      return {
        ...sumGroups(parts, parts[0]!.group),
        ...(isBinned && { histogram: histograms.reduce(sumHistograms) }),
        ...(decisions.length > 0 && { decisions: decisions.reduce(sumDecisions) }),
      };
    })
    .sort((x, y) => compareGroupNames(x.group, y.group));
}

function mergeStrata(strata: readonly StratumCounts[]): StratumCounts[] {
  const byName = partsBy(strata, ({ stratum }) => stratum);
  return [...byName]
    .map(([stratum, parts]) => ({
      stratum,
      groups: mergeGroups(
        parts.flatMap(({ groups }) => groups),
        false,
      ),
    }))
    .sort((x, y) => compareCodePoints(x.stratum, y.stratum));
}

function partsBy<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const parts = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    const present = parts.get(name);
    if (present === undefined) parts.set(name, [item]);
    else present.push(item);
  }
  return parts;
}

function sumOutcomes(a: OutcomeCounts, b: OutcomeCounts): OutcomeCounts {
  return Object.fromEntries(
    outcomeCells.map((cell) => [cell, a[cell] + b[cell]]),
  ) as unknown as OutcomeCounts;
}

function sumHistograms(a: GroupHistogram, b: GroupHistogram): GroupHistogram {
  return {
    positive: sumBins(a.positive, b.positive),
    negative: sumBins(a.negative, b.negative),
    unlabelled: sumBins(a.unlabelled, b.unlabelled),
  };
}

function sumBins(a: BinnedScores, b: BinnedScores): BinnedScores {
  return {
    counts: a.counts.map((count, bin) => count + b.counts[bin]!),
    millionths: a.millionths.map((sum, bin) => sum + b.millionths[bin]!),
  };
}
