import { type ReasonCode } from '../inference';
import { type EligibleGroups } from './eligible-groups';
import { type GroupMeasure } from './group-measure';
import { effectivePredictedRows } from './group-rate';
import { type GroupCounts } from './outcome-counts';

/**
 * Which group the others are measured against. `max_all`: the highest rate of all groups, small ones included;
 * `max_eligible`: the highest among the groups that take part; `fixed`: a named group; `majority`: the group with the most
 * rows; `min`: the lowest rate among the groups that take part; `overall`: the whole population.
 */
export type DenominatorPolicy = 'max_all' | 'max_eligible' | 'fixed' | 'majority' | 'min' | 'overall';

export interface ReferenceOptions {
  /** `max_eligible` unless told otherwise. */
  readonly denominator?: DenominatorPolicy;
  /** The group of the `fixed` policy, one value per attribute. */
  readonly reference?: readonly string[];
}

/** The measure of the reference group, or why there is none. Groups have to be in a fixed order: it decides ties. */
export function chooseReference(
  groups: readonly GroupCounts[],
  { eligible, excluded, small }: EligibleGroups,
  { denominator = 'max_eligible', reference }: ReferenceOptions,
): GroupMeasure | ReasonCode {
  const named = (name: readonly string[]): GroupMeasure | ReasonCode =>
    eligible.find(({ group }) => isSame(group, name)) ??
    excluded.find(({ group }) => isSame(group, name))?.reason ??
    'missing_group';
  switch (denominator) {
    case 'fixed':
      return reference === undefined ? 'missing_group' : named(reference);
    case 'majority':
      return groups.length === 0 ? 'missing_group' : named(largest(groups).group);
    case 'min':
      return eligible.length === 0
        ? 'missing_group'
        : eligible.reduce((low, next) => (isHigher(low, next) ? next : low));
    case 'max_all':
      return highest([...small, ...eligible]);
    case 'max_eligible':
    case 'overall':
      return highest(eligible);
  }
}

/** The last of the highest: the lowest is the first of its kind, so the two differ even when all rates are equal. */
function highest(measures: readonly GroupMeasure[]): GroupMeasure | ReasonCode {
  if (measures.length === 0) return 'missing_group';
  return measures.reduce((high, next) => (isHigher(high, next) ? high : next));
}

/** By integers, so that equal rates tie. */
export function isHigher(first: GroupMeasure, second: GroupMeasure): boolean {
  const [a, b] = [first.fraction, second.fraction];
  if (a === null || b === null) return first.value > second.value;
  return a.numerator * b.denominator > b.numerator * a.denominator;
}

function largest(groups: readonly GroupCounts[]): GroupCounts {
  return groups.reduce((most, next) =>
    effectivePredictedRows(next) > effectivePredictedRows(most) ? next : most,
  );
}

export function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
