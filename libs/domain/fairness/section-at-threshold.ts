import { predictedRows } from '@countersign/statistics/fairness';
import { outcomesAt, type ScoreTails, scoreTails } from '@countersign/statistics/fairness-evidence';
import { type SectionCounts } from './audit-counts';
import { auditMethod, type FairnessPolicy } from './audit-policy';
import { type SectionResults } from './audit-results';
import { deriveAudit } from './derive-audit';

type Scored = Pick<SectionCounts, 'groups'>;

/** The score tails of the groups that have a histogram, of any number of bins; null where none has. */
export function sectionTails({ groups }: Scored): ScoreTails[] | null {
  const tails = groups.flatMap(({ group, histogram }) => {
    if (histogram === undefined) return [];
    const [positives, negatives, unlabelled] = [
      histogram.positive.counts,
      histogram.negative.counts,
      histogram.unlabelled.counts,
    ];
    return [scoreTails({ group, positives, negatives, unlabelled }, positives.length)];
  });
  return tails.length === 0 ? null : tails;
}

/**
 * What would follow for a section if every score from the lower edge of a bin on were predicted positive, judged by the same
 * policy. It counts the rows with a score, which need not be those with a prediction, and leaves out weights, strata and people
 * of unknown group, of whom no scores are counted.
 * @throws RangeError for no bin
 */
export function sectionAtThreshold(
  tails: readonly ScoreTails[],
  bin: number,
  { section, policy }: { readonly section: SectionCounts; readonly policy: FairnessPolicy },
): SectionResults {
  const scoring = new Map(section.groups.map((group) => [JSON.stringify(group.group), group.scoring]));
  const groups = tails.map((tail) => {
    const above = scoring.get(JSON.stringify(tail.group));
    return { group: tail.group, counts: outcomesAt(tail, bin), ...(above && { scoring: above }) };
  });
  const rows = groups.reduce((sum, { counts }) => sum + predictedRows(counts), 0);
  const nobody = { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0 };
  const supposed: SectionCounts = {
    ...{ attributes: section.attributes, rows, groups },
    ...{ unknownGroup: 0, unpredicted: 0, unknownPeople: nobody },
  };
  const judged = { ...policy, method: auditMethod, lawPacks: [] };
  return deriveAudit(judged, { rows, scores: 'none', sections: [supposed] }).sections[0]!;
}

/** The threshold nearest to what the model did. */
export interface NearestThreshold {
  readonly bin: number;
  /** Rows with a score that would have to be decided otherwise at least, so that every group has as many selected as it had. */
  readonly differing: number;
}

/**
 * The bin edge at which the groups have most nearly as many selected as were predicted positive; of several that select alike
 * the highest. Evidence does not hold the threshold of a model. Null where nobody has both.
 */
export function nearestThreshold(tails: readonly ScoreTails[], { groups }: Scored): NearestThreshold | null {
  const counts = new Map(groups.map((group) => [JSON.stringify(group.group), group.counts]));
  const wanted = tails.flatMap((tail) => {
    const outcomes = counts.get(JSON.stringify(tail.group));
    const n = outcomes === undefined ? 0 : predictedRows(outcomes);
    if (outcomes === undefined || n === 0) return [];
    const positive = outcomes.tp + outcomes.fp + outcomes.unlabelledPositive;
    return [{ tail, share: positive / n }];
  });
  if (wanted.length === 0) return null;
  const distanceAt = (bin: number) =>
    wanted.reduce(
      (sum, { tail, share }) => sum + Math.abs(rowsFrom(tail, bin) - share * rowsFrom(tail, 0)),
      0,
    );
  let nearest = { bin: 0, differing: Infinity };
  for (let bin = 0; bin < wanted[0]!.tail.positives.length; bin += 1) {
    const differing = distanceAt(bin);
    if (differing <= nearest.differing) nearest = { bin, differing };
  }
  return { ...nearest, differing: Math.round(nearest.differing) };
}

function rowsFrom({ positives, negatives, unlabelled }: ScoreTails, bin: number): number {
  return positives[bin]! + negatives[bin]! + unlabelled[bin]!;
}
