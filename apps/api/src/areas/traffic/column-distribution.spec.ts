import {
  addCategory,
  addNumber,
  anchorEdges,
  emptyCategoricalProfile,
  emptyNumericProfile,
  sortFinite,
} from '@countersign/statistics/profile';
import { compareColumn } from './column-distribution';

function categories(values: readonly (string | null)[]) {
  const profile = emptyCategoricalProfile();
  for (const value of values) addCategory(profile, value);
  return profile;
}

describe('compareColumn', () => {
  it("counts numbers on the baseline's drawing edges, with open ends", () => {
    const values = Array.from({ length: 101 }, (_, value) => value);
    const edges = anchorEdges(sortFinite(values));
    const [profile, current] = [emptyNumericProfile(edges.all), emptyNumericProfile(edges.all)];
    for (const value of values) addNumber(profile, value);
    for (const value of [-5, 50, 50, 1000, null]) addNumber(current, value);
    const { bins, ...counts } = compareColumn({ profile, edges }, current);
    expect(counts).toEqual({
      ...{ kind: 'numeric', baselineN: 101, currentN: 4, baselineMissing: 0, currentMissing: 1 },
      ...{ baselineNotFinite: 0, currentNotFinite: 0 },
    });
    expect(bins[0]).toEqual({ lower: null, upper: 1, category: null, baseline: 1, current: 1 });
    expect(bins.at(-1)).toEqual({ lower: 99, upper: null, category: null, baseline: 2, current: 1 });
    expect(bins.reduce((sum, { baseline }) => sum + baseline, 0)).toBe(101);
    const middle = bins.find(({ lower, upper }) => (lower ?? 99) <= 50 && (upper ?? 0) > 50);
    expect(middle?.current).toBe(2);
  });

  it('counts NaN and infinities on both sides, so that no row is lost', () => {
    const edges = anchorEdges(sortFinite([1, 2, 3]));
    const [profile, current] = [emptyNumericProfile(edges.all), emptyNumericProfile(edges.all)];
    for (const value of [1, 2, 3, NaN, null]) addNumber(profile, value);
    for (const value of [1, NaN, Infinity, -Infinity, null, null]) addNumber(current, value);
    expect(compareColumn({ profile, edges }, current)).toMatchObject({
      ...{ baselineN: 3, baselineMissing: 1, baselineNotFinite: 1 },
      ...{ currentN: 1, currentMissing: 2, currentNotFinite: 3 },
    });
  });

  it('sorts categories by baseline count, then by name, new ones last', () => {
    const profile = categories(['b', 'b', 'c', 'a', null]);
    const { bins } = compareColumn({ profile }, categories(['d', 'a', 'a']));
    expect(bins.map(({ category, baseline, current }) => [category, baseline, current])).toEqual([
      ['b', 2, 0],
      ['a', 1, 2],
      ['c', 1, 0],
      ['d', 0, 1],
    ]);
  });

  it('gathers what lies beyond thirty categories, and loses no row', () => {
    const names = Array.from({ length: 32 }, (_, at) => `c${String(at).padStart(2, '0')}`);
    const { bins } = compareColumn({ profile: categories(names) }, categories(['c31', 'new', 'c00']));
    expect(bins).toHaveLength(31);
    expect(bins.at(-1)).toMatchObject({ category: '(other)', baseline: 2, current: 2 });
  });

  it('shows a window without rows as zeros', () => {
    const { bins, currentN } = compareColumn({ profile: categories(['a']) }, undefined);
    expect([currentN, bins]).toEqual([
      0,
      [{ lower: null, upper: null, category: 'a', baseline: 1, current: 0 }],
    ]);
  });
});
