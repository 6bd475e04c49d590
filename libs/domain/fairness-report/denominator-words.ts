import { type DenominatorPolicy } from '@countersign/statistics/fairness';

/** What groups are measured against, in words. */
export const denominatorWords: Readonly<Record<DenominatorPolicy, string>> = {
  max_all: 'the highest rate of all groups, small ones included',
  max_eligible: 'the highest rate among the groups that take part',
  fixed: 'the reference group named by the policy',
  majority: 'the group with the most people',
  min: 'the lowest rate among the groups that take part',
  overall: 'the whole population',
};

/** The same as the head of a column. */
export const denominatorHeads: Readonly<Record<DenominatorPolicy, string>> = {
  max_all: 'Highest of all',
  max_eligible: 'Highest taking part',
  fixed: 'Named group',
  majority: 'Largest group',
  min: 'Lowest taking part',
  overall: 'Everybody',
};
