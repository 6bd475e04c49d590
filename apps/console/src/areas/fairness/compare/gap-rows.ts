import { type AuditComparison } from '@countersign/domain/fairness';
import { word } from '../../../format/words';
import type { EstimateParts } from '../../../ui/estimate-text';
import { criterionWord, nameOf } from '../figures/audit-evidence';
import { estimateParts } from '../figures/estimate-parts';

export type SectionChange = AuditComparison['sections'][number];

/** The gap of one disparity in two audits. */
export interface GapRow {
  name: string;
  /** Lower rate first, as it was in the earlier audit; empty where no pair is followed. */
  between: readonly string[];
  before: EstimateParts;
  after: EstimateParts;
  change: EstimateParts;
  /** What another mix of people and what other rates did to the gap, and by which attributes; null where it cannot be split. */
  split: { mix: number; rates: number; by: string } | null;
}

/** The gaps of a section that have a pair to follow, then those that do not with the reason. */
export function gapRows({ gaps }: SectionChange): GapRow[] {
  const rows = gaps.map(({ disparity, between, before, after, change, split }): GapRow => ({
    name: word('criterion', criterionWord(disparity)),
    between: between?.map(nameOf) ?? [],
    before: estimateParts(before),
    after: estimateParts(after),
    change: estimateParts(change),
    split: split && { mix: split.mix, rates: split.rates, by: split.by.join(' × ') },
  }));
  const isKnown = ({ change }: GapRow) => change.status === 'OK';
  return [...rows.filter(isKnown), ...rows.filter((row) => !isKnown(row))];
}

export type Direction = 'narrower' | 'turned' | 'unclear' | 'wider';

/** Which way a gap went, if the interval of its change is clear of 0; turned: the other group is now ahead by more than before. */
export function directionOf({ before, after, change }: GapRow): Direction {
  const { lower, upper } = change;
  if (lower == null || upper == null || before.value == null || after.value == null) return 'unclear';
  if (lower > 0) return 'wider';
  if (upper >= 0) return 'unclear';
  return -after.value > before.value ? 'turned' : 'narrower';
}
