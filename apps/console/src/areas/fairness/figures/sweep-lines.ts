import { type FairnessPolicy, type SectionResults } from '@countersign/domain/fairness';
import { ratesByThreshold, type ScoreTails } from '@countersign/statistics/fairness-evidence';
import { nameOf } from './audit-evidence';
import type { ShownRate } from './shown-rate';

/** The rate of one group at every threshold; null where it has no denominator. */
export interface SweepLine {
  name: string;
  /** Rows with a score. */
  n: number;
  /** Whether the audit leaves the group out of verdicts for its size. */
  isSmall: boolean;
  values: readonly (number | null)[];
}

/** More lines than this cannot be told apart; the largest groups are drawn. */
export const mostLines = 8;

const rowsOf = ({ positives, negatives, unlabelled }: ScoreTails): number =>
  (positives[0] ?? 0) + (negatives[0] ?? 0) + (unlabelled[0] ?? 0);

/** The lines of all groups, in their order. */
export function sweepLines(
  tails: readonly ScoreTails[],
  rate: ShownRate,
  { results, policy }: { results: SectionResults; policy: FairnessPolicy },
): SweepLine[] {
  const rates = ratesByThreshold(tails, { name: rate, favourable: policy.favourable.prediction });
  const eligible = new Set(
    results.groups.filter((group) => group.eligible).map(({ group }) => nameOf(group)),
  );
  return tails.map((tail, at) => ({
    name: nameOf(tail.group),
    n: rowsOf(tail),
    isSmall: !eligible.has(nameOf(tail.group)),
    values: rates[at] ?? [],
  }));
}

/** The lines that are drawn: the largest groups, in their order. */
export function drawnLines<Line extends { readonly n: number }>(lines: readonly Line[]): readonly Line[] {
  if (lines.length <= mostLines) return lines;
  const largest = new Set([...lines].sort((a, b) => b.n - a.n).slice(0, mostLines));
  return lines.filter((line) => largest.has(line));
}

/** The lowest and the highest rate among groups that are large enough, at one threshold; null where fewer than two have one. */
export function spreadAt(
  lines: readonly SweepLine[],
  bin: number,
): { low: SweepLine; high: SweepLine } | null {
  const having = lines.filter((line) => !line.isSmall && line.values[bin] != null);
  const [low, high] = [1, -1].map((sign) =>
    having.reduce<SweepLine | undefined>(
      (best, line) =>
        best === undefined || sign * (line.values[bin]! - best.values[bin]!) < 0 ? line : best,
      undefined,
    ),
  );
  return having.length < 2 || !low || !high ? null : { low, high };
}
