import { type GroupResult } from '@countersign/domain/fairness';
import { type DisparityName, type GroupRateName } from '@countersign/statistics/fairness';

/** The rates that figures can show. */
export const shownRates = [
  'favourable_rate',
  'selection_rate',
  'tpr',
  'fpr',
  'fnr',
  'ppv',
  'for',
  'accuracy',
] as const satisfies readonly GroupRateName[];
export type ShownRate = (typeof shownRates)[number];

/** The disparity that compares each rate between groups. */
export const comparedBy: Readonly<Record<ShownRate, DisparityName>> = {
  favourable_rate: 'impact_ratio',
  selection_rate: 'demographic_parity',
  tpr: 'equal_opportunity',
  fpr: 'fpr_parity',
  fnr: 'fnr_parity',
  ppv: 'predictive_parity',
  for: 'for_parity',
  accuracy: 'accuracy_parity',
};

/** The rates that at least one group has; without labels there are two. */
export const ratesOf = (groups: readonly Pick<GroupResult, 'metrics'>[]): readonly ShownRate[] =>
  shownRates.filter((rate) => groups.some(({ metrics }) => metrics[rate].status === 'ok'));
