import { compareRates, type GroupRateName } from '@countersign/statistics/fairness';
import { outcomesAt, type ScoreTails } from '@countersign/statistics/fairness-evidence';
import { type Estimate, notComputable, known, wilsonInterval } from '@countersign/statistics/inference';
import {
  type FairnessPolicy,
  sectionAtThreshold,
  type SectionCounts,
  type SectionResults,
} from '../fairness';
import { bandSize, rowsIn, type ScoreBand, tailsWithout } from './score-band';

/** The part of a group that goes to people. */
export interface GroupLoad {
  readonly group: readonly string[];
  /** Cases with a score, and those of them in the band. */
  readonly n: number;
  readonly sent: number;
  readonly share: Estimate;
}

/** What is left to the machine when a band of scores goes to people. */
export interface HumanBand {
  readonly band: ScoreBand;
  readonly groups: readonly GroupLoad[];
  readonly all: GroupLoad;
  /** What remains automatic, judged by the same policy; its error rates say nothing of what people decide. */
  readonly automatic: SectionResults;
}

/** Where the machine decides, and what is judged. */
export interface BandSetting {
  readonly section: SectionCounts;
  readonly policy: FairnessPolicy;
  readonly tails: readonly ScoreTails[];
  /** The bin edge from which on the machine predicts positive. */
  readonly threshold: number;
}

/** Who would be sent to people by a band, and what remains automatic. Nothing is assumed of what people decide. */
export function humanBand(band: ScoreBand, { section, policy, tails, threshold }: BandSetting): HumanBand {
  const level = 1 - policy.alpha;
  const groups = tails.map((each) =>
    loadOf(each.group, { sent: bandSize(rowsIn(each, band)), n: scoredRows(each) }, level),
  );
  const sum = (of: 'n' | 'sent') => groups.reduce((total, group) => total + group[of], 0);
  const remaining = tails.map((each) => tailsWithout(each, band));
  return {
    ...{ band, groups },
    all: loadOf([], { sent: sum('sent'), n: sum('n') }, level),
    automatic: sectionAtThreshold(remaining, threshold, { section, policy }),
  };
}

function loadOf(
  group: readonly string[],
  { sent, n }: Pick<GroupLoad, 'n' | 'sent'>,
  confidenceLevel: number,
): GroupLoad {
  const basis = { n, numerator: sent, denominator: n, method: 'proportion' };
  const share =
    n === 0
      ? notComputable({ ...basis, reason: 'no_scores' })
      : known({ ...basis, value: sent / n, interval: wilsonInterval(sent, n, confidenceLevel) });
  return { group, n, sent, share };
}

/** Cases of a group that have a score. */
export function scoredRows({ positives, negatives, unlabelled }: ScoreTails): number {
  return (positives[0] ?? 0) + (negatives[0] ?? 0) + (unlabelled[0] ?? 0);
}

/** The error whose spread between groups a band is to narrow; `equalized_odds` is the wider of the false positive and false negative rate's. */
export type BandError = 'equalized_odds' | Extract<GroupRateName, 'accuracy' | 'fnr' | 'fpr'>;

/** The rates that an error compares. */
export function bandRates(error: BandError): Exclude<BandError, 'equalized_odds'>[] {
  return error === 'equalized_odds' ? ['fpr', 'fnr'] : [error];
}

/** How far groups are apart in what remains automatic. */
export interface AutomaticGap {
  readonly rate: Exclude<BandError, 'equalized_odds'>;
  /** Highest minus lowest rate of the groups that are large enough, with the interval that holds whichever pair that is. */
  readonly difference: Estimate;
  /** Groups that are too small, or lack what the rate divides by. */
  readonly excluded: number;
}

/** The spread of an error between the groups that are large enough, for what remains automatic. */
export function automaticGap(
  error: BandError,
  band: ScoreBand,
  { policy, tails, threshold }: Omit<BandSetting, 'section'>,
): AutomaticGap {
  const { minimums, correction, favourable } = policy;
  const rates = bandRates(error);
  const groups = tails.map((each) => ({
    group: each.group,
    counts: outcomesAt(tailsWithout(each, band), threshold),
  }));
  const [compared] = compareRates([{ groups, measures: rates }], {
    ...{ favourable: favourable.prediction, correction },
    // Of two rates the worse is picked: each gets half of the doubt.
    confidenceLevel: 1 - policy.alpha / rates.length,
    ...{ minimumGroupSize: minimums.groupSize, minimumShare: minimums.share },
    minimums: { positives: minimums.positives, negatives: minimums.negatives },
  });
  const gaps = compared!.map((gap, at) => ({
    rate: rates[at]!,
    difference: withInterval(gap, 1 - policy.alpha),
    excluded: gap.excluded.length,
  }));
  return gaps.reduce((widest, gap) => (valueOf(gap) > valueOf(widest) ? gap : widest));
}

const valueOf = ({ difference }: AutomaticGap): number => difference.value ?? Infinity;

/** The difference with its own interval, or with that of a picked pair, under the level at which all of them hold. */
function withInterval(
  { difference, simultaneous }: Pick<MeasureGap, 'difference' | 'simultaneous'>,
  confidenceLevel: number,
): Estimate {
  if (difference.status !== 'ok') return difference;
  const interval = difference.interval ?? simultaneous?.difference;
  const { n, method, value } = difference;
  return known({ n, method, value, ...(interval && { interval: { ...interval, confidenceLevel } }) });
}

type MeasureGap = ReturnType<typeof compareRates>[number][number];
