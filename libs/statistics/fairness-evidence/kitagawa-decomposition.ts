import { type ProportionCount } from '../inference';

/** Counts of one group by stratum; the strata stand in the same order everywhere, one may be empty (n = 0). */
export type StratifiedCounts = readonly ProportionCount[];

/** Two groups at one time. */
export interface GroupsAtOnce {
  readonly first: StratifiedCounts;
  readonly second: StratifiedCounts;
}

/** A change of the gap, first minus second, as the sum of what the mix and what the rates did. */
export interface GapDecomposition {
  readonly status: 'ok';
  readonly gapBefore: number;
  readonly gapAfter: number;
  readonly change: number;
  /** Part of the change that comes from other shares of the strata within the groups. */
  readonly mix: number;
  /** Part of the change that comes from other rates within the strata. */
  readonly rates: number;
}

/**
 * Kitagawa's decomposition: did a gap between two groups move because the people changed or because the rates did?
 * For each group Σ (share after − share before) · mean rate + Σ (rate after − rate before) · mean share, the means being over
 * the two times; the gap's parts are first minus second. The two parts add up to the change without a remainder.
 * A stratum that a group lacks at one time takes the rate of the other time: its coming and going is mix.
 * Source: Kitagawa, JASA 50 (1955). Not computable when a group is empty at a time.
 * Throws RangeError when the numbers of strata differ or a count is none.
 */
export function kitagawaDecomposition(
  before: GroupsAtOnce,
  after: GroupsAtOnce,
): GapDecomposition | { readonly status: 'not_computable'; readonly reason: 'no_rows' } {
  const lists = [before.first, before.second, after.first, after.second];
  for (const list of lists) assertStrata(list, before.first.length);
  if (lists.some((list) => rows(list) === 0)) return { status: 'not_computable', reason: 'no_rows' };
  const first = changeOfRate(before.first, after.first);
  const second = changeOfRate(before.second, after.second);
  const gapBefore = overallRate(before.first) - overallRate(before.second);
  const gapAfter = overallRate(after.first) - overallRate(after.second);
  return {
    status: 'ok',
    gapBefore,
    gapAfter,
    change: gapAfter - gapBefore,
    mix: first.mix - second.mix,
    rates: first.rates - second.rates,
  };
}

function assertStrata(list: StratifiedCounts, length: number): void {
  if (list.length !== length) throw new RangeError(`${length} strata are needed, got ${list.length}`);
  for (const { successes, n } of list) {
    if (!(successes >= 0 && successes <= n) || n === Infinity) {
      throw new RangeError(`0 <= successes <= n is needed, got ${successes} of ${n}`);
    }
  }
}

function changeOfRate(before: StratifiedCounts, after: StratifiedCounts): { mix: number; rates: number } {
  const [rowsBefore, rowsAfter] = [rows(before), rows(after)];
  let mix = 0;
  let rates = 0;
  before.forEach((old, index) => {
    const now = after[index]!;
    if (old.n === 0 && now.n === 0) return;
    const shareOld = old.n / rowsBefore;
    const shareNow = now.n / rowsAfter;
    const rateOld = old.n === 0 ? now.successes / now.n : old.successes / old.n;
    const rateNow = now.n === 0 ? rateOld : now.successes / now.n;
    mix += (shareNow - shareOld) * ((rateOld + rateNow) / 2);
    rates += (rateNow - rateOld) * ((shareOld + shareNow) / 2);
  });
  return { mix, rates };
}

function rows(list: StratifiedCounts): number {
  return list.reduce((sum, { n }) => sum + n, 0);
}

function overallRate(list: StratifiedCounts): number {
  return list.reduce((sum, { successes }) => sum + successes, 0) / rows(list);
}
