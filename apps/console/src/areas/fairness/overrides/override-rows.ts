import { type GroupOverrides, type SectionOverrides } from '@countersign/domain/fairness';
import { reasonText } from '@countersign/domain/fairness-report';
import { type RateComparison } from '@countersign/statistics/fairness';
import { type Estimate } from '@countersign/statistics/inference';
import type { EstimateParts } from '../../../ui/estimate-text';
import { nameOf } from '../figures/audit-evidence';
import { estimateParts } from '../figures/estimate-parts';
import type { ForestRow } from '../forest';
import { t } from '../../../texts';

const comparedRates = ['toFavourable', 'toUnfavourable', 'before', 'after'] as const;

/** One rate between the groups farthest apart. */
export interface BetweenRow {
  rate: (typeof comparedRates)[number];
  difference: EstimateParts;
  ratio: EstimateParts;
  between: readonly string[];
  pAdjusted: number | null;
  /** Groups that take no part, each with the reason. */
  leftOut: readonly string[];
}

/** The four rates that are compared between groups. */
export const betweenRows = (overrides: SectionOverrides): BetweenRow[] =>
  comparedRates.map((rate) => {
    const compared = overrides[rate];
    return {
      rate,
      difference: shownParts(compared, 'difference'),
      ratio: shownParts(compared, 'ratio'),
      between: compared.between?.map(nameOf) ?? [],
      pAdjusted: compared.tested?.difference.pAdjusted ?? null,
      leftOut: compared.excluded.map(({ group, reason }) => `${nameOf(group)}: ${reasonText(reason)}`),
    };
  });

/** Of a pair picked among several the interval that holds whichever pair had been picked. */
function shownParts(
  { simultaneous, ...compared }: RateComparison,
  part: 'difference' | 'ratio',
): EstimateParts {
  const estimate: Estimate = compared[part];
  const interval = (estimate.status === 'ok' && estimate.interval) || simultaneous?.[part];
  return estimateParts(estimate.status === 'ok' && interval ? { ...estimate, interval } : estimate);
}

/** Two lines for each group: the favourable rate of the model, then that of people. */
export const beforeAfterRows = (groups: readonly GroupOverrides[]): ForestRow[] =>
  groups.flatMap(({ group, eligible, ...rates }) => {
    const name = nameOf(group);
    const row = (label: string, rate: Estimate): ForestRow => {
      const { n, value = null, lower = null, upper = null } = estimateParts(rate);
      return { group: label, isHidden: false, n, eligible, value, lower, upper };
    };
    return [
      row(`${name}\n${t('fairnessOverrides.figure.model')}`, rates.favourableBefore),
      row(t('fairnessOverrides.figure.people'), rates.favourableAfter),
    ];
  });
