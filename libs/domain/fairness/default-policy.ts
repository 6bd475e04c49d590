import {
  type DisparityLimit,
  type DisparityName,
  type FavourableOutcome,
} from '@countersign/statistics/fairness';
import { type AuditAttribute, auditMethod, type FairnessPolicy } from './audit-policy';
import { defaultCriteria, defaultMinimumGroupSize } from './default-criteria';

/**
 * What each disparity is judged by unless an audit says otherwise; docs/spec/fairness.md, F-12 and F-22, give the source of
 * every limit. Treatment equality and the indices of inequality have none: nobody has set one.
 */
export const defaultLimits: Readonly<Partial<Record<DisparityName, DisparityLimit>>> = {
  ...Object.fromEntries(defaultCriteria.map(({ name, ...limit }) => [name, limit])),
  scoring_rate: { minimumRatio: 0.8 },
  average_odds: { maximumDifference: 0.2 },
  predictive_parity: { maximumDifference: 0.2 },
  fpr_parity: { maximumDifference: 0.2 },
  fnr_parity: { maximumDifference: 0.2 },
  for_parity: { maximumDifference: 0.2 },
  accuracy_parity: { maximumDifference: 0.2 },
  conditional_demographic_disparity: { maximumDifference: 0.2 },
};

/** Fewer people than this are not shown to every viewer. */
const defaultSmallCell = 10;

/** A policy of defaults: what nobody decided. The reasons are empty, since there are none. */
export function defaultPolicy(
  attributes: readonly string[],
  favourable: { readonly prediction: FavourableOutcome; readonly meaning: string },
): FairnessPolicy {
  const least = defaultMinimumGroupSize;
  return {
    method: auditMethod,
    favourable,
    attributes: attributes.map((name): AuditAttribute => ({
      name,
      origin: 'unknown',
      legalBasis: '',
      reference: null,
    })),
    limits: defaultLimits,
    criteria: defaultCriteria.map(({ name }) => name),
    minimums: {
      ...{ groupSize: least, share: 0, forPass: least },
      ...{ positives: least, negatives: least, predictedPositives: least },
    },
    denominator: null,
    alpha: 0.05,
    correction: 'holm',
    lawPacks: [],
    smallCell: defaultSmallCell,
    reasons: { favourable: '', reference: '', harms: '', limits: '' },
  };
}
