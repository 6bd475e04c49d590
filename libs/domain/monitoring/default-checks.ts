import type { Check } from './check';

const decides = { direction: 'above', deciding: true } as const;
const shown = { direction: 'above', deciding: false } as const;

/**
 * The drift checks of a monitor that names none. docs/spec/monitoring.md, M-9 gives the source of every number.
 * The value of chi_square that is compared with the lines is Cramér's V of the 2 × k table of baseline and
 * window; the p-value is shown beside it and decides nothing, because it shrinks with n alone.
 */
export const defaultDriftChecks: readonly Check[] = [
  { method: 'psi', appliesTo: 'numeric', warning: 0.1, alert: 0.25, ...decides },
  { method: 'ks', appliesTo: 'numeric', warning: 0.1, alert: 0.2, ...shown },
  { method: 'wasserstein_normed', appliesTo: 'numeric', warning: 0.1, alert: 0.3, ...shown },
  { method: 'js_distance', appliesTo: 'numeric', warning: 0.1, alert: 0.2, ...shown },
  { method: 'psi', appliesTo: 'categorical', warning: 0.1, alert: 0.25, ...decides },
  { method: 'chi_square', appliesTo: 'categorical', warning: 0.1, alert: 0.3, ...shown },
];

/**
 * The performance checks of a monitor that names none: ROC AUC, with lines 0.02 and 0.05 below the baseline's.
 * @param baselineRocAuc the baseline's ROC AUC, in [0, 1]
 */
export function defaultPerformanceChecks(baselineRocAuc: number): readonly Check[] {
  return [
    {
      method: 'roc_auc',
      appliesTo: null,
      warning: baselineRocAuc - 0.02,
      alert: baselineRocAuc - 0.05,
      direction: 'below',
      deciding: true,
    },
  ];
}
