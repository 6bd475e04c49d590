import { type GroupCounts } from './outcome-counts';
import { sumGroups, withoutGroup } from './sum-groups';

const group = (name: string, tp: number, rest: Partial<GroupCounts> = {}): GroupCounts => ({
  group: [name],
  counts: { tp, fp: 1, fn: 2, tn: 3, unlabelledPositive: 4, unlabelledNegative: 5 },
  ...rest,
});

describe('sumGroups', () => {
  it('adds counts cell by cell under the name given, and scores of the groups that have any', () => {
    const scored = group('b', 7, { scoring: { aboveMedian: 2, scored: 5 } });
    expect(sumGroups([group('a', 10), scored], ['both'])).toEqual({
      group: ['both'],
      counts: { tp: 17, fp: 2, fn: 4, tn: 6, unlabelledPositive: 8, unlabelledNegative: 10 },
      scoring: { aboveMedian: 2, scored: 5 },
    });
    expect(sumGroups([], []).counts.tp).toBe(0);
  });

  it('takes a group without squared weights for rows of weight 1', () => {
    const weighted = group('w', 0.5, { squares: { ...group('w', 0.25).counts } });
    expect(sumGroups([group('a', 10), weighted], []).squares?.tp).toBe(10.25);
  });
});

describe('withoutGroup', () => {
  it('is the sum of all others, weighted or not', () => {
    const groups = [group('a', 1), group('b', 2, { scoring: { aboveMedian: 1, scored: 3 } }), group('c', 4)];
    const weighted = groups.map((each, at) => ({ ...each, squares: { ...each.counts, tp: 0.1 * at } }));
    for (const all of [groups, weighted]) {
      const others = withoutGroup(sumGroups(all, []), all, 2);
      expect(others).toEqual(sumGroups(all.slice(0, 2), []));
    }
  });
});
