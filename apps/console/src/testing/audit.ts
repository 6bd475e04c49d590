import type { Audit, Disparity, Group } from '../areas/fairness/forest';

type Estimate = NonNullable<Group['favourableRate']>;

const rateOf = (value: number | null, n = 100): Estimate => ({
  __typename: 'Estimate',
  value,
  n,
  numerator: null,
  denominator: n,
  lower: value === null ? null : Math.max(0, value - 0.05),
  upper: value === null ? null : Math.min(1, value + 0.05),
  confidenceLevel: 0.95,
  method: 'wilson',
  status: value === null ? 'NOT_COMPUTABLE' : 'OK',
  reason: value === null ? 'no rows' : null,
});

/** A group whose every rate is the same, for specs. */
export const groupOf = (name: string, value: number | null, eligible = true): Group => ({
  __typename: 'GroupOutcome',
  ...{ values: [name], isHidden: false },
  n: eligible ? 100 : 12,
  share: 0.5,
  eligible,
  counts: { __typename: 'OutcomeCounts', tp: 1, fp: 2, fn: 3, tn: 4, unlabelled: 0 },
  selectionRate: rateOf(value),
  favourableRate: rateOf(value),
  baseRate: rateOf(value),
  truePositiveRate: rateOf(value),
  falsePositiveRate: rateOf(value),
  positivePredictiveValue: rateOf(value),
  accuracy: rateOf(value),
});

export const disparityOf = (criterion: Disparity['criterion'], verdict: Disparity['verdict']): Disparity => ({
  __typename: 'Disparity',
  criterion,
  verdict,
  reason: null,
  significant: null,
  robust: true,
  byDenominator: [],
  difference: rateOf(0.3),
  ratio: rateOf(0.6),
  between: [
    { __typename: 'GroupName', values: ['a'] },
    { __typename: 'GroupName', values: ['b'] },
  ],
});

export const partOf = (attribute: string, disparities: Disparity[]): Audit['attributes'][number] => ({
  __typename: 'AttributeAudit',
  attributes: attribute.split('+'),
  unknown: 0,
  withheld: 'NONE',
  groups: [],
  disparities,
});

/** A group of which nothing but its name is shown. */
export const hiddenGroup = (name: string): Group => ({
  ...groupOf(name, null),
  ...{ isHidden: true, n: null, share: null, eligible: null, counts: null },
  ...{ selectionRate: null, favourableRate: null, baseRate: null, truePositiveRate: null },
  ...{ falsePositiveRate: null, positivePredictiveValue: null, accuracy: null },
});
