import { stratifiedTestRows } from './stratified-test-rows';

const ascending = (rows: Uint32Array): number[] => [...rows].sort((a, b) => a - b);

describe('stratifiedTestRows', () => {
  it('keeps the share of each class', () => {
    const classes = Array.from({ length: 100 }, (_, row) => (row < 30 ? 1 : 0));
    const sets = [...stratifiedTestRows(classes, { splits: 5, testShare: 0.2, seed: 3 })];
    expect(sets.map((rows) => rows.filter((row) => row < 30).length)).toEqual([6, 6, 6, 6, 6]);
    expect(sets.every((rows) => new Set(rows).size === 20)).toBe(true);
    expect(ascending(sets[0]!)).not.toEqual(ascending(sets[1]!));
  });

  it.each([
    ['a class of one row', [0, 0, 0, 1]],
    ['a side smaller than the classes', [0, 0, 0, 1, 1, 1]],
  ])('throws for %s', (_, classes) => {
    const draw = (): unknown => stratifiedTestRows(classes, { splits: 1, testShare: 0.1, seed: 1 }).next();
    expect(draw).toThrow(RangeError);
  });
});
