import { eligibleGroups } from './eligible-groups';
import { type GroupCounts } from './outcome-counts';

const group = (name: string, [tp, fp, fn, tn]: readonly number[]): GroupCounts => ({
  group: [name],
  counts: { tp: tp!, fp: fp!, fn: fn!, tn: tn!, unlabelledPositive: 0, unlabelledNegative: 0 },
});
const options = { favourable: 'positive', minimumGroupSize: 1 } as const;
const excluded = (...[name, groups, more]: Parameters<typeof eligibleGroups>) =>
  eligibleGroups(name, groups, { ...options, ...more }).excluded.map(({ group: [value], reason }) => [
    value,
    reason,
  ]);

describe('eligibleGroups', () => {
  const groups = [group('a', [40, 5, 40, 15]), group('b', [8, 2, 0, 0]), group('c', [0, 0, 0, 1])];

  it('names why a group is left out', () => {
    expect(excluded('fpr', groups, options)).toEqual([]);
    expect(excluded('tpr', groups, options)).toEqual([['c', 'no_positives']]);
    expect(excluded('tpr', groups, { ...options, minimumGroupSize: 10 })).toEqual([
      ['b', 'below_minimum_n'],
      ['c', 'below_minimum_n'],
    ]);
    expect(excluded('selection_rate', groups, { ...options, minimumShare: 0.02 })).toEqual([
      ['c', 'below_minimum_share'],
    ]);
  });

  it('takes minimums of their own for positives, negatives and predicted positives', () => {
    const minimums = { positives: 8, negatives: 20, predictedPositives: 11 };
    expect(excluded('tpr', groups, { ...options, minimums })).toEqual([['c', 'no_positives']]);
    expect(excluded('fpr', groups, { ...options, minimums })).toEqual([
      ['b', 'below_minimum_n'],
      ['c', 'below_minimum_n'],
    ]);
    expect(excluded('ppv', groups, { ...options, minimums })).toEqual([
      ['b', 'below_minimum_n'],
      ['c', 'no_predicted_positives'],
    ]);
  });

  it('keeps small groups that have the measure, for the policy that looks at all', () => {
    const { small } = eligibleGroups('selection_rate', groups, { ...options, minimumGroupSize: 5 });
    expect(small.map(({ group: name, value }) => [...name, value])).toEqual([['c', 0]]);
  });

  it('counts effective rows against the minimum, and 30 rows of weight 0.1 as 30', () => {
    const weight = Array.from({ length: 30 }, () => 0.1).reduce((sum, each) => sum + each, 0);
    const squares = Array.from({ length: 30 }, () => 0.1 ** 2).reduce((sum, each) => sum + each, 0);
    const none = { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledNegative: 0 };
    const weighted: GroupCounts = {
      group: ['w'],
      counts: { ...none, unlabelledPositive: weight },
      squares: { ...none, unlabelledPositive: squares },
    };
    expect(excluded('selection_rate', [weighted], { ...options, minimumGroupSize: 30 })).toEqual([]);
    expect(excluded('selection_rate', [weighted], { ...options, minimumGroupSize: 31 })).toHaveLength(1);
  });
});
