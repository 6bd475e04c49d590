import {
  compareGroupNames,
  type OutcomeCounts,
  type ScoringCounts,
  type StratumCounts,
} from '@countersign/statistics/fairness';
import { compareCodePoints } from '@countersign/statistics/ordering';
import {
  listOf,
  name,
  objectOf,
  oneOf,
  optional,
  type Read,
  requireDistinct,
  text,
  whole,
  MalformedDocument,
} from '../json-reading';
import {
  type AuditCounts,
  type BinnedScores,
  type CountedGroup,
  type GroupHistogram,
  scoreBins,
  type SectionCounts,
} from './audit-counts';
import { type DecisionCounts } from './decision-counts';
import { mostGroups } from './section-tally';

const count = whole();

const outcomes = objectOf<OutcomeCounts>({
  ...{ tp: count, fp: count, fn: count, tn: count },
  ...{ unlabelledPositive: count, unlabelledNegative: count },
});

const decisions = optional(
  objectOf<DecisionCounts>({
    ...{ upheldPositive: count, overruledPositive: count, undecidedPositive: count },
    ...{ upheldNegative: count, overruledNegative: count, undecidedNegative: count },
  }),
);

const scoring: Read<ScoringCounts> = (value, place) => {
  const read = objectOf<ScoringCounts>({ aboveMedian: count, scored: count })(value, place);
  if (read.aboveMedian > read.scored)
    throw new MalformedDocument(`${place}.aboveMedian`, 'is more than there are scores.');
  return read;
};

const bins = (most: number): Read<readonly number[]> => {
  const list = listOf(whole(0, most), scoreBins);
  return (value, place) => {
    const read = list(value, place);
    if (read.length !== scoreBins) throw new MalformedDocument(place, `has to have ${scoreBins} items.`);
    return read;
  };
};

const binned = objectOf<BinnedScores>({ counts: bins(1e12), millionths: bins(Number.MAX_SAFE_INTEGER) });

const group = objectOf<CountedGroup>({
  group: listOf(text, 100),
  counts: outcomes,
  // Weighted counts are no artefact.
  squares: optional((_, place) => {
    throw new MalformedDocument(place, 'has no place in counts of people.');
  }),
  scoring: optional(scoring),
  histogram: optional(objectOf<GroupHistogram>({ positive: binned, negative: binned, unlabelled: binned })),
  decisions,
});

const section = objectOf<SectionCounts>({
  attributes: listOf(name, 100),
  ...{ rows: count, unknownGroup: count, unpredicted: count },
  unknownPeople: outcomes,
  unknownDecisions: decisions,
  groups: listOf(group, mostGroups),
  strata: optional(listOf(objectOf<StratumCounts>({ stratum: text, groups: listOf(group, mostGroups) }))),
});

const counts = objectOf<AuditCounts>({
  rows: count,
  scores: oneOf(['binned', 'none', 'unbinned']),
  sections: listOf(section, 1_000),
});

/**
 * Counts read from JSON: whole numbers in the one form that counting gives them. Whether they add up is another question.
 * @throws MalformedDocument naming the place
 */
export function readAuditCounts(json: unknown, place = 'counts'): AuditCounts {
  const read = counts(json, place);
  const hasDecisions = read.sections[0]?.unknownDecisions !== undefined;
  read.sections.forEach((each, at) => {
    const here = `${place}.sections[${at}]`;
    requirePresence(each.unknownDecisions !== undefined, hasDecisions, `${here}.unknownDecisions`);
    checkSection(each, read.scores, here);
  });
  requireDistinct(
    read.sections.map(({ attributes }) => JSON.stringify([...attributes].sort(compareCodePoints))),
    `${place}.sections`,
  );
  return read;
}

function checkSection(
  { attributes, groups, strata, unknownDecisions }: SectionCounts,
  scores: AuditCounts['scores'],
  place: string,
): void {
  if (attributes.length === 0) throw new MalformedDocument(`${place}.attributes`, 'names no attribute.');
  requireDistinct(attributes, `${place}.attributes`);
  const width = attributes.length;
  checkGroups(
    groups,
    {
      ...{ width, hasScoring: scores !== 'none', isBinned: scores === 'binned' },
      hasDecisions: unknownDecisions !== undefined,
    },
    `${place}.groups`,
  );
  strata?.forEach(({ stratum, groups: some }, at) => {
    const here = `${place}.strata[${at}]`;
    if (at > 0 && compareCodePoints(strata[at - 1]!.stratum, stratum) >= 0)
      throw new MalformedDocument(`${here}.stratum`, 'is out of order, or there twice.');
    checkGroups(some, { width, hasScoring: false, isBinned: false, hasDecisions: false }, `${here}.groups`);
  });
}

interface GroupForm {
  readonly width: number;
  readonly hasScoring: boolean;
  readonly isBinned: boolean;
  readonly hasDecisions: boolean;
}

function checkGroups(groups: readonly CountedGroup[], form: GroupForm, place: string): void {
  groups.forEach((each, at) => {
    const here = `${place}[${at}]`;
    if (each.group.length !== form.width)
      throw new MalformedDocument(`${here}.group`, `has to have ${form.width} values.`);
    if (at > 0 && compareGroupNames(groups[at - 1]!.group, each.group) >= 0)
      throw new MalformedDocument(`${here}.group`, 'is out of order, or there twice.');
    requirePresence(each.scoring !== undefined, form.hasScoring, `${here}.scoring`);
    requirePresence(each.histogram !== undefined, form.isBinned, `${here}.histogram`);
    requirePresence(each.decisions !== undefined, form.hasDecisions, `${here}.decisions`);
  });
}

function requirePresence(isThere: boolean, isWanted: boolean, place: string): void {
  if (isThere !== isWanted)
    throw new MalformedDocument(place, isWanted ? 'is missing.' : 'does not go with such counts.');
}
