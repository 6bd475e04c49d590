import { type AuditedPair, changeOfGap } from '@countersign/statistics/fairness-evidence';
import { type Estimate, known, newcombeInterval, notComputable } from '@countersign/statistics/inference';
import { alignSections, sectionKey } from './align-sections';
import { type AuditEvidence } from './audit-evidence';
import { type SectionCounts } from './audit-counts';
import { type SectionResults } from './audit-results';
import { baseRateChange, type BaseRateChange } from './base-rate-change';
import { gapSplit, type GapSplit } from './gap-split';
import { isSameEvent, type QuestionChange, questionChanges } from './question-changes';
import { rateCounts, rateDisparities, type RateDisparity } from './rate-counts';

type Audit = Pick<AuditEvidence, 'counts' | 'policy' | 'results' | 'subject'>;

/** How one gap differs between two audits. */
export interface GapChange {
  readonly disparity: RateDisparity;
  /** The groups farthest apart in the earlier audit, the lower rate first; null where it had no two. */
  readonly between: readonly [low: readonly string[], high: readonly string[]] | null;
  /** The rate of `high` minus that of `low` in each audit. */
  readonly before: Estimate;
  readonly after: Estimate;
  /** After minus before. Among several groups its interval holds whichever two had been picked. */
  readonly change: Estimate;
  readonly split: GapSplit | null;
}

/** The gaps of one attribute or crossing. */
export interface SectionChange {
  readonly attributes: readonly string[];
  readonly gaps: readonly GapChange[];
  readonly baseRate: BaseRateChange;
}

export interface AuditComparison {
  /** What the two ask differently. Where they call other values positive, no gap is compared. */
  readonly questions: readonly QuestionChange[];
  readonly sections: readonly SectionChange[];
  /** The sections that only one of the audits has. */
  readonly unmatched: readonly (readonly string[])[];
}

/**
 * Two audits side by side: for every disparity of a rate, the gap between the two groups that were farthest apart before, in
 * both audits, its change with an interval, and the change split into what the mix of people and what the rates did. Equalized
 * odds, average odds and indices are no single rate and have none. The audits count as independent: the same people in both
 * make the interval too wide. Crossings of the same attributes are one section, in whichever order either audit names them.
 */
export function compareAudits(before: Audit, asAudited: Audit): AuditComparison {
  const after = { ...asAudited, counts: alignSections(asAudited.counts, before.counts) };
  const later = new Map(after.counts.sections.map((section) => [sectionKey(section), section]));
  const earlier = new Set(before.counts.sections.map(sectionKey));
  const unmatched = [
    ...before.counts.sections.filter((section) => !later.has(sectionKey(section))),
    ...after.counts.sections.filter((section) => !earlier.has(sectionKey(section))),
  ];
  const isSame = isSameEvent(before, after);
  return {
    questions: questionChanges(before, after),
    sections: before.results.sections.flatMap((results, at) => {
      const now = later.get(sectionKey(results));
      if (now === undefined) return [];
      const then = before.counts.sections[at]!;
      const gaps = rateDisparities.map((disparity) =>
        gapChange({ before, after }, { disparity, results, then, now }),
      );
      const confidenceLevel = 1 - before.policy.alpha;
      const baseRate = baseRateChange(then, now, { confidenceLevel, isSameEvent: isSame });
      return [{ attributes: results.attributes, gaps, baseRate }];
    }),
    unmatched: unmatched.map(({ attributes }) => attributes),
  };
}

interface Audits {
  readonly before: Audit;
  readonly after: Audit;
}

interface Followed {
  readonly disparity: RateDisparity;
  readonly results: SectionResults;
  readonly then: SectionCounts;
  readonly now: SectionCounts;
}

function gapChange({ before, after }: Audits, { disparity, results, then, now }: Followed): GapChange {
  const between = results.disparities.find(({ metric }) => metric === disparity)?.between ?? null;
  // The whole population is no group, and another favourable outcome is another rate.
  const isNamed = between !== null && between.every((group) => group.length > 0);
  const isSame = before.policy.favourable.prediction === after.policy.favourable.prediction;
  const isComparable = isSameEvent(before, after);
  if (!isNamed || !isComparable || (disparity === 'impact_ratio' && !isSame)) {
    const reason = !isComparable ? 'other_question' : isNamed ? 'method_does_not_fit' : 'missing_group';
    const nothing = notComputable({ n: 0, method: 'change_of_gap', reason });
    return { disparity, between: null, before: nothing, after: nothing, change: nothing, split: null };
  }
  const old = pairOf(disparity, then, { between, policy: before.policy });
  const next = pairOf(disparity, now, { between, policy: after.policy });
  const holds = { level: 1 - before.policy.alpha, pairs: pairsOf(disparity, then, before) };
  const [low, high] = between;
  const gap = { disparity, attributes: results.attributes, pair: [high, low] as const };
  return {
    ...{ disparity, between },
    before: gapOf(old, holds),
    after: gapOf(next, holds),
    change: changeOf(old, next, holds),
    split: gapSplit(before, after, gap),
  };
}

interface Pairing {
  readonly between: readonly [low: readonly string[], high: readonly string[]];
  readonly policy: Audit['policy'];
}

function pairOf(
  disparity: RateDisparity,
  { groups }: SectionCounts,
  { between, policy }: Pairing,
): AuditedPair {
  const [second, first] = between.map((name) => {
    const key = JSON.stringify(name);
    const group = groups.find((each) => JSON.stringify(each.group) === key);
    return rateCounts(disparity, group, policy);
  });
  return { first: first!, second: second! };
}

/** What intervals have to hold for: so many pairs, together at a level. */
interface Holding {
  readonly level: number;
  readonly pairs: number;
}

function gapOf({ first, second }: AuditedPair, holds: Holding): Estimate {
  const basis = { n: first.n + second.n, method: 'difference_of_rates' };
  if (first.n === 0 || second.n === 0) return notComputable({ ...basis, reason: 'no_rows' });
  const value = (first.successes * second.n - second.successes * first.n) / (first.n * second.n);
  const interval = newcombeInterval(first, second, strictLevel(holds));
  return simultaneous(known({ ...basis, value, interval }), holds);
}

/** How many pairs of groups could have been the one farthest apart. */
function pairsOf(disparity: RateDisparity, { groups }: SectionCounts, { policy }: Audit): number {
  const present = groups.filter((group) => rateCounts(disparity, group, policy).n > 0).length;
  return Math.max(1, (present * (present - 1)) / 2);
}

function changeOf(old: AuditedPair, next: AuditedPair, holds: Holding): Estimate {
  return simultaneous(changeOfGap(old, next, strictLevel(holds)), holds);
}

/** Bonferroni's over all pairs, so that the interval holds for the pair that was picked. */
const strictLevel = ({ level, pairs }: Holding): number => 1 - (1 - level) / pairs;

function simultaneous(estimate: Estimate, { level, pairs }: Holding): Estimate {
  if (estimate.status !== 'ok' || estimate.interval === undefined || pairs === 1) return estimate;
  const { interval } = estimate;
  return {
    ...estimate,
    interval: { ...interval, confidenceLevel: level, method: `${interval.method}_simultaneous` },
  };
}
