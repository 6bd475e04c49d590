import { type ScoreTails } from '@countersign/statistics/fairness-evidence';
import { type FairnessPolicy } from '../fairness';
import { type BandError, bandRates, type BandSetting, scoredRows } from './human-band';
import { bandSize, rowsIn, type ScoreBand } from './score-band';

/** A band of at most a load with the smallest gap that remains. */
export interface ProposedBand {
  readonly band: ScoreBand;
  /** Gaps of the rate between the groups that are large enough, without a band and with this one. */
  readonly gapBefore: number;
  readonly gapAfter: number;
  /** Bands within the load that were looked at: the best of many is partly luck. */
  readonly looked: number;
}

/** A rate with the groups that are large enough for it, and how many rows each of them keeps. */
interface ComparedRate {
  readonly rate: ReturnType<typeof bandRates>[number];
  readonly groups: readonly ScoreTails[];
  readonly minimum: number;
}

/** What is decided where. */
interface Decided {
  readonly band: ScoreBand;
  readonly threshold: number;
}

/** A rate as rows with the error, of rows that it divides by. */
interface Fraction {
  readonly errors: number;
  readonly rows: number;
}

/**
 * Among all bands of bins that send at most `load` of all scored cases to people, the one after which the error of what
 * remains automatic differs least between groups; of several alike the one that sends fewest, then the lowest. Only groups
 * that are large enough count, and each of them keeps as many rows as the policy asks for: a gap does not shrink by having
 * nobody left. Null where there are not two such groups. O(bins² × groups).
 * @throws RangeError unless load lies in [0, 1]
 */
export function proposeBand(
  { error, load }: { readonly error: BandError; readonly load: number },
  { policy, tails, threshold }: Omit<BandSetting, 'section'>,
): ProposedBand | null {
  if (!(load >= 0 && load <= 1)) throw new RangeError(`a load in [0, 1] is needed, got ${load}`);
  const none = { low: 0, high: 0 };
  const large = largeEnough(tails, policy);
  const compared = bandRates(error).map((rate) => {
    const minimum = Math.max(1, minimumOf(rate, policy));
    const groups = large.filter((each) => fractionOf(rate, each, { band: none, threshold }).rows >= minimum);
    return { rate, minimum, groups };
  });
  if (compared.some(({ groups }) => groups.length < 2)) return null;
  const gap = (band: ScoreBand) => widest(compared.map((each) => gapOf(each, { band, threshold })));
  const gapBefore = gap(none)!;
  const all = tails.reduce((sum, each) => sum + scoredRows(each), 0);
  let best = { band: none, sent: 0, gap: gapBefore };
  let looked = 1;
  const bins = tails[0]!.positives.length;
  for (let low = 0; low < bins; low += 1) {
    for (let high = low + 1; high <= bins; high += 1) {
      const band = { low, high };
      const sent = tails.reduce((sum, each) => sum + bandSize(rowsIn(each, band)), 0);
      if (sent > load * all) break;
      const found = gap(band);
      if (found === null) continue;
      looked += 1;
      if (found < best.gap || (found === best.gap && sent < best.sent)) best = { band, sent, gap: found };
    }
  }
  return { band: best.band, gapBefore, gapAfter: best.gap, looked };
}

function minimumOf(rate: ComparedRate['rate'], { minimums }: FairnessPolicy): number {
  if (rate === 'fpr') return minimums.negatives;
  return rate === 'fnr' ? minimums.positives : minimums.groupSize;
}

/** The groups that take part in verdicts by their size. */
function largeEnough(tails: readonly ScoreTails[], { minimums }: FairnessPolicy): ScoreTails[] {
  const all = tails.reduce((sum, each) => sum + scoredRows(each), 0);
  return tails.filter((each) => {
    const n = scoredRows(each);
    return n >= minimums.groupSize && n >= minimums.share * all;
  });
}

/** Accuracy counts its errors here: two groups differ as much in what is right as in what is wrong. */
function fractionOf(rate: ComparedRate['rate'], tails: ScoreTails, { band, threshold }: Decided): Fraction {
  const sent = rowsIn(tails, band);
  const sentAbove = rowsIn(tails, {
    low: Math.max(band.low, threshold),
    high: Math.max(band.high, threshold),
  });
  const positives = tails.positives[0]! - sent.positives;
  const negatives = tails.negatives[0]! - sent.negatives;
  const fp = tails.negatives[threshold]! - sentAbove.negatives;
  const fn = positives - (tails.positives[threshold]! - sentAbove.positives);
  if (rate === 'fpr') return { errors: fp, rows: negatives };
  return rate === 'fnr' ? { errors: fn, rows: positives } : { errors: fp + fn, rows: positives + negatives };
}

/** Highest minus lowest rate; null where a group falls below the minimum. */
function gapOf({ rate, groups, minimum }: ComparedRate, decided: Decided): number | null {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const group of groups) {
    const { errors, rows } = fractionOf(rate, group, decided);
    if (rows < minimum) return null;
    lowest = Math.min(lowest, errors / rows);
    highest = Math.max(highest, errors / rows);
  }
  return highest - lowest;
}

/** The widest of the gaps; null where one of them is not there. */
function widest(gaps: readonly (number | null)[]): number | null {
  return gaps.reduce((most, gap) => (most === null || gap === null ? null : Math.max(most, gap)), 0);
}
