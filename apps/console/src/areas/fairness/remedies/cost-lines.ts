import { scoreEdges } from '@countersign/domain/fairness';
import { costsAt, type ErrorCosts, type GroupCost } from '@countersign/domain/fairness-remedies';
import { labelledRows } from '@countersign/statistics/fairness';
import { type ScoreTails } from '@countersign/statistics/fairness-evidence';
import { formatCount } from '../../../format/numbers';
import { t } from '../../../texts';
import type { TableTwin } from '../../../ui/csv';
import { nameOf } from '../figures/audit-evidence';

/** The cost of one group, or of all, at every threshold. */
export interface CostLine {
  name: string;
  /** Labelled rows with a score. */
  n: number;
  isSmall: boolean;
  /** Per labelled row; null without any. */
  means: readonly (number | null)[];
  totals: readonly number[];
}

/** Costs at every bin edge, all groups together first. */
export function costLines(
  tails: readonly ScoreTails[],
  {
    costs,
    confidenceLevel,
    small,
  }: { costs: ErrorCosts; confidenceLevel: number; small: ReadonlySet<string> },
): CostLine[] {
  const swept = scoreEdges.map((_, bin) => costsAt(tails, bin, { costs, confidenceLevel }));
  const lineOf = (name: string, pick: (at: (typeof swept)[number]) => GroupCost | undefined): CostLine => ({
    ...{ name, isSmall: small.has(name) },
    n: swept[0] ? labelledRows(pick(swept[0])?.counts ?? noCounts) : 0,
    means: swept.map((at) => pick(at)?.mean.value ?? null),
    totals: swept.map((at) => pick(at)?.total ?? 0),
  });
  return [
    lineOf(t('remedies.threshold.all'), ({ all }) => all),
    ...tails.map(({ group }, at) => lineOf(nameOf(group), ({ groups }) => groups[at])),
  ];
}

const noCounts = { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0 };

/** The lines as a table: totals by group with n in the heads, and the cost per case of all. */
export function costTable(lines: readonly CostLine[]): TableTwin {
  return {
    columns: [
      t('fairnessFigures.sweep.threshold'),
      ...lines.flatMap(({ name, n }) => {
        const label = t('ui.figure.n', { label: name, n: formatCount(n) });
        return [t('remedies.threshold.totalOf', { label }), t('remedies.threshold.meanOf', { label })];
      }),
    ],
    rows: scoreEdges.map((edge, bin) => [
      edge,
      ...lines.flatMap(({ totals, means }) => [totals[bin] ?? null, means[bin] ?? null]),
    ]),
  };
}
